import { OPENING_REASON_WORDS, REPORTER_WORDS, SEALED_BY_WORDS } from '#domain/words/zh/identity.ts'
import type { CaseDetail } from '../../../client.ts'
import { longDue } from '../due.ts'

/** That reporters of a case came forward, how it was sealed and what was done about it; never who they are. */
export function CaseIdentity({ detail }: { detail: CaseDetail }) {
  const named = detail.tips.filter((tip) => tip.reporterMode !== 'anonymous')
  if (named.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="identity-title">
      <h2 id="identity-title">举报人身份</h2>
      <p className="hint">身份封存着，这里看不到。确需打开的，把编号和理由告诉身份保密员；平时用消息跟举报人联系。</p>
      <dl className="facts">
        {named.map((tip) => (
          <div key={tip.reference}>
            <dt>{tip.reference}</dt>
            <dd>
              {REPORTER_WORDS[tip.reporterMode].short}，{tip.sealedBy ? SEALED_BY_WORDS[tip.sealedBy] : '已到期销毁'}
            </dd>
          </div>
        ))}
      </dl>
      <ol className="timeline">
        {detail.identity.map((event) => (
          <li key={`${event.reference}-${event.seq}`} data-type={event.type}>
            <p className="event-head">
              <b>{event.label}</b>
              {event.actorName && <span>{event.actorName}</span>}
            </p>
            <time dateTime={event.at}>{longDue(event.at)}</time>
            {event.data.reason && <p className="event-text">{OPENING_REASON_WORDS[event.data.reason]}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
