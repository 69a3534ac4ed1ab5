import { weekOf } from '../../clock.ts'
import type { Point } from '../../coordinates.ts'
import type { PageFrame } from '../../page.ts'
import { type PublicRecord, recordAddress } from '../../record.ts'
import { openRecord, refOf } from '../../record-form.ts'
import { type Table, tableCsv, tableLines } from '../../record-table.ts'
import type { TipKind } from '../../tip/kinds.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from '../../words/zh/case.ts'
import { GIVEN_CLOSED_WORDS } from '../../words/zh/list.ts'
import { caseTitle } from '../../words/zh/publication.ts'
import { TIP_KIND_WORDS } from '../../words/zh/tip.ts'
import { LIST_COLUMNS } from '../list/columns.ts'
import type { Outcome, Remedied } from '../outcome.ts'
import type { Case } from '../schema.ts'
import type { About, Named, PublicText } from './draft.ts'
import type { CasePage } from './page.ts'
import { type ApprovedPhoto, type PublicPhoto, publicPhotos } from './photo.ts'
import { CELL_M, cellOf } from './place.ts'

/**
 * A closed case as the public reads it: nothing finer than a week and a grid cell, no word of a tip, nobody's name, and
 * not by which channel it came.
 */
export type PublishedCase = PublicText &
  About & {
    /** ISO week it was closed in, e.g. `2026-W46`. */
    week: string
    street: { code: string; name: string } | null
    /** Middle of its grid cell in CGCS2000 degrees (`cellOf`), `cell` metres wide; null where no point was given. */
    place: (Point & { cell: number }) | null
    kinds: TipKind[]
    outcome: Outcome
    /** Closed is not fixed. */
    remedied: Remedied
    /** Whole days from acceptance to closing. */
    days: number
    /** Whether that was by the last day it had; rows from before this was told do not say. */
    inTime?: boolean
    /** Pictures, in the order chosen; absent without. */
    photos?: PublicPhoto[]
  }

/** What of a case its row is made of besides the approved text. */
export type CaseFacts = Pick<Case, 'kinds' | 'outcome' | 'remedied' | 'acceptedOn' | 'closedOn' | 'publication'> & {
  inTime: boolean | null
  street: { code: string; name: string } | null
  point: Point | null
  /** Pictures of it that a head approved, at this moment. */
  approved: readonly ApprovedPhoto[]
}

/**
 * The next version of the row of a case, from the text that was approved; or the one that says it was withdrawn.
 * @throws when there is nothing to publish: nobody approved a text, or it was never closed with a finding
 */
export function rowOf(
  facts: CaseFacts,
  before: PublicRecord<'case'> | null,
  publishedOn: string,
): PublicRecord<'case'> {
  const { publication } = facts
  if (!publication) throw new Error("couldn't publish a case without a row")
  const head = {
    kind: 'case' as const,
    id: publication.number,
    version: publication.version + 1,
    publishedOn,
    filedOn: null,
    party: null,
    returned: 0,
    files: [],
  }
  if (publication.withdrawal !== null) {
    const title = before?.title ?? publication.number
    return { ...head, title, change: null, withdrawn: { basis: publication.withdrawal }, data: null }
  }
  const { outcome, remedied, acceptedOn, closedOn, kinds, street, point, inTime, approved } = facts
  if (!publication.draft || !outcome || !remedied || !acceptedOn || !closedOn)
    throw new Error("couldn't publish a case that nobody closed")
  const { by: _, change, photos: drafted = [], ...said } = publication.draft
  const { files, photos } = publicPhotos(drafted, approved)
  const data: PublishedCase = {
    ...said,
    week: weekOf(closedOn).week,
    street,
    place: point && { ...cellOf(point), cell: CELL_M },
    kinds,
    outcome,
    remedied,
    days: (Date.parse(closedOn) - Date.parse(acceptedOn)) / 86_400_000,
    ...(inTime !== null && { inTime }),
    ...(photos.length > 0 && { photos }),
  }
  const title = caseTitle(publication.number, street?.name ?? null, kinds)
  return { ...head, title, change, withdrawn: null, files, data }
}

/** Headings of the table for programs, behind those of a handed-down list. */
const KEYS = [
  'number',
  'week',
  'street',
  'kinds',
  'outcome',
  'remedied',
  'days',
  'in_time',
  'enterprise',
  'plot',
  'remediation',
]

/** The columns of a handed-down list but the last: who was held to account is on no row of ours. */
const COLUMNS = LIST_COLUMNS.filter(([key]) => key !== 'accountability')

/**
 * The handling table: a handed-down list's columns in their order, whether the harm is gone kept apart from whether the
 * case is closed, then the same in codes for programs.
 */
export const CASE_TABLE: Table<'case'> = {
  header: [...COLUMNS.map(([, label]) => label), '整改是否到位', ...KEYS, 'lng', 'lat', 'version', 'published'],
  lines: (data, { id, version, publishedOn }, nth) => [
    [
      nth,
      id,
      data.problem,
      data.street?.name,
      data.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、'),
      data.findings,
      OUTCOME_WORDS[data.outcome],
      data.measures,
      GIVEN_CLOSED_WORDS.yes,
      REMEDIED_WORDS[data.remedied],
      id,
      data.week,
      data.street?.code,
      data.kinds.join(' '),
      data.outcome,
      data.remedied,
      data.days,
      data.inTime === undefined ? undefined : data.inTime ? 'yes' : 'no',
      named(data.enterprise),
      named(data.plot),
      named(data.project),
      data.place?.lng,
      data.place?.lat,
      version,
      publishedOn,
    ],
  ],
}

const named = (one: Named | null) => one?.id

/** `/cases/<number>.json` */
export function recordJson(page: CasePage, frame: PageFrame): object {
  const { enterprise, plot } = page.record.data ?? {}
  return openRecord(page, frame, {
    enterprise: enterprise && `${frame.origin}${recordAddress('enterprise', enterprise.id)}`,
    plot: plot && `${frame.origin}${recordAddress('plot', plot.id)}`,
    project: page.project && refOf(page.project, frame),
  })
}

/** `/cases/<number>.csv` */
export function recordCsv(page: CasePage): string {
  return tableCsv(CASE_TABLE, [page.record])
}

/** The lines of some rows of the table, the first being the `from`-th of its kind. */
export function caseLines(records: readonly PublicRecord<'case'>[], from: number) {
  return records.flatMap((record, at) => tableLines(CASE_TABLE, record, from + at))
}

/** A row for programs in `/cases.json`; a withdrawn one keeps its number and its basis. */
export function caseItem(record: PublicRecord<'case'>, nth: number, frame: PageFrame): object {
  const { id: number, version, publishedOn, change, withdrawn, data } = record
  const url = `${frame.origin}${recordAddress('case', number)}`
  const photos = data?.photos?.map((photo) => ({ ...photo, url: `${url}v/${version}/${photo.file}` }))
  return { nth, number, url, version, publishedOn, change, withdrawn, ...data, ...(photos && { photos }) }
}
