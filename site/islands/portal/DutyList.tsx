import { DISCLOSURE_STATE_WORDS } from '#domain/words/zh/disclosure.ts'
import { DUTY_STATE_WORDS } from '#domain/words/zh/enterprise.ts'
import { DueBadge } from '../desk/CaseBadge.tsx'
import { longDue } from '../desk/due.ts'
import { useSession } from '../desk/session.ts'
import type { Duty, FilingItem } from '../filing/client.ts'
import { BeginButton } from './BeginFiling.tsx'
import { filingFor, isOwed } from './next-step.ts'
import { filingHash } from './route.ts'

type Props = { duties: readonly Duty[]; filings: readonly FilingItem[] }

/** What is owed, by when and under which article; years that are done stand below, folded. */
export function DutyList({ duties, filings }: Props) {
  const owed = duties.filter(isOwed).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  const done = duties.filter((duty) => !isOwed(duty))
  return (
    <section className="duties" aria-labelledby="duties-title">
      <h2 id="duties-title">要交的</h2>
      {duties.length === 0 && <p className="hint">本单位不在土壤污染重点监管单位名录里，没有每年要交的监测数据。</p>}
      {duties.length > 0 && owed.length === 0 && <p className="hint">每年要交的都已经公开。</p>}
      <ul>
        {owed.map((duty) => (
          <DutyRow duty={duty} filing={filingFor(duty, filings)} key={`${duty.kind}-${duty.year}`} />
        ))}
      </ul>
      {done.length > 0 && (
        <details className="done-duties">
          <summary>已经交过的 {done.length} 个年度</summary>
          <ul>
            {done.map((duty) => (
              <DutyRow duty={duty} filing={filingFor(duty, filings)} key={`${duty.kind}-${duty.year}`} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function DutyRow({ duty, filing }: { duty: Duty; filing: FilingItem | undefined }) {
  const { actor } = useSession().me
  const owed = isOwed(duty)
  return (
    <li className="duty" data-state={duty.state}>
      <div className="duty-what">
        <b>{duty.label}</b>
        <p>
          {owed ? '不晚于 ' : '应在 '}
          <time dateTime={duty.dueOn}>{longDue(duty.dueOn)}</time>
          {!owed && ' 前'}
          {duty.provisional && <em>（待放假安排公布后确认）</em>}
          {duty.filedOn && `，${longDue(duty.filedOn)} 报送，已公开`}
        </p>
        <p className="clock-article">
          依据：{duty.article}
          {duty.unconfirmed && '（日期待生态环境部门确认）'}
        </p>
      </div>
      <div className="duty-state">
        {owed ? (
          <DueBadge due={{ by: duty.dueOn, overdue: duty.state === 'late', provisional: duty.provisional }} />
        ) : (
          <span className="state filing-state" data-state={duty.state}>
            {DUTY_STATE_WORDS[duty.state]}
          </span>
        )}
        {filing ? (
          <a className="button" href={filingHash(filing.id)}>
            {actionFor(filing, actor.role)}
          </a>
        ) : (
          owed && actor.role === 'editor' && <BeginButton kind={duty.kind} year={duty.year} words="开始填报" />
        )}
      </div>
    </li>
  )
}

/** What following the link to a filing is for, by where it stands and who looks. */
function actionFor({ state }: FilingItem, role: string): string {
  if (role === 'editor' && state === 'draft') return '继续填写'
  if (role === 'editor' && state === 'returned') return '按意见修改'
  if (role === 'signer' && state === 'submitted') return '去签字'
  return state === 'published' ? '查看' : `查看（${DISCLOSURE_STATE_WORDS[state]}）`
}
