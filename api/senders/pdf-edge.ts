import { Refusal } from '#domain/refusal.ts'
import { assertPdf, wordsOfPdf } from './pdf-text.ts'

/**
 * The words of a PDF; empty for a scan. One that unpacks into hours of work takes the request down with it, and nothing
 * else: the host ends what needs too much time or memory, and nothing was kept.
 * @throws Refusal `file.unsupported` when it is no PDF, `file.undecodable` when it is broken or has a password
 */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  assertPdf(bytes)
  try {
    return await wordsOfPdf(bytes.slice())
  } catch {
    throw new Refusal('file.undecodable')
  }
}
