import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAnnounce } from './announce.tsx'
import { longDue } from './due.ts'
import { RowText } from './RowText.tsx'
import { useSession } from './session.ts'
import { type NamedTie, withdrawTie } from './tie-client.ts'

/** One standing tie; a head who is somebody else may withdraw it, with a reason. */
export function TieRow({ tie }: { tie: NamedTie }) {
  const { me } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const withdrawn = async () => {
    setIsOpen(false)
    announce(`已撤销${tie.personName}对${tie.partyName}的长期回避。`)
    for (const key of ['ties', 'cases', 'counts']) await queries.invalidateQueries({ queryKey: [key] })
  }
  const byOther = tie.declaredBy !== tie.person
  const mayWithdraw = me.actor.role === 'head' && tie.person !== me.actor.id && !tie.withdrawn
  return (
    <article>
      <h3>
        {tie.partyName}
        <span>{tie.personName}</span>
      </h3>
      <p>{tie.reason}</p>
      <p className="hint">
        {longDue(tie.declaredOn)}
        {byOther ? `由${tie.declaredByName}代为声明` : '本人声明'}
        {tie.withdrawn && `；${longDue(tie.withdrawn.on)}撤销：${tie.withdrawn.reason}`}
      </p>
      {mayWithdraw && !isOpen && (
        <button type="button" className="plain" onClick={() => setIsOpen(true)}>
          撤销
          <span className="visually-hidden">
            {tie.personName}对{tie.partyName}的长期回避
          </span>
        </button>
      )}
      {isOpen && (
        <RowText
          title={`撤销${tie.personName}的长期回避`}
          label="撤销的理由"
          path="reason"
          act="确定撤销"
          send={(reason) => withdrawTie(tie.id, reason)}
          onSent={withdrawn}
          onLeave={() => setIsOpen(false)}
        />
      )}
    </article>
  )
}
