import { Worker } from 'node:worker_threads'
import { Refusal } from '#domain/refusal.ts'
import { assertPdf } from './pdf-text.ts'

/** What reading one report may take; a real one of 20 MB takes a few seconds. */
const TIME_MS = 15_000
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/**
 * The words of a PDF, page by page, so that they can be read and found without opening it; empty for a scan. Read in a
 * thread of its own, because a small file can unpack into hours of work: the others are served meanwhile, and what
 * takes too long is ended.
 * @throws Refusal `file.unsupported` when it is no PDF, `file.undecodable` when it is broken, has a password or cannot
 * be read in time
 */
export async function textOfPdf(bytes: Uint8Array, timeMs = TIME_MS): Promise<string> {
  assertPdf(bytes)
  const program = new URL('./pdf-thread.ts', import.meta.url)
  const worker = new Worker(program, { workerData: bytes.slice(), resourceLimits: MEMORY, stderr: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject)
      worker.once('exit', () => reject(new Error('the reader ended without a word')))
      timer = setTimeout(() => reject(new Error('the reader took too long')), timeMs)
    })
  } catch {
    throw new Refusal('file.undecodable')
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
