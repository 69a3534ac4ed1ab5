import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { longDue } from './due.ts'
import { useSession } from './session.ts'
import { type NamedTie, withdrawTie } from './tie-client.ts'

/** One standing tie; a head who is somebody else may withdraw it, with a reason. */
export function TieRow({ tie }: { tie: NamedTie }) {
  const { me } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [reason, setReason] = useState<string | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const isOpen = reason !== null
  useEffect(() => {
    if (isOpen) area.current?.focus()
  }, [isOpen])
  /** The button that was pressed is gone: the heading of the page takes the focus. */
  const close = () => {
    setReason(null)
    document.querySelector<HTMLElement>('.desk-page h1')?.focus()
  }
  const withdraw = useMutation({
    mutationFn: () => withdrawTie(tie.id, reason ?? ''),
    onSuccess: async () => {
      announce(`已撤销${tie.personName}对${tie.partyName}的长期回避。`)
      close()
      for (const key of ['ties', 'cases', 'counts']) await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!withdraw.isPending) withdraw.mutate()
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
      {mayWithdraw && reason === null && (
        <button type="button" className="plain" onClick={() => setReason('')}>
          撤销
          <span className="visually-hidden">
            {tie.personName}对{tie.partyName}的长期回避
          </span>
        </button>
      )}
      {isOpen && (
        <form className="decision" noValidate onSubmit={submit} aria-label={`撤销${tie.personName}的长期回避`}>
          <ErrorNote error={withdraw.error} fields={['reason']} />
          <Field label="撤销的理由" problem={problemAt(withdraw.error, 'reason')}>
            {(aria) => (
              <textarea
                {...aria}
                ref={area}
                className="input"
                rows={2}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div className="form-end">
            <button type="submit" className="button button--primary" aria-busy={withdraw.isPending}>
              确定撤销
            </button>
            <button type="button" className="button" onClick={close}>
              先不办
            </button>
          </div>
        </form>
      )}
    </article>
  )
}
