import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { RowText } from './RowText.tsx'
import { acknowledgeShift, handOverShift, type RosterShift, removeShift } from './roster-client.ts'
import { useSession } from './session.ts'

type Props = { shift: RosterShift; day: string; place: string; now: string; keeps: boolean }

const time = (at: string, day: string) =>
  at.slice(0, 10) === day ? at.slice(11, 16) : at.slice(5, 16).replace('T', ' ')

/** One shift: whose, where, from when to when, and what its person, the next one or the keeper of the roster may do. */
export function ShiftRow({ shift, day, place, now, keeps }: Props) {
  const { actor } = useSession().me
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [writing, setWriting] = useState(false)
  const done = (word: string) => async () => {
    announce(word)
    setWriting(false)
    await queries.invalidateQueries({ queryKey: ['roster'] })
  }
  const take = useMutation({ mutationFn: () => acknowledgeShift(shift), onSuccess: done('已接班。') })
  const remove = useMutation({ mutationFn: () => removeShift(shift), onSuccess: done('班次已撤销。') })
  const running = shift.from <= now && now < shift.to
  const mine = shift.userId === actor.id && shift.from <= now && !shift.acknowledgedAt
  const awaits = shift.handedOverAt && !shift.acknowledgedAt && shift.next === actor.id
  const what = `${place}${shift.from.slice(5, 10)}${shift.name}`
  return (
    <li className="staff-row" data-suspended={shift.suspended} data-running={running}>
      <div>
        <b>{shift.name}</b>
        <span className="staff-role">{place}</span>
        {shift.note && <span className="roster-note">交班：{shift.note}</span>}
      </div>
      <p className="staff-state">
        {time(shift.from, day)} 至 {time(shift.to, day)}
        {running && '，正在值班'}
        {shift.suspended && '，账号已停用'}
        {shift.handedOverAt && (shift.acknowledgedAt ? '，已交接' : '，已交班，待接班')}
      </p>
      {writing ? (
        <RowText
          title={`交班：${what}`}
          label="交班内容"
          hint="在办的急件、还没办完的事、要留意的地方。"
          path="note"
          written={shift.note ?? ''}
          act="确定交班"
          send={(note) => handOverShift(shift, note)}
          onSent={done('已交班，等下一班确认。')}
          onLeave={() => setWriting(false)}
        />
      ) : (
        <div className="staff-acts">
          {mine && (
            <button type="button" className="button" aria-label={`交班：${what}`} onClick={() => setWriting(true)}>
              {shift.handedOverAt ? '改交班内容' : '交班'}
            </button>
          )}
          {awaits && (
            <button
              type="button"
              className="button button--primary"
              aria-label={`接班：${what}`}
              onClick={() => take.mutate()}
            >
              接班
            </button>
          )}
          {keeps && !shift.handedOverAt && shift.to > now && (
            <button type="button" className="button" aria-label={`撤销：${what}`} onClick={() => remove.mutate()}>
              撤销
            </button>
          )}
        </div>
      )}
      <ErrorNote error={take.error ?? remove.error} />
    </li>
  )
}
