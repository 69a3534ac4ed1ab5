import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertAttachment } from '#db/attachment.ts'
import { peakOf } from '../../bench/measure.ts'
import { instance, places } from '../../fixtures/instance.ts'
import { type Program, runBackup, runRestore } from '../../fixtures/programs.ts'

const MIB = 2 ** 20
const BOUND_MIB = 200

/** The most memory a program took, in MiB, as the kernel keeps it. */
async function peak(program: Program): Promise<number> {
  let most = 0
  while (!program.ended) {
    most = Math.max(most, peakOf(program.pid))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(await program.code, program.printed()).toBe(0)
  return most
}

test.runIf(process.platform === 'linux')(
  'memory stays flat with photos of 300 MB, one of them of 150: nothing is read whole',
  { timeout: 120_000 },
  async () => {
    const at = places()()
    const { db, release } = await instance(at.data)
    await mkdir(join(at.data, 'photos'), { recursive: true })
    const sizes = [150, ...Array<number>(15).fill(10)]
    for (const [n, size] of sizes.entries()) {
      const [key, bytes] = [randomBytes(16).toString('hex'), randomBytes(size * MIB)]
      await writeFile(join(at.data, 'photos', key), bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const row = { id: `n${n}`, key, sha256, width: 1, height: 1, size: bytes.length, uploadedOn: '2026-09-14' }
      await db.write([
        insertAttachment(row),
        { sql: "UPDATE attachments SET tip_id = 't' WHERE id = ?", args: [`n${n}`] },
      ])
    }
    db.close()
    release()
    expect(await peak(runBackup(at.data, '--to', at.to, '--keys-to', at.keys))).toBeLessThan(BOUND_MIB)
    expect(await peak(runRestore(at.again, '--from', at.to, '--keys-from', at.keys))).toBeLessThan(BOUND_MIB)
    const manifest = JSON.parse(await readFile(join(at.to, 'manifest.json'), 'utf8'))
    const sum = Object.values(manifest.files as { size: number }[]).reduce((all, one) => all + one.size, 0)
    expect(sum).toBeGreaterThan(300 * MIB)
  },
)
