import { OUTCOME_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import type { CaseDetail } from '../../client.ts'

/** What the head is asked to approve, right where they approve it. */
export function ClosureProposal({ current }: { current: CaseDetail['case'] }) {
  return (
    <dl className="facts proposal">
      <div>
        <dt>调查结论</dt>
        <dd>{current.outcome && OUTCOME_WORDS[current.outcome]}</dd>
      </div>
      <div>
        <dt>整改情况</dt>
        <dd>{current.remedied && REMEDIED_WORDS[current.remedied]}</dd>
      </div>
      <div>
        <dt>采取的措施</dt>
        <dd>{current.measures}</dd>
      </div>
    </dl>
  )
}
