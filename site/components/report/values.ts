import type { ReportForm } from '#domain/page.ts'
import { QUESTION_IDS } from '#domain/tip/questions.ts'

type Values = Pick<ReportForm, 'values'>

/** What was written in a field, as it came back. */
export function written({ values }: Values, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** Everything chosen in a repeated field. */
export function given({ values }: Values, name: string): string[] {
  return [values[name] ?? []].flat()
}

/** Whether a choice of a repeated field was ticked. */
export function chosen({ values }: Values, name: string, value: string): boolean {
  const given = values[name]
  return typeof given === 'string' ? given === value : (given?.includes(value) ?? false)
}

/** Fields beyond the required ones; the second part of the form opens when one of them is filled or wrong. */
export const MORE_FIELDS = [
  'subKinds',
  'behaviours',
  'occurredOn',
  'occurredTo',
  'recurrence',
  'ongoing',
  'accused.kind',
  'accused.name',
  'accused.plate',
  'accused.industry',
  'demand',
  'reporter.notify.email',
] as const

/** Every field a problem can stand beside, longest path first where one contains another. */
export const REPORT_FIELDS = [
  'kinds',
  'description',
  'place.address',
  'place.street',
  'place.functionalZone',
  'photo',
  'attachments',
  ...MORE_FIELDS,
  'reporter.mode',
  'identity.name',
  'identity.phone',
  'identity.idNumber',
  'identity.consent',
  ...QUESTION_IDS.map((id) => `answers.${id}` as const),
] as const

/** All values as name and value pairs, for a form that carries them unseen. Photos already stored come last. */
export function pairsOf(form: Pick<ReportForm, 'values' | 'attachments' | 'idempotencyKey'>): [string, string][] {
  const pairs = Object.entries(form.values).flatMap(([name, value]): [string, string][] =>
    ['attachments', 'idempotencyKey', 'token', 'photo'].includes(name)
      ? []
      : (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
  )
  if (form.idempotencyKey) pairs.push(['idempotencyKey', form.idempotencyKey])
  return [...pairs, ...form.attachments.map(({ id }): [string, string] => ['attachments', id])]
}
