import { type DiffLine, line, listLines } from '../../disclosure/diff.ts'
import type { PublicRecord } from '../../record.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from '../../words/zh/case.ts'
import { cellWord, closedWord, ROW_WORDS, weekWord } from '../../words/zh/publication.ts'
import { TIP_KIND_WORDS } from '../../words/zh/tip.ts'
import type { PublishedCase } from './record.ts'

/** What a row says, as people read it and in the order of its page; null where it does not say it. */
const SAID: { [K in Exclude<keyof PublishedCase, 'photos'>]: (row: PublishedCase) => string | null | undefined } = {
  problem: ({ problem }) => problem,
  findings: ({ findings }) => findings,
  outcome: ({ outcome }) => OUTCOME_WORDS[outcome],
  measures: ({ measures }) => measures,
  remedied: ({ remedied }) => REMEDIED_WORDS[remedied],
  inTime: ({ inTime }) => closedWord(inTime),
  week: ({ week }) => weekWord(week),
  days: ({ days }) => `${days} 天`,
  enterprise: ({ enterprise }) => enterprise?.name,
  plot: ({ plot }) => plot?.name,
  project: ({ project }) => project?.name,
  street: ({ street }) => street?.name,
  kinds: ({ kinds }) => kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、'),
  place: ({ place }) => place && cellWord(place),
}
const FIELDS = Object.keys(SAID) as (keyof typeof SAID)[]

/** Every part that differs between two versions of the row of a case, called as on its page. */
export function rowDiff(from: PublicRecord<'case'>, to: PublicRecord<'case'>): DiffLine[] {
  const said = ({ data }: PublicRecord<'case'>, field: keyof typeof SAID) => (data && SAID[field](data)) ?? null
  return [
    ...FIELDS.flatMap((field) => line(field, ROW_WORDS[field], said(from, field), said(to, field))),
    ...listLines('photos', from.data?.photos ?? [], to.data?.photos ?? []),
    ...listLines('files', from.files, to.files),
  ]
}
