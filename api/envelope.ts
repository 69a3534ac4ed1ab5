import { armor, Encrypter } from 'age-encryption'
import type { NewEnvelope } from '#db/envelope.ts'
import { type KeptRecipient, listRecipients } from '#db/recipient.ts'
import { ENVELOPE_LENGTH, envelopeFault } from '#domain/identity/envelope.ts'
import { type NamedMode, type Person, plainOf } from '#domain/identity/person.ts'
import { fingerprintOf, isValid, offeredModes, setOf } from '#domain/identity/recipient.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import type { Env } from './env.ts'
import { keyedHash } from './seal.ts'

/** Sealed, not yet bound to a tip. */
export type SealedPerson = Omit<NewEnvelope, 'binding'>

/** Armoured age files for the recipients, as a browser makes them too. @throws when one is no recipient */
export async function sealTo(recipients: readonly string[], plain: Uint8Array | string): Promise<string> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return armor.encode(await encrypter.encrypt(plain))
}

/** The keys to seal to today. @throws Refusal `tip.mode-not-offered` while there are not enough */
export async function validRecipients(env: Env, mode: TipInput['reporter']['mode']): Promise<KeptRecipient[]> {
  return assertOffered(await listRecipients(env.db), mode).filter(isValid)
}

/** Seals who somebody is on arrival, for a form that came without a script. */
export async function sealPerson(
  valid: readonly KeptRecipient[],
  person: Person,
  mode: NamedMode,
): Promise<{ sealed: string; recipients: string[] }> {
  const sealed = await sealTo(
    valid.map(({ recipient }) => recipient),
    plainOf(person, mode),
  )
  return { sealed, recipients: valid.map(({ id }) => id) }
}

/**
 * The envelope that came with a tip; null for an anonymous one.
 * @throws Refusal `tip.mode-not-offered` while there are not keys enough, `request.invalid` when it is none
 */
export async function readEnvelope(
  env: Env,
  reporter: TipInput['reporter'],
  { actor, sealedHere }: { actor?: unknown; sealedHere?: string | undefined },
): Promise<SealedPerson | null> {
  const { mode, sealed, recipients: named } = reporter
  if (mode === 'anonymous') {
    if (sealed !== undefined) refuse([problem(['reporter', 'sealed'], 'unknown-key')])
    return null
  }
  const known = assertOffered(await listRecipients(env.db), mode)
  if (sealed === undefined) return refuse([problem(['reporter', 'sealed'], 'required')])
  const problems: Problem[] = []
  const fault = envelopeFault(sealed, named?.length ?? null)
  if (fault) problems.push(problem(['reporter', 'sealed'], fault, { minimum: 2, maximum: ENVELOPE_LENGTH }))
  // A page loaded before a key ended still names it; one that nobody ever confirmed was on no page of ours.
  const isKnown = (id: string) => known.some((one) => one.id === id && one.validFrom !== null)
  if (named && !(named.every(isKnown) && new Set(named).size === named.length))
    problems.push(problem(['reporter', 'recipients'], 'not-in-list'))
  if (problems.length > 0) refuse(problems)
  return {
    sealed,
    sealedBy: actor ? 'desk' : sealedHere ? 'server' : 'browser',
    recipients: named ? setOf(named.map((id) => ({ id }))) : null,
  }
}

/** A key as anybody may see it: nothing of who holds it. */
export function published({ id, kind, recipient, validFrom }: KeptRecipient) {
  return { id, kind, recipient, fingerprint: fingerprintOf(recipient), validFrom: validFrom ?? '' }
}

/** Ties an envelope to its tip under a key outside the database. */
export function bindingOf(env: Env, tipId: string, sealed: string): string {
  return keyedHash(env.secrets.pepper, 'identity-envelope-v1', `${tipId}\n${sealed}`)
}

function assertOffered(recipients: KeptRecipient[], mode: TipInput['reporter']['mode']): KeptRecipient[] {
  if (!offeredModes(recipients).includes(mode)) throw new Refusal('tip.mode-not-offered')
  return recipients
}

function refuse(problems: Problem[]): never {
  throw new Refusal('request.invalid', { problems })
}
