import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../server.ts'
import { openApp } from '../setup.ts'
import { brokenForms, damaged, oddPhotos, PAYLOAD, soundPhotos } from './damage.ts'
import { length } from './length.ts'
import { sendRaw } from './raw.ts'

/** 150 damaged photos in `npm test`, 2,400 in `npm run test:gate`. */
const UPLOADS = length(150, 2_400)
const LIMIT_MS = UPLOADS * 300 + 120_000
const AT_ONCE = 6
const REFUSED = [400, 413, 415, 422]

let running: Running
let temporary: string
beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'jingtu-temporary-'))
  running = await startServer({ env: { DEMO: '0', INTAKE_LIMIT: '1000000', TMPDIR: temporary } })
})
afterAll(async () => {
  await running?.stop()
  rmSync(temporary, { recursive: true, force: true })
})

async function upload(bytes: Uint8Array): Promise<number> {
  const form = new FormData()
  form.append('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'p.jpg')
  const response = await fetch(`${running.url}/api/attachments`, { method: 'POST', body: form })
  await response.text()
  return response.status
}

/** Photos of a folder that do not decode to their last line, or carry what was hidden in them. */
async function unsound(folder: string): Promise<string[]> {
  const bad: string[] = []
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name))
    const decoded = await sharp(bytes, { failOn: 'warning' })
      .raw()
      .toBuffer()
      .catch(() => null)
    if (!decoded || bytes.includes(PAYLOAD)) bad.push(name)
  }
  return bad
}

const photosOf = ({ dataDir }: Running) => readdirSync(join(dataDir, 'photos'))

test(`${UPLOADS} damaged photos: taken or refused, never a fault, and what is kept decodes to its end`, {
  timeout: LIMIT_MS,
}, async () => {
  const sound = await soundPhotos()
  const before = photosOf(running).length
  const statuses = new Map<number, number>()
  const odd: string[] = []
  let next = 0
  const sender = async () => {
    for (let n = next++; n < UPLOADS; n = next++) {
      const { name, bytes } = damaged(sound, n, UPLOADS > 1000)
      const status = await upload(bytes)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status !== 201 && !REFUSED.includes(status)) odd.push(`${name}: ${status}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
  console.log(`${UPLOADS} damaged photos: ${JSON.stringify([...statuses])}`)
  expect(odd).toEqual([])
  expect(photosOf(running).length - before).toBe(statuses.get(201) ?? 0)
  expect(await unsound(join(running.dataDir, 'photos'))).toEqual([])
  for (const { bytes } of sound) expect(await upload(bytes)).toBe(201)
})

test('bombs, drawings and files that are two things at once: refused, or kept as the picture alone', async () => {
  const before = photosOf(running).length
  const said: [string, number][] = []
  for (const { name, bytes } of await oddPhotos()) said.push([name, await upload(bytes)])
  expect(said.filter(([, status]) => status !== 201 && !REFUSED.includes(status))).toEqual([])
  const taken = said.filter(([, status]) => status === 201).map(([name]) => name)
  expect(taken.filter((name) => !/with a (ZIP|page)/.test(name))).toEqual([])
  expect(photosOf(running).length - before).toBe(taken.length)
  expect(await unsound(join(running.dataDir, 'photos'))).toEqual([])
})

test('broken forms: an answer that says so or an end, nothing kept, and the server serves on', async () => {
  const [photo] = await soundPhotos()
  const before = photosOf(running).length
  const taken: string[] = []
  for (const { name, bytes, ends } of brokenForms(photo?.bytes ?? Buffer.alloc(0))) {
    const { status } = await sendRaw(running.url, bytes, ends)
    expect([name, status < 500]).toEqual([name, true])
    if (status === 201) taken.push(name)
  }
  // Long-winded, but whole.
  expect(taken).toEqual(['a part with 64 KB of headers'])
  expect(photosOf(running).length - before).toBe(taken.length)
  expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
  expect(running.child.exitCode).toBeNull()
})

test('nothing half done is left in the folder of photos or for temporary files', () => {
  expect(photosOf(running).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(readdirSync(temporary).filter((name) => !name.startsWith('node-compile-cache'))).toEqual([])
})

test('the control, which keeps photos as they come, keeps what does not decode and is seen to', async () => {
  const here = await openApp({
    intakeLimit: 1_000_000,
    cleanPhoto: async (bytes) => ({ bytes, sha256: '0'.repeat(64), width: 1, height: 1 }),
  })
  const sound = await soundPhotos()
  for (let n = 0; n < 30; n++) {
    const form = new FormData()
    form.append('photo', new Blob([new Uint8Array(damaged(sound, n).bytes)]), 'p.jpg')
    await here.ask('POST', '/api/attachments', form)
  }
  const bad = await unsound(join(here.folder, 'photos'))
  console.log(`control: ${bad.length} photos kept that do not decode`)
  expect(bad.length).toBeGreaterThan(0)
})
