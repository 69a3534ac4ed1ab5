import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DayGroup } from '#domain/case/day.ts'
import { DAY_GROUP_WORDS } from '#domain/words/zh/day.ts'
import { type CaseItem, get, queryOf } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { CaseRow } from './CaseRow.tsx'
import type { CaseFilters } from './case-filters.ts'
import { lookEvery } from './case-news.ts'
import { DigestWish } from './DigestWish.tsx'
import { longDue } from './due.ts'
import { useListFocus } from './list-focus.ts'
import { useListKeys } from './list-keys.ts'
import { PageHead } from './PageHead.tsx'
import { goTo, queueHash } from './route.ts'
import { useSession } from './session.ts'
import { noteVisit, sinceOf } from './visit.ts'

type Group = { group: DayGroup; filters: CaseFilters; total: number; items: CaseItem[] }
type Day = { today: string; upTo: number; groups: Group[] }

/** What a day begins with: what is late, what is due, what waits, what is new; each a way into the queue. */
export function MyDay() {
  const { actor } = useSession().me
  const [since] = useState(() => sinceOf(actor.id, Date.now()))
  const day = useQuery({
    queryKey: ['day', since],
    queryFn: () => get<Day>(`/api/day?${queryOf(since === null ? {} : { since: String(since) })}`),
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
  })
  useEffect(() => {
    if (day.data) noteVisit(actor.id, day.data.upTo, Date.now())
  }, [day.data, actor.id])
  const list = useListKeys<HTMLDivElement>({
    '/': () => goTo('#/'),
    n: () => actor.role === 'clerk' && goTo('#/new'),
    Escape: () => goTo('#/'),
  })
  const groups = day.data?.groups ?? []
  useListFocus(list, groups)
  const waiting = groups.filter((one) => one.total > 0)
  const quiet = groups.filter((one) => one.total === 0)
  return (
    <PageHead title="我的一天" beside={day.data && <span className="day-date">{longDue(day.data.today)}</span>}>
      <ErrorNote error={day.error} />
      {day.isPending && <p className="desk-wait">正在取今天的事…</p>}
      {day.data && waiting.length === 0 && <p className="day-done">今天没有等着您的事。</p>}
      <div ref={list} aria-busy={day.isFetching}>
        {waiting.map(({ group, filters, total, items }) => (
          <section className="day-group" data-group={group} key={group} aria-labelledby={`day-${group}`}>
            <h2 id={`day-${group}`}>
              <a href={queueHash(filters)}>
                {DAY_GROUP_WORDS[group].name} <b>{total}</b>
              </a>
            </h2>
            <ol className="case-list">
              {items.map((item) => (
                <CaseRow item={item} key={item.id} />
              ))}
            </ol>
            {total > items.length && (
              <p className="day-more">
                <a href={queueHash(filters)}>
                  看全部 {total} 件<span className="visually-hidden">{DAY_GROUP_WORDS[group].name}</span>
                </a>
              </p>
            )}
          </section>
        ))}
      </div>
      {quiet.length > 0 && waiting.length > 0 && (
        <p className="day-quiet">{quiet.map((one) => DAY_GROUP_WORDS[one.group].none).join('，')}。</p>
      )}
      <p>
        <a href="#/">看全部办件</a>
      </p>
      {actor.role !== 'handler' && <DigestWish />}
    </PageHead>
  )
}
