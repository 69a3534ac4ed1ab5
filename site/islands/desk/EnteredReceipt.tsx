import type { Entered } from '../../client.ts'
import { PageHead } from './PageHead.tsx'
import { caseHash } from './route.ts'

/** The receipt, in groups to be read out. It is shown this once: nobody can look it up again. */
export function EnteredReceipt({ entered, onNext }: { entered: Entered; onNext: () => void }) {
  const groups = entered.receipt.replaceAll('-', '').match(/.{1,4}/g) ?? []
  return (
    <PageHead title="已登记，请读出查询码" narrow>
      <p>
        编号 <span className="reference">{entered.reference}</span>
        。查询码只显示这一次，我们这里也查不到。请慢慢读给来人，或者打印下来交给他。
      </p>
      <ol className="receipt-groups" aria-label="查询码">
        {groups.map((group) => (
          <li key={group}>{group}</li>
        ))}
      </ol>
      <p className="hint">
        查询码里没有字母 I、L、O、U：听起来像 O 的是数字 0，像 I 或 L 的是数字
        1。来人在「查询进度」页输入查询码，可以看进度、补充材料、看答复。
      </p>
      <div className="form-end">
        <button type="button" className="button button--primary" onClick={() => print()}>
          打印
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
