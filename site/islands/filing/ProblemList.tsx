import { type RefObject, useEffect } from 'react'
import type { SaidProblem } from '../../client.ts'

const MOST = 300

/** Everything wrong with a row file, by the cell it stands in. */
export function CellProblems({ problems, file }: { problems: readonly SaidProblem[]; file: string }) {
  const shown = problems.slice(0, MOST)
  const sheets = new Set(problems.map((one) => one.sheet)).size > 1
  return (
    <div className="cell-problems" role="alert">
      <p>
        <b>
          “{file}”里有 {problems.length} 处要改，数据还没有存进来。
        </b>
        请在表格里改好，再上传一次；上次存下的数据没有动。
      </p>
      <table>
        <thead>
          <tr>
            {sheets && <th scope="col">工作表</th>}
            <th scope="col">位置</th>
            <th scope="col">列</th>
            <th scope="col">要怎么改</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={`${one.sheet}-${one.line}-${one.path}-${one.code}`}>
              {sheets && <td>{one.sheet}</td>}
              <td className={one.cell ? 'cell-at' : undefined}>{placeOf(one)}</td>
              <td>{one.column}</td>
              <td>{one.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > MOST && <p>还有 {problems.length - MOST} 处没有列出，改好这些再传一次就会看到。</p>}
    </div>
  )
}

/** The cell of a workbook, the line of a text file; what the first line says of no column is about the whole file. */
function placeOf({ cell, line, column }: SaidProblem): string {
  if (cell) return cell
  return line === undefined || (line === 1 && !column) ? '整个文件' : `第 ${line} 行`
}

type Props = { title: string; problems: readonly SaidProblem[]; box: RefObject<HTMLElement | null> }

/** All problems of a form at once, each a way to its field. */
export function FormProblems({ title, problems, box }: Props) {
  return (
    <div className="error-note" role="alert" tabIndex={-1}>
      <p>{title}</p>
      {problems.length > 0 && (
        <ul>
          {problems.slice(0, MOST).map((one) => (
            <li key={`${one.path}-${one.code}-${one.message}`}>
              {one.path ? (
                <button type="button" className="problem-link" onClick={() => goToField(box.current, one.path)}>
                  {one.message}
                </button>
              ) : (
                one.message
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Brings somebody to the field a path names, or to the nearest thing around it. */
export function goToField(box: HTMLElement | null, path: string): void {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length--) {
    const found = box?.querySelector<HTMLElement>(`[data-path="${CSS.escape(steps.slice(0, length).join('.'))}"]`)
    if (!found) continue
    const control =
      found.querySelector<HTMLElement>('input, select, textarea') ?? found.querySelector<HTMLElement>('button')
    found.scrollIntoView({ block: 'center' })
    ;(control ?? found).focus({ preventScroll: true })
    return
  }
}

/** Moves the focus to what an answer complained of, once it stands on the page: from there Tab leads to the fields. */
export function useFocusProblems(box: RefObject<HTMLElement | null>, error: unknown): void {
  useEffect(() => {
    if (error) box.current?.querySelector<HTMLElement>('.error-note')?.focus()
  }, [error, box])
}
