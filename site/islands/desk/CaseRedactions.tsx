import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { REDACTION_STATE_WORDS } from '#domain/words/zh/redaction.ts'
import type { CaseDetail, CasePhoto } from '../../client.ts'
import { ErrorNote, Field } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { longDue } from './due.ts'
import { Redactor } from './Redactor.tsx'
import { approveRedaction, type PhotoRedaction, returnRedaction } from './redaction-client.ts'
import { useSession } from './session.ts'

/** Which photos of a case may be shown to the public, and what is covered on them. */
export function CaseRedactions({ detail, reload }: { detail: CaseDetail; reload: () => Promise<unknown> }) {
  const { actor } = useSession().me
  const [open, setOpen] = useState<CasePhoto | null>(null)
  if (detail.attachments.length === 0) return null
  const mayDraw = actor.role === 'clerk' || actor.role === 'handler'
  return (
    <section className="sheet redactions" aria-labelledby="redactions-title">
      <h2 id="redactions-title">可以公开的照片</h2>
      <p className="hint">照片遮盖以后，经负责人批准才可以公开。原照片不公开。</p>
      <ol className="redaction-list">
        {detail.attachments.map((photo, at) => (
          <li key={photo.id}>
            <p className="redaction-head">
              <b>照片 {at + 1}</b>
              {mayDraw && (
                <button type="button" className="button" onClick={() => setOpen(photo)}>
                  遮盖这张
                </button>
              )}
            </p>
            {detail.redactions
              .filter((one) => one.attachmentId === photo.id)
              .map((one) => (
                <RedactionLine key={one.id} one={one} nth={at + 1} version={detail.case.version} reload={reload} />
              ))}
          </li>
        ))}
      </ol>
      {open && (
        <Redactor photo={open} version={detail.case.version} onClose={() => setOpen(null)} onDrawn={() => reload()} />
      )}
    </section>
  )
}

type LineProps = { one: PhotoRedaction; nth: number; version: number; reload: () => Promise<unknown> }

function RedactionLine({ one, nth, version, reload }: LineProps) {
  const { actor } = useSession().me
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const decision = useMutation({
    mutationFn: (approve: boolean) =>
      approve ? approveRedaction(one.id, version) : returnRedaction(one.id, version, reason),
    onSuccess: async (_, approve) => {
      announce(approve ? '已批准。' : isApproved ? '已收回批准。' : '已退回。')
      await reload()
    },
  })
  const isApproved = one.state === 'approved'
  const decides = actor.role === 'head' && (isApproved || one.state === 'drawn') && one.drawnBy !== actor.id
  return (
    <div className="redaction" data-state={one.state}>
      <img
        src={`/api/redactions/${one.id}`}
        alt={`照片 ${nth} 遮盖后，涂黑 ${one.boxes.length} 处`}
        width={one.width}
        height={one.height}
        loading="lazy"
      />
      <div>
        <p>
          <b>{REDACTION_STATE_WORDS[one.state]}</b>，{longDue(one.drawnOn)}遮盖，涂黑 {one.boxes.length} 处
        </p>
        {decides && (
          <>
            <Field label={isApproved ? '收回批准的理由' : '退回的理由'} optional={!isApproved}>
              {(aria) => (
                <input {...aria} className="input" value={reason} onChange={(event) => setReason(event.target.value)} />
              )}
            </Field>
            <div className="form-end">
              {!isApproved && (
                <button type="button" className="button button--primary" onClick={() => decision.mutate(true)}>
                  批准公开
                </button>
              )}
              <button type="button" className="button" onClick={() => decision.mutate(false)}>
                {isApproved ? '收回批准' : '退回'}
              </button>
            </div>
          </>
        )}
        <ErrorNote error={decision.error} />
      </div>
    </div>
  )
}
