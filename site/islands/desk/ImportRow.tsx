import type { ListChange } from '#domain/case/list/row.ts'
import { readClosed } from '#domain/case/list/value.ts'
import { KEY_CASE, LIST_ACTION_WORDS } from '#domain/words/zh/list.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { ImportChoices } from './ImportChoices.tsx'
import type { ImportedRow } from './import-client.ts'
import { caseHash } from './route.ts'
import { useSession } from './session.ts'

type Props = { row: ImportedRow; saved: boolean; change: ListChange; onChange: (change: ListChange) => void }

/** One row of a list: what it says, what is wrong with it, and what it will be saved with. */
export function ImportRow({ row, saved, change, onChange }: Props) {
  const mayChange =
    !saved && row.number !== '' && (row.action === 'new' || row.problems.some((one) => one.code === 'kinds-required'))
  return (
    <li className="import-row" data-action={row.action}>
      <p className="import-head">
        <span className="state" data-action={row.action}>
          {LIST_ACTION_WORDS[row.action]}
        </span>
        <b>
          {row.sheet && `${row.sheet} `}第 {row.line} 行
        </b>
        <span className="reference">{row.number || '没有编号'}</span>
        {row.key && <b className="key-case">{KEY_CASE}</b>}
        {row.id && row.reference && <a href={caseHash(row.id)}>{row.reference}</a>}
        {row.repeats && <span>与第 {row.repeats} 行是同一件</span>}
      </p>
      <p className="import-matter">{row.matter}</p>
      {row.problems.length > 0 && (
        <ul className="import-problems">
          {row.problems.map((one) => (
            <li key={`${one.path}-${one.code}`} data-level={one.level}>
              <b>
                {one.column}
                {one.cell && ` ${one.cell}`}
              </b>
              {one.message}
            </li>
          ))}
        </ul>
      )}
      {mayChange ? <ImportChoices row={row} change={change} onChange={onChange} /> : <RowFacts row={row} />}
      {(row.action === 'new' || row.action === 'repeat') && row.adds && <GivenNote row={row} />}
    </li>
  )
}

function RowFacts({ row }: { row: ImportedRow }) {
  const { streetName } = useSession()
  const facts = [
    row.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、'),
    row.street && streetName(row.street),
    row.outOfDistrict && `由${row.outOfDistrict.body}管辖`,
    row.department && `建议转送：${row.department.name}`,
  ].filter(Boolean)
  return <p className="case-facts">{facts.join('　')}</p>
}

/** What others found is kept; what it means here, a person decides. */
function GivenNote({ row: { given } }: { row: ImportedRow }) {
  const done = readClosed(given.closed ?? '') === 'yes'
  if (!given.findings && !given.measures && !done) return null
  const said = [given.outcome, given.closed].filter(Boolean).join('，')
  return (
    <p className="hint">
      清单附有办理情况{said && `（${said}）`}，原样存进办件的经过。
      {done && '写着已办结的，也从“已接收”办起，不会自动办结。'}
    </p>
  )
}
