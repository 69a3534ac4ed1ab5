import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { nextBatch, returnBatch } from './client.ts'

/** What stands between a stolen laptop and the identities: not a word one types without thinking. */
export const PASSPHRASE_MIN = 12

/** A new key of age. The secret leaves this browser only under the passphrase, as an age file that `age -d` opens too. */
export async function makeKey(passphrase: string): Promise<{ recipient: string; wrapped: string }> {
  const secret = await generateX25519Identity()
  const recipient = await identityToRecipient(secret)
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return { recipient, wrapped: armor.encode(await encrypter.encrypt(`# public key: ${recipient}\n${secret}\n`)) }
}

/** Secret keys in a wrapped key file. @throws when the passphrase is another */
export async function unlock(wrapped: string, passphrase: string): Promise<string[]> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const text = await decrypter.decrypt(armor.decode(wrapped), 'text')
  return text.match(/^AGE-SECRET-KEY-1\S+$/gm) ?? []
}

/** What an envelope holds. @throws when none of the keys opens it */
export async function openEnvelope(secrets: readonly string[], sealed: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const secret of secrets) decrypter.addIdentity(secret)
  return decrypter.decrypt(armor.decode(sealed))
}

/**
 * Seals everything anew that these keys open, batch by batch; what they do not open is left for somebody whose keys do.
 * Stopped anywhere, it goes on where it was the next time.
 */
export async function rewrapAll(
  run: string,
  secrets: readonly string[],
  tell: (done: number, unopened: number) => void,
): Promise<{ done: number; unopened: number; left: number }> {
  let [after, done, unopened, left] = ['', 0, 0, 0]
  for (;;) {
    const { recipients, items, next } = await nextBatch(run, after)
    const sealed = await Promise.all(
      items.map(async ({ id, sealed: old, digest }) => {
        const plain = await openEnvelope(secrets, old).catch(() => null)
        if (!plain) return []
        const encrypter = new Encrypter()
        for (const one of recipients) encrypter.addRecipient(one.recipient)
        return [{ id, was: digest, sealed: armor.encode(await encrypter.encrypt(plain)) }]
      }),
    )
    const ready = sealed.flat()
    unopened += items.length - ready.length
    if (ready.length > 0) {
      const answer = await returnBatch(run, { recipients: recipients.map(({ id }) => id), items: ready })
      done += answer.results.filter(({ ok }) => ok).length
      left = answer.left
    }
    tell(done, unopened)
    if (next === null) return { done, unopened, left: Math.max(left, unopened) }
    after = next
  }
}
