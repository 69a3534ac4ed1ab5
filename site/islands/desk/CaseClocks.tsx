import { STEP_WORDS } from '#domain/words/zh/clock.ts'
import { STANDS_STILL_WORDS, uncountedWord } from '#domain/words/zh/hearing.ts'
import type { CaseDetail } from '../../client.ts'
import { DueBadge } from './CaseBadge.tsx'
import { longDue, urgencyOf } from './due.ts'

/** The clocks that run: by when, under which article, and what is not certain yet. */
export function CaseClocks({ current }: { current: CaseDetail['case'] }) {
  const { still } = current
  if (current.clocks.length === 0 && !still) return null
  return (
    <section className="case-clocks" aria-label="时限">
      <ul className="clocks">
        {still && (
          <li>
            <div className="clock-line">
              <span className="clock-step">{STANDS_STILL_WORDS.title}</span>
            </div>
            <p className="clock-by">{STANDS_STILL_WORDS.since(still.since)}</p>
            <p className="clock-article">依据：{still.article}</p>
          </li>
        )}
        {current.clocks.map((clock) => (
          <li key={clock.step} data-urgency={urgencyOf(clock, new Date())}>
            <div className="clock-line">
              <span className="clock-step">{STEP_WORDS[clock.step]}</span>
              <DueBadge due={{ ...clock, provisional: false }} />
            </div>
            <p className="clock-by">
              不晚于 <time dateTime={clock.by}>{longDue(clock.by)}</time>
              {clock.provisional && <em>（待放假安排公布后确认）</em>}
              {clock.uncounted && `，${uncountedWord(clock.uncounted)}`}
            </p>
            <p className="clock-article">
              依据：{clock.article}
              {clock.unconfirmed && '（条文待法制机构核实）'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
