import { SENDING_WORDS, SLIP_WORDS } from '#domain/words/zh/entry.ts'
import type { Entered } from '../../client.ts'
import { QrCode } from '../sign-in/QrCode.tsx'
import { longDue } from './due.ts'
import { PageHead } from './PageHead.tsx'
import { caseHash } from './route.ts'
import { useSession } from './session.ts'

type Props = { entered: Entered; isEarlier: boolean; onNext: () => void }

/** The receipt, in groups to be read out, on a slip to be printed. It is shown this once: nobody can look it up again. */
export function EnteredReceipt({ entered, isEarlier, onNext }: Props) {
  const { bureauName } = useSession()
  const groups = entered.receipt.replaceAll('-', '').match(/.{1,4}/g) ?? []
  const page = new URL('/report/status/', location.origin).href
  return (
    <PageHead title="已登记，请读出查询码" narrow>
      {isEarlier && <p className="desk-told no-print">{SENDING_WORDS.earlier}</p>}
      <p className="no-print">
        查询码只显示这一次，我们这里也查不到。请慢慢读给来人，或者打印下来交给他。您也看到了这个码，所以来人第一次查询时要换成新码；请提醒他尽早换。
      </p>
      <section className="slip" aria-labelledby="slip-title">
        <p className="slip__from">{bureauName} · 生态环境投诉举报（原12369）</p>
        <h2 id="slip-title">{SLIP_WORDS.title}</h2>
        <ol className="receipt-groups" aria-label="查询码">
          {groups.map((group) => (
            <li key={group}>{group}</li>
          ))}
        </ol>
        <div className="slip__how">
          <div>
            <p>
              编号 <span className="reference">{entered.reference}</span>
            </p>
            <p>
              最迟 {longDue(entered.acknowledgeBy.on)}告知是否受理
              {entered.acknowledgeBy.provisional && '（待放假安排公布后确认）'}。
            </p>
            <p>
              查询网页：<span className="slip__page">{page}</span>
            </p>
            <p>{SLIP_WORDS.changes}</p>
            <p>{SLIP_WORDS.keep}</p>
          </div>
          <QrCode text={page} label="查询网页的二维码，里面没有查询码" />
        </div>
      </section>
      <p className="hint no-print">查询码里没有字母 I、L、O、U：听起来像 O 的是数字 0，像 I 或 L 的是数字 1。</p>
      <div className="form-end no-print">
        <button type="button" className="button button--primary" onClick={() => print()}>
          打印这张纸
        </button>
        <a className="button" href={caseHash(entered.id)}>
          打开这一件
        </a>
        <button type="button" className="button" onClick={onNext}>
          再登记一件
        </button>
      </div>
    </PageHead>
  )
}
