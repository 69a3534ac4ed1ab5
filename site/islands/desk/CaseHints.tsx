import type { Hint } from '#domain/case/hint.ts'
import { HINT_WORDS } from '#domain/words/zh/hint.ts'

/** What an officer may want to think of, with where it is written. Nothing follows from it by itself. */
export function CaseHints({ hints }: { hints: Hint[] }) {
  if (hints.length === 0) return null
  return (
    <section className="case-hints" aria-labelledby="hints-title">
      <h2 id="hints-title">提示</h2>
      <ul>
        {hints.map((hint) => (
          <li key={hint}>
            <p>{HINT_WORDS[hint].text}</p>
            <p className="clock-article">依据：{HINT_WORDS[hint].article}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
