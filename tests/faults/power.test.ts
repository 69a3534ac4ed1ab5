import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../server.ts'
import { skipLoudly, whyNoMount, xfsDisk } from './disk.ts'
import { type Outcome, reckon } from './kill.ts'
import { length } from './length.ts'
import { type Ledger, resident } from './load.ts'
import { smallPhoto } from './photos.ts'

/** 2 in `npm test` where XFS is at hand, 100 in `npm run test:gate`. */
const CUTS = length(2, 100)
const CONTROL_CUTS = length(1, 10)
const LIMIT_MS = (CUTS + CONTROL_CUTS) * 20_000 + 120_000
const ENV = { DEMO: '0', INTAKE_LIMIT: '1000000' }
const CLIENTS = 8

/** Files tips and photos, cuts the power of the disk under the server, mounts it again, as often as asked. */
async function cutDuringIntake(cuts: number, entry?: string): Promise<Omit<Outcome, 'readyMs'>> {
  const disk = xfsDisk()
  onTestFinished(() => disk.remove())
  const server = { dataDir: join(disk.path, 'data'), env: ENV, ...(entry && { entry }) }
  const ledger: Ledger = { acknowledged: [], open: [] }
  const photo = await smallPhoto()
  for (let round = 0; round < cuts; round++) {
    const running = await startServer(server)
    let stopped = false
    const clients = Array.from({ length: CLIENTS }, (_, n) =>
      resident(running.url, ledger, () => stopped, n === 0 ? photo : undefined),
    )
    const before = ledger.acknowledged.length
    for (let waited = 0; ledger.acknowledged.length === before && waited < 5000; waited += 10) await pause(10)
    await pause(100 + Math.random() * 300)
    disk.cutPower()
    stopped = true
    await running.kill()
    await Promise.all(clients)
    disk.powerOn()
  }
  return reckon(server, ledger)
}

test(`the power cut during intake, ${CUTS} times: no acknowledged tip or photo is lost`, {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount('mkfs.xfs', 'xfs_io')
  if (why) skipLoudly(context, why)
  const outcome = await cutDuringIntake(CUTS)
  console.log(`${CUTS} power cuts, ${outcome.acknowledged} tips acknowledged, ${outcome.lost} lost`)
  expect(outcome.acknowledged).toBeGreaterThan(CUTS)
  expect(outcome).toMatchObject({ lost: 0, surplus: 0, changed: 0, photosLost: 0, integrity: 'ok' })
})

test('the control, whose database does not sync each commit, loses tips and is seen to', {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount('mkfs.xfs', 'xfs_io')
  if (why) skipLoudly(context, why)
  const outcome = await cutDuringIntake(CONTROL_CUTS, join(import.meta.dirname, 'lax.ts'))
  console.log(`control: ${CONTROL_CUTS} power cuts, ${outcome.acknowledged} tips acknowledged, ${outcome.lost} lost`)
  expect(outcome.lost).toBeGreaterThan(0)
})
