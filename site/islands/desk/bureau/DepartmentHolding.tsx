import { useQuery } from '@tanstack/react-query'
import { HOLDINGS } from '#domain/holding.ts'
import { HOLDING_WORDS } from '#domain/words/zh/bureau.ts'
import { ErrorNote } from '../../Field.tsx'
import { queueHash } from '../route.ts'
import { useSession } from '../session.ts'
import { getHolding } from './client.ts'

/** What still hangs on a department, before it is ended: each number leads to where it can be seen. */
export function DepartmentHolding({ id }: { id: string }) {
  const { role } = useSession().me.actor
  const held = useQuery({ queryKey: ['holding', id], queryFn: () => getHolding(id) })
  if (held.error) return <ErrorNote error={held.error} />
  if (!held.data) return <p className="hint">{HOLDING_WORDS.looking}</p>
  const places = { cases: queueHash({ assignee: id }), people: '#/', shifts: '#/roster' }
  // An administrator sees no case, an auditor no list of people.
  const isShown = { cases: role === 'auditor', people: role === 'admin', shifts: true }
  const found = HOLDINGS.map((name) => [name, held.data.holding[name]] as const)
  return (
    <div className="desk-told">
      <p>
        {HOLDING_WORDS.now}
        {found.map(([name, count], at) => (
          <span key={name}>
            {at > 0 && '，'}
            {isShown[name] && count > 0 ? (
              <a href={places[name]}>{HOLDING_WORDS[name](count)}</a>
            ) : (
              HOLDING_WORDS[name](count)
            )}
          </span>
        ))}
        。
      </p>
      {found.some(([, count]) => count > 0) && <p>{HOLDING_WORDS.later}</p>}
    </div>
  )
}
