import * as z from 'zod/mini'
import type { Actor, Role } from './access.ts'
import { CreditCode } from './party.ts'
import type { RefusalCode } from './refusal.ts'
import { text } from './text.ts'
import { fold } from './tip/matter.ts'

/**
 * A standing tie (信访工作条例 art. 28, 回避): somebody here has to do with an enterprise, and every case about it is closed
 * to them, those that come later too. Declared once; `withdrawn` by a head who is somebody else.
 */
export type Tie = {
  id: string
  person: string
  /** Credit code of the enterprise in the register. */
  party: string
  reason: string
  declaredBy: string
  declaredOn: string
  withdrawn: { by: string; on: string; reason: string } | null
}
/** A tie that closes a case to somebody. */
export type Tied = { tie: string; person: string }

/** Whoever may see something of a case. */
export const TIE_ROLES = ['clerk', 'handler', 'head', 'officer'] as const satisfies readonly Role[]

export const TieInput = z.strictObject({ party: CreditCode, reason: text(1000), person: z.optional(text(60)) })
export type TieInput = z.infer<typeof TieInput>
export const TieWithdrawal = z.strictObject({ reason: text(1000) })

/** The shortest name that is looked for: shorter ones stand in too many words. */
const SHORTEST = 4
/** What stands in brackets behind a name: 某某有限公司（筹）. */
const REMARK = /\s*[（(][^（）()]*[）)]\s*$/u
const FORM = /(?:股份|集团)*(?:有限责任|有限)?公司$/u

/**
 * Words by which a tip names an enterprise: its code, its names without their legal form, and those without the place they
 * begin with. It closes rather a case too many: another officer takes that one.
 */
export function namesFor({ code, names }: { code: string; names: readonly string[] }): string[] {
  const short = names.flatMap((name) => {
    const whole = fold(name.replace(REMARK, ''))
    const core = whole.replace(FORM, '')
    return [whole, core, Array.from(core).slice(2).join('')]
  })
  return [...new Set([fold(code), ...short])].filter((one) => Array.from(one).length >= SHORTEST)
}

/** Whether a text names one of them. */
export function isNamed(names: readonly string[], said: string): boolean {
  const folded = fold(said)
  return names.some((name) => folded.includes(name))
}

/** A tie with the names its enterprise goes by. */
export type Standing = Tied & { names: readonly string[] }

/** The ties that a text, which is all that a tip says, falls under. */
export function tiedBy(standing: readonly Standing[], said: string): Tied[] {
  return standing.flatMap(({ tie, person, names }) => (isNamed(names, said) ? [{ tie, person }] : []))
}

/** Why this person may not declare a tie for somebody; undefined when they may. Everybody may for themselves. */
export function whyNotDeclare(actor: Actor, person: string): RefusalCode | undefined {
  return person === actor.id || actor.role === 'head' ? undefined : 'tie.head-declares'
}

/** Why this person may not withdraw a tie. The door lets heads in alone. */
export function whyNotWithdraw(actor: Actor, tie: Tie): RefusalCode | undefined {
  if (tie.withdrawn) return 'tie.withdrawn'
  return tie.person === actor.id ? 'tie.own' : undefined
}
