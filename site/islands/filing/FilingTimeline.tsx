import { filingFieldWord } from '#domain/words/zh/disclosure.ts'
import { longDue } from '../desk/due.ts'
import type { FilingEvent, Reason } from './client.ts'

const SAID = { changed: '更正内容', basis: '依据', reply: '答复' } as const

/** What happened to a filing, newest first. */
export function FilingTimeline({ events }: { events: FilingEvent[] }) {
  return (
    <section className="sheet case-past" aria-labelledby="past-title">
      <h2 id="past-title">经过</h2>
      <ol className="timeline">
        {[...withoutRuns(events)].reverse().map((event) => (
          <li key={event.seq} data-type={event.type}>
            <p className="event-head">
              <b>{event.label}</b>
              {event.actorName && <span>{event.actorName}</span>}
            </p>
            <time dateTime={event.at}>{longDue(event.at)}</time>
            {(['changed', 'basis', 'reply'] as const).map(
              (key) =>
                typeof event.data[key] === 'string' && (
                  <p className="event-text" key={key}>
                    <span>{SAID[key]}：</span>
                    {event.data[key]}
                  </p>
                ),
            )}
            {reasonsOf(event).map(({ path, text }) => (
              <p className="event-text" key={`${path}-${text}`}>
                {path && <span>{filingFieldWord(path)}：</span>}
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

const reasonsOf = ({ data }: FilingEvent): Reason[] => (Array.isArray(data.reasons) ? data.reasons : [])

/** Somebody who saves ten times in a row changed it once. */
function withoutRuns(events: readonly FilingEvent[]): FilingEvent[] {
  return events.filter((event, at) => {
    const next = events[at + 1]
    return event.type !== 'disclosure.changed' || next?.type !== event.type || next.actorName !== event.actorName
  })
}
