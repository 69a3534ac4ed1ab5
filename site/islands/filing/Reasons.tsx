import type { RefObject } from 'react'
import { filingFieldWord } from '#domain/words/zh/disclosure.ts'
import type { Reason } from './client.ts'
import { goToField } from './ProblemList.tsx'

/** Why a filing came back, each reason a way to its field. */
export function Reasons({ reasons, box }: { reasons: readonly Reason[]; box: RefObject<HTMLElement | null> }) {
  if (reasons.length === 0) return null
  return (
    <section className="reasons" aria-labelledby="reasons-title">
      <h2 id="reasons-title">退回的意见，共 {reasons.length} 条</h2>
      <ol>
        {reasons.map(({ path, text }) => (
          <li key={`${path}-${text}`}>
            {path && (
              <button type="button" className="problem-link" onClick={() => goToField(box.current, path)}>
                {filingFieldWord(path)}
              </button>
            )}
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
