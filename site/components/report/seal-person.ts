import { armor, Encrypter } from 'age-encryption'
import { type NamedMode, Person, personProblems, plainOf } from '#domain/identity/person.ts'
import type { Problem } from '#domain/refusal.ts'

/**
 * Who somebody is as an armoured age file for all recipients, as long for one person as for another; or what is wrong with
 * what they wrote, which nobody but this page can say.
 */
export async function sealPerson(
  recipients: readonly { recipient: string }[],
  said: unknown,
  mode: NamedMode,
): Promise<{ sealed: string } | { problems: Problem[] }> {
  const problems = personProblems(said, mode)
  if (problems.length > 0) return { problems }
  const encrypter = new Encrypter()
  for (const { recipient } of recipients) encrypter.addRecipient(recipient)
  return { sealed: armor.encode(await encrypter.encrypt(plainOf(Person.parse(said), mode))) }
}
