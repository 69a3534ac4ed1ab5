import type { RelatedCase } from '../../client.ts'
import { StateBadge } from './CaseBadge.tsx'
import { caseHash } from './route.ts'

const RELATION_WORDS: Record<RelatedCase['relation'], string> = {
  'merged-into': '并入了',
  'split-from': '拆分自',
  'came-from': '来自并案或拆分',
}

/** Other cases of the same matter, each a link. */
export function CaseRelated({ related }: { related: RelatedCase[] }) {
  if (related.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="related-title">
      <h2 id="related-title">相关办件</h2>
      <ul className="related">
        {related.map(({ id, reference, state, relation }) => (
          <li key={id}>
            <span>{RELATION_WORDS[relation]}</span>
            <a className="reference" href={caseHash(id)}>
              {reference}
            </a>
            <StateBadge state={state} />
          </li>
        ))}
      </ul>
    </section>
  )
}
