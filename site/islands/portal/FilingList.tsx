import { RECORD_KIND_WORDS } from '#domain/words/zh/record.ts'
import { longDays, longDue } from '../desk/due.ts'
import type { FilingItem } from '../filing/client.ts'
import { FilingBadge } from '../filing/FilingHead.tsx'
import { filingHash } from './route.ts'

/** Everything this organisation files or filed, what is under way first. */
export function FilingList({ filings }: { filings: readonly FilingItem[] }) {
  const ordered = [...filings.filter(isUnderWay), ...filings.filter((one) => !isUnderWay(one))]
  return (
    <section aria-labelledby="filings-title">
      <h2 id="filings-title">本单位的填报</h2>
      {filings.length === 0 && <p className="hint">还没有填报过。</p>}
      <ol className="case-list filing-list">
        {ordered.map((one) => (
          <li className="case-row" key={one.id}>
            <a href={filingHash(one.id)}>
              <span className="case-what">
                <span className="case-summary">{longDays(shortTitle(one))}</span>
                <span className="case-facts">
                  {!one.title.includes(RECORD_KIND_WORDS[one.kind]) && <span>{RECORD_KIND_WORDS[one.kind]}</span>}
                  {one.publishedOn && <span>{longDue(one.publishedOn)} 公开</span>}
                  {one.publishedOn === null && one.dueOn && <span>不晚于 {longDue(one.dueOn)}</span>}
                  {one.revision > 1 && <span>第 {one.revision} 版</span>}
                  {one.publishedRevision !== null && one.state !== 'published' && one.state !== 'withdrawn' && (
                    <span>第 {one.publishedRevision} 版仍在公开</span>
                  )}
                </span>
              </span>
              <FilingBadge state={one.state} />
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}

const isUnderWay = ({ state }: FilingItem): boolean => ['draft', 'returned', 'submitted', 'signed'].includes(state)

/** Without the name of the organisation, which stands above the list. */
const shortTitle = ({ title, party }: FilingItem): string =>
  title.replace(party.name, '').replace(/^[：\s]+/, '') || title
