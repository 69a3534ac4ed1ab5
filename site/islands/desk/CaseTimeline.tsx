import { OUTCOME_WORDS, REJECTION_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import type { CaseEvent } from '../../client.ts'
import { longDue } from './due.ts'
import { type Session, useSession } from './session.ts'

/** What happened, newest first, with who did it and what they wrote. */
export function CaseTimeline({ events }: { events: CaseEvent[] }) {
  const session = useSession()
  return (
    <section className="sheet case-past" aria-labelledby="timeline-title">
      <h2 id="timeline-title">经过</h2>
      <ol className="timeline">
        {[...events].reverse().map((event) => (
          <li key={event.seq} data-type={event.type}>
            <p className="event-head">
              <b>{event.label}</b>
              {event.actorName && <span>{event.actorName}</span>}
            </p>
            <time dateTime={event.at}>{longDue(event.at)}</time>
            {detailsOf(event, session).map(([label, text]) => (
              <p className="event-text" key={label}>
                {label && <span>{label}：</span>}
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What an event carries, as label and text; fields the desk has no word for stay unsaid. */
function detailsOf(event: CaseEvent, { orgName }: Session): [string, string][] {
  const said: [string, (value: string) => string][] = [
    ['text', (value) => value],
    ['reason', (value) => value],
    ['findings', (value) => value],
    ['on', longDue],
    ['department', orgName],
    ['to', orgName],
    ['ground', (value) => wordOf(REJECTION_WORDS, value)?.label ?? value],
    ['tell', (value) => value],
    ['outcome', (value) => wordOf(OUTCOME_WORDS, value) ?? value],
    ['remedied', (value) => wordOf(REMEDIED_WORDS, value) ?? value],
    ['measures', (value) => value],
    ['nationalPlatformNo', (value) => value],
  ]
  return said.flatMap(([name, show]) => {
    const value = event.data[name]
    return typeof value === 'string' && value !== ''
      ? [[EVENT_FIELD_WORDS[name] ?? '', show(value)] as [string, string]]
      : []
  })
}

const EVENT_FIELD_WORDS: Record<string, string> = {
  reason: '理由',
  findings: '调查情况',
  on: '调查日期',
  department: '转给',
  to: '交给',
  ground: '理由',
  tell: '告知举报人',
  outcome: '结论',
  remedied: '整改',
  measures: '措施',
  nationalPlatformNo: '全国平台编号',
}

function wordOf<W>(words: Record<string, W>, code: string): W | undefined {
  return words[code]
}
