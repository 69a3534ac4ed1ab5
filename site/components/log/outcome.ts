import type { Step } from '#domain/log/check.ts'
import { detailWords, STEP_WORDS } from '#domain/words/zh/log.ts'
import type { ShownStep, Standing } from './report.ts'

/** What one check found, ready to be shown. */
export type Outcome = {
  is: Exclude<Standing, 'running'>
  verdict: string
  summary: string
  steps: ShownStep[]
  facts?: (readonly [string, string])[]
  note?: string
}

/** Could not be checked at all: the sentence says what to do. */
export class CannotCheck extends Error {}

/** The steps of a check in words; those that were never reached stay as not looked at. */
export function shown(steps: readonly Step[], expected: readonly Step['step'][]): ShownStep[] {
  const done = steps.map(({ step, ok, detail }): ShownStep => {
    const words = STEP_WORDS[step]
    return { is: ok ? 'ok' : 'bad', title: words.title, says: ok ? words.ok : words.bad, value: detailWords(detail) }
  })
  const missing = expected.filter((one) => !steps.some(({ step }) => step === one))
  const rest = missing.map(
    (one): ShownStep => ({ is: 'skipped', title: STEP_WORDS[one].title, says: '前面没有通过，这一步没有查。' }),
  )
  return [...done, ...rest]
}
