import type { DisclosureState } from '#domain/disclosure/state.ts'
import { DISCLOSURE_STATE_WORDS } from '#domain/words/zh/disclosure.ts'
import { RECORD_KIND_WORDS } from '#domain/words/zh/record.ts'
import { longDue } from '../desk/due.ts'
import type { FilingDetail } from './client.ts'

export function FilingBadge({ state }: { state: DisclosureState }) {
  return (
    <span className="state filing-state" data-state={state}>
      {DISCLOSURE_STATE_WORDS[state]}
    </span>
  )
}

const STEPS = [
  ['draft', '填写', '填报员'],
  ['submitted', '签字', '签署人'],
  ['signed', '审核', '分局'],
  ['published', '公开', '所有人可看'],
] as const

/** Where a filing stands on its way, and who has it in hand. */
export function FilingSteps({ state }: { state: DisclosureState }) {
  const now = state === 'returned' ? 0 : STEPS.findIndex(([one]) => one === state)
  if (now === -1) return null
  const done = state === 'published' ? STEPS.length : now
  return (
    <ol className="filing-steps" aria-label="办到哪一步">
      {STEPS.map(([step, word, who], at) => (
        <li key={step} data-done={at < done} aria-current={at === now && at >= done ? 'step' : undefined}>
          <b>{word}</b>
          <span>{who}</span>
        </li>
      ))}
    </ol>
  )
}

/** Whose it is, which version, and why it is being corrected. */
export function FilingFacts({ detail: { disclosure, url } }: { detail: FilingDetail }) {
  const { party, kind, year, revision, changed, basis, reply, signedOn, submittedOn, publishedOn, returned } =
    disclosure
  const facts: [string, string | null][] = [
    ['单位', `${party.name}（${party.code}）`],
    ['种类', `${RECORD_KIND_WORDS[kind]}${year ? `，${year} 年度` : ''}`],
    ['第几版', revision > 1 ? `第 ${revision} 版（更正）` : null],
    ['答复', reply],
    ['更正内容', changed],
    ['更正依据', revision > 1 || changed ? basis : null],
    ['提交签字', submittedOn && longDue(submittedOn)],
    ['签字报送', signedOn && longDue(signedOn)],
    ['被退回过', returned > 0 ? `${returned} 次` : null],
    ['最近公开', publishedOn && longDue(publishedOn)],
  ]
  return (
    <section className="sheet" aria-labelledby="filing-facts">
      <h2 id="filing-facts">这份填报</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {url && (
        <p className="public-link">
          <a href={url}>看公开的页面</a>
        </p>
      )}
    </section>
  )
}
