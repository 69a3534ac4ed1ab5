import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, dayOf } from '#domain/clock.ts'
import { FAULT_WORDS } from '#domain/words/zh/roster.ts'
import { ErrorNote } from '../Field.tsx'
import { PageHead } from './PageHead.tsx'
import { RosterFile } from './RosterFile.tsx'
import { getRoster, type Roster } from './roster-client.ts'
import { ShiftForm } from './ShiftForm.tsx'
import { ShiftRow } from './ShiftRow.tsx'
import { useSession } from './session.ts'

/** Days of one page; what is missing is looked for a week further. */
const PAGE = 7

/** The duty roster: who is on duty now, what is missing ahead, and the shifts of a week. */
export function RosterPage() {
  const { actor } = useSession().me
  const today = dayOf(new Date())
  const [from, setFrom] = useState(today)
  const roster = useQuery({
    queryKey: ['roster', from],
    queryFn: () => getRoster(from, PAGE * 2),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  })
  const keeps = actor.role === 'head' || actor.role === 'admin'
  const data = roster.data
  return (
    <PageHead title="值班" beside={<a href="#/grids">网格</a>}>
      <ErrorNote error={roster.error} />
      {roster.isPending && <p className="desk-wait">正在取值班表…</p>}
      {data && (
        <div className={keeps ? 'staff-sheet' : ''}>
          <div>
            <OnDuty roster={data} />
            <Faults roster={data} />
            <section aria-labelledby="week-title">
              <div className="roster-week">
                <h2 id="week-title">
                  {from} 起的{PAGE}天
                </h2>
                <button type="button" className="button" onClick={() => setFrom(addDays(from, -PAGE))}>
                  前一周
                </button>
                <button type="button" className="button" disabled={from === today} onClick={() => setFrom(today)}>
                  今天
                </button>
                <button type="button" className="button" onClick={() => setFrom(addDays(from, PAGE))}>
                  后一周
                </button>
              </div>
              <Week roster={data} keeps={keeps} />
            </section>
          </div>
          {keeps && (
            <div className="roster-keep">
              <ShiftForm roster={data} />
              <RosterFile />
            </div>
          )}
        </div>
      )}
    </PageHead>
  )
}

const nameIn = (roster: Roster, scope: string) =>
  roster.scopes.find((one) => one.scope === scope)?.name ?? '已停用的范围'
const minute = (at: string) => at.slice(5, 16).replace('T', ' ')

function OnDuty({ roster }: { roster: Roster }) {
  return (
    <section aria-labelledby="now-title">
      <h2 id="now-title">现在值班</h2>
      <dl className="facts roster-now">
        {roster.onDuty.map(({ scope, name, until }) => (
          <div key={scope}>
            <dt>{nameIn(roster, scope)}</dt>
            <dd>
              {name ? (
                `${name}，到 ${minute(until ?? '')}`
              ) : (
                <strong className="roster-nobody">没有人值班，突发举报会发到备用值班邮箱</strong>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Gaps of the bureau count at all times; a street or a grid need not be manned at night, there only overlaps are said. */
function Faults({ roster }: { roster: Roster }) {
  const faults = roster.faults.filter(({ kind, scope }) => scope === 'bureau' || kind === 'overlap')
  const nameOf = (id: string) => roster.people.find((one) => one.id === id)?.name ?? ''
  if (faults.length === 0) return <p className="hint">往后两周，本局每个时段都有一人值班。</p>
  return (
    <section aria-labelledby="faults-title">
      <h2 id="faults-title">往后两周要补的</h2>
      <ul className="roster-faults">
        {faults.map(({ kind, scope, from, to, userIds }) => (
          <li key={`${scope}-${from}`} data-kind={kind}>
            <b>{FAULT_WORDS[kind]}</b>
            <span>
              {nameIn(roster, scope)}，{minute(from)} 至 {minute(to)}
              {userIds.length > 0 && `：${userIds.map(nameOf).join('、')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Week({ roster, keeps }: { roster: Roster; keeps: boolean }) {
  const days = Array.from({ length: PAGE }, (_, n) => addDays(roster.from, n))
  return days.map((day) => {
    // A night shift stands with the evening it begins in; what began before the first day stands there.
    const shifts = roster.items.filter(({ from }) => from.slice(0, 10) === day || (day === roster.from && from < day))
    return (
      <section key={day} aria-label={day} className="roster-day">
        <h3>{day}</h3>
        {shifts.length === 0 ? (
          <p className="hint">没有排班。</p>
        ) : (
          <ul className="staff-list">
            {shifts.map((shift) => (
              <ShiftRow
                key={shift.id}
                day={day}
                shift={shift}
                place={nameIn(roster, shift.scope)}
                now={roster.now}
                keeps={keeps}
              />
            ))}
          </ul>
        )}
      </section>
    )
  })
}
