import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { nextBatch, nextHeaders, reportHeaders, returnBatch, type SeenRecipient } from './client.ts'

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

/**
 * The secret keys of a key file as `age-keygen` writes it, plain or under a passphrase, that belong to a key in escrow
 * which is registered; a sentence that says what is wrong where there is none.
 */
export async function escrowSecrets(
  file: Uint8Array,
  passphrase: string,
  recipients: readonly Pick<SeenRecipient, 'kind' | 'recipient'>[],
): Promise<string[] | string> {
  if (file.length === 0) return '请选密钥文件，或者照纸上抄写密钥。'
  const text = await readKeyFile(file, passphrase).catch(() => null)
  if (text === null) return passphrase ? '没有打开：口令不对，或者不是密钥文件。' : '这个文件有口令，请填口令。'
  const found = text.toUpperCase().match(/AGE-SECRET-KEY-1[A-Z0-9]+/g) ?? []
  const known = await Promise.all(
    found.map(async (secret) => {
      const recipient = await identityToRecipient(secret).catch(() => null)
      return recipients.some((one) => one.kind === 'escrow' && one.recipient === recipient) ? [secret] : []
    }),
  )
  if (found.length === 0) return '里面没有密钥：应有 AGE-SECRET-KEY-1 开头的一行。'
  return known.flat().length > 0 ? known.flat() : '这不是登记过的托管密钥，或者抄错了字。'
}

/** The answer in the message of a drill, its last line. @throws when none of the keys opens it */
export async function answerIn(message: string, secrets: readonly string[]): Promise<string> {
  const text = new TextDecoder().decode(await openEnvelope(secrets, message))
  return text.trim().split('\n').at(-1) ?? ''
}

/** @throws when it is under another passphrase, or no file of age at all */
async function readKeyFile(file: Uint8Array, passphrase: string): Promise<string> {
  const text = new TextDecoder().decode(file)
  const isArmoured = text.trimStart().startsWith('-----BEGIN AGE')
  if (!isArmoured && !text.startsWith('age-encryption.org/')) return text
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  return decrypter.decrypt(isArmoured ? armor.decode(text.trim()) : file, 'text')
}

/** What an envelope holds. @throws when none of the keys opens it */
export async function openEnvelope(secrets: readonly string[], sealed: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const secret of secrets) decrypter.addIdentity(secret)
  return decrypter.decrypt(armor.decode(sealed))
}

/**
 * Tries these keys on every header that waits for one of them, and reports which opened. A header holds no content, and
 * what it does hold, the file's key, is forgotten at once.
 */
export async function checkHeaders(
  recipient: string,
  secrets: readonly string[],
): Promise<{ opened: number; unopened: number }> {
  const decrypter = new Decrypter()
  for (const secret of secrets) decrypter.addIdentity(secret)
  let [after, opened, unopened] = ['', 0, 0]
  for (;;) {
    const { items, next } = await nextHeaders(recipient, after)
    const tried = await Promise.all(
      items.map(async ({ id, was, header }) => {
        const key = await decrypter.decryptHeader(new TextEncoder().encode(header)).catch(() => null)
        return { id, was, opens: key !== null }
      }),
    )
    if (tried.length > 0) await reportHeaders(recipient, tried)
    opened += tried.filter(({ opens }) => opens).length
    unopened += tried.filter(({ opens }) => !opens).length
    if (next === null) return { opened, unopened }
    after = next
  }
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
