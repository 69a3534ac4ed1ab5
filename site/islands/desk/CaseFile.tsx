import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { PRINT_KINDS, type PrintKind } from '#domain/case/printing.ts'
import { getCase, type Printing, post } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { CaseFileSheet } from './CaseFileSheet.tsx'
import { CaseMissing } from './CasePage.tsx'
import { longDue } from './due.ts'
import { useKeys } from './keys.ts'
import { PageHead } from './PageHead.tsx'
import { caseHash, goTo } from './route.ts'

const KIND_WORDS: Record<PrintKind, string> = { internal: '内部案卷', external: '对外提供' }
const KIND_HINTS: Record<PrintKind, string> = {
  internal: '有全部经过、调查情况和内部备注，只在单位内部存档。没有举报人的身份。',
  external: '没有内部备注、调查记录、提请和人员姓名。',
}

/** A case as a file to print. Each print is written down before the sheet appears on paper. */
export function CaseFile({ id }: { id: string }) {
  const queries = useQueryClient()
  const [kind, setKind] = useState<PrintKind>('internal')
  const [printing, setPrinting] = useState<Printing | null>(null)
  const found = useQuery({ queryKey: ['case', id], queryFn: () => getCase(id) })
  const print = useMutation({
    mutationFn: () => post<Printing>(`/api/cases/${encodeURIComponent(id)}/printing`, { kind }),
    onSuccess: async (done) => {
      setPrinting(done)
      await queries.invalidateQueries({ queryKey: ['case', id] })
    },
  })
  useEffect(() => {
    if (printing) picturesLoaded().then(() => window.print())
  }, [printing])
  useKeys({ Escape: () => goTo(caseHash(id)) })
  if (!found.data)
    return (
      <PageHead title="打印案卷">
        {found.error ? <CaseMissing error={found.error} /> : <p className="desk-wait">正在取办件…</p>}
      </PageHead>
    )
  const detail = found.data
  return (
    <PageHead
      title="打印案卷"
      before={
        <a className="back" href={caseHash(id)}>
          ← {detail.case.reference}
        </a>
      }
    >
      <div className="print-choice">
        <ErrorNote error={print.error} />
        <fieldset>
          <legend>印给谁</legend>
          {PRINT_KINDS.map((one) => (
            <label className="choice" key={one}>
              <input
                type="radio"
                name="kind"
                checked={kind === one}
                onChange={() => {
                  setKind(one)
                  // Another kind is another print: it is written down anew.
                  setPrinting(null)
                }}
              />
              <span>
                {KIND_WORDS[one]}
                <small>{KIND_HINTS[one]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className="button button--primary"
          aria-busy={print.isPending}
          onClick={() => print.mutate()}
        >
          登记并打印
        </button>
        {detail.printings.length > 0 && (
          <details>
            <summary>已打印 {detail.printings.length} 次</summary>
            <ol>
              {detail.printings.map((one) => (
                <li key={one.copy}>
                  {longDue(one.at)}，{one.by}，{KIND_WORDS[one.kind]}
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
      <p className="print-unnoted">请用页面上的“登记并打印”打印案卷。</p>
      <CaseFileSheet detail={detail} kind={kind} kindWord={KIND_WORDS[kind]} printing={printing} />
    </PageHead>
  )
}

/** A picture that is still to come would be missing on paper; one that cannot come is waited for no longer. */
function picturesLoaded(): Promise<unknown> {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('.case-file img')]
  return Promise.all(pictures.map((one) => one.decode().catch(() => null)))
}
