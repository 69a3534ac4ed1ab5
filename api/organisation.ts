import { findTitles } from '#db/register.ts'
import { organisationName } from '#domain/bureau.ts'
import { dayOf } from '#domain/clock.ts'
import { isCreditCode } from '#domain/party.ts'
import type { Env } from './env.ts'

/** Names of organisations by code: the bureau's own, and those in the register of who files. */
export async function organisationNames(
  env: Pick<Env, 'bureau' | 'db' | 'now'>,
  orgs: readonly string[],
): Promise<(org: string) => string> {
  const codes = [...new Set(orgs.filter(isCreditCode))]
  const registered = await findTitles(env.db, 'enterprise', codes)
  return (org) => registered.get(org) ?? organisationName(env.bureau, org, dayOf(env.now()))
}
