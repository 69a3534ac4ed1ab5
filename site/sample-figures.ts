import { type Counted, counter, sumOf } from '#domain/figures/count.ts'
import { figuresOf } from '#domain/figures/public.ts'
import { revisionOf, titleOf } from '#domain/figures/record.ts'
import { smallCells } from '#domain/figures/release.ts'
import type { PageLocals } from '#domain/page.ts'
import { listAddress, type PublicRecord, recordAddress } from '#domain/record.ts'

/** A made-up month: common things and rare ones. */
const month: Counted = (() => {
  const count = counter(['410102011', '410102012'])
  for (let n = 0; n < 24; n++) {
    const about = { kinds: [n % 5 === 0 ? 'water' : 'air'] as const, channel: n % 9 === 0 ? 'letter' : 'web' } as const
    const place = { ...about, street: n % 4 === 0 ? '410102012' : '410102011', industry: n % 3 === 0 ? '餐饮' : null }
    count.add({ ...place, measure: 'received' })
    if (n % 8 === 7) count.add({ ...place, measure: 'refused', ground: 'not-remit' })
    else count.add({ ...place, measure: 'accepted' })
    if (n % 2 === 0)
      count.add({
        ...place,
        measure: 'closed',
        closing: {
          on: '2026-10-20',
          outcome: 'substantiated',
          remedied: 'yes',
          office: place.street,
          days: 20 + n,
          late: false,
          reopened: n === 4,
        },
      })
  }
  return count.counted()
})()

function recordOf(period: string, counted: Counted, publishedOn: string): PublicRecord<'figures'> {
  return {
    kind: 'figures',
    id: period,
    version: 1,
    title: titleOf(period),
    publishedOn,
    filedOn: null,
    party: null,
    change: null,
    withdrawn: null,
    returned: 0,
    files: [],
    data: figuresOf(period, counted, smallCells(counted)),
  }
}

const october = recordOf('2026-10', month, '2026-11-04')
/** September, after one of its cases was taken up again: told of the whole district alone. */
const september = recordOf('2026-09', month, '2026-10-04')
const revisedSeptember = ((): PublicRecord<'figures'> => {
  const counted = structuredClone(month).map((row) => {
    const { reopened = 0, ...kept } = row.counts
    return { ...row, counts: row.by === 'all' ? { ...row.counts, reopened: reopened + 4 } : kept }
  })
  const record = recordOf('2026-09', counted, '2026-11-04')
  const change = september.data && record.data && revisionOf(september.data, record.data)
  return { ...record, version: 2, change }
})()
const versions = [september, revisedSeptember].map(({ version, publishedOn, change }) => ({
  version,
  publishedOn,
  change,
}))
const ofSeptember = recordAddress('figures', september.id)
const year = recordOf('2025', sumOf([month, month]), '2026-01-04')
const pageOf = (record: PublicRecord<'figures'>): Omit<PageLocals, 'frame'> => {
  const { version, publishedOn, change } = record
  return { figures: { record, versions: [{ version, publishedOn, change }], newest: version } }
}

/** `/figures/`, three periods and what was revised, for `npm run dev` and for tests. */
export const FIGURE_SAMPLES: Record<string, Omit<PageLocals, 'frame'>> = {
  [recordAddress('figures', october.id)]: pageOf(october),
  [recordAddress('figures', year.id)]: pageOf(year),
  [ofSeptember]: { figures: { record: revisedSeptember, versions, newest: 2 } },
  [`${ofSeptember}v/1/`]: { figures: { record: september, versions, newest: 2 } },
  [`${ofSeptember}diff/1-2/`]: { diff: { from: september, to: revisedSeptember } },
  [listAddress('figures')]: {
    list: { kind: 'figures', items: [october, year], total: 2, page: null, pages: 1, late: null },
  },
}
