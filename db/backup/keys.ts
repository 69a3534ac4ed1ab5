import { chmod, open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { MARK } from './checkpoint.ts'

/** Keys of an instance by name, as they lie in its folder. */
export type Keys = Map<string, Uint8Array>

/** What encrypted keys are called when nobody says. */
export const SEALED = 'keys.age'

const NAME = /^[\w-][\w.-]*$/

/** All but the log's mark. @throws when there is no such folder or nothing in it */
export async function readKeys(folder: string): Promise<Keys> {
  const keys: Keys = new Map()
  for (const name of (await readdir(folder)).sort())
    if (NAME.test(name) && !name.startsWith(MARK)) keys.set(name, await readFile(join(folder, name)))
  if (keys.size === 0) throw new Error(`${folder} holds no keys`)
  return keys
}

/** Writes keys one by one, for nobody else to read. */
export async function writeKeys(keys: Keys, folder: string): Promise<void> {
  for (const [name, key] of keys) {
    const file = await open(join(folder, name), 'wx', 0o600)
    try {
      await file.writeFile(key)
      await file.sync()
    } finally {
      await file.close()
    }
    await chmod(join(folder, name), 0o600)
  }
}

/**
 * Keys as one age file (https://age-encryption.org/v1) that only those named can open, each by himself: a JSON object
 * from name to base64.
 * @param recipients `age1…`, as `age-keygen` prints them
 * @throws when one is no recipient, naming it
 */
export async function sealKeys(keys: Keys, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch {
      throw new Error(`${recipient} is no age recipient (age1…)`)
    }
  }
  const named = [...keys].map(([name, key]) => [name, Buffer.from(key).toString('base64')])
  return encrypter.encrypt(`${JSON.stringify(Object.fromEntries(named), null, 1)}\n`)
}

/**
 * Keys from where a backup has put them: a folder, or an age file and the text of an identity file (`AGE-SECRET-KEY-1…`
 * lines, others ignored).
 * @throws when the identity does not open the file, with what is the matter
 */
export async function openKeys(from: string, identity: string | null): Promise<Keys> {
  if ((await stat(from)).isDirectory()) return readKeys(from)
  const identities = (identity ?? '').match(/^AGE-SECRET-KEY-\S+$/gm) ?? []
  if (identities.length === 0)
    throw new Error(`${from} is encrypted: give --identity <file> with the AGE-SECRET-KEY-… it is for`)
  const decrypter = new Decrypter()
  for (const one of identities) decrypter.addIdentity(one)
  const text = await decrypter.decrypt(await readFile(from), 'text').catch((error: Error) => {
    throw new Error(`the identity does not open ${from}: ${error.message}`)
  })
  const named = Object.entries(JSON.parse(text) as Record<string, string>)
  return new Map(named.map(([name, key]) => [name, new Uint8Array(Buffer.from(key, 'base64'))]))
}
