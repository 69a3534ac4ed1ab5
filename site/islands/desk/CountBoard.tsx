import { useQuery } from '@tanstack/react-query'
import { CASE_STATES } from '#domain/case/state.ts'
import { CASE_STATE_WORDS } from '#domain/words/zh/case.ts'
import { countCases } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { ConfirmationsAsked } from './bureau/WaitingLinks.tsx'
import type { CaseFilters } from './case-filters.ts'
import { PageHead } from './PageHead.tsx'
import { useSession } from './session.ts'

/** For the auditor: how many cases stand where, and how many of them are late. Of one organisation where one is named. No case can be opened from here. */
export function CountBoard({ assignee }: { assignee?: string | undefined }) {
  const { orgName } = useSession()
  const of: CaseFilters = assignee ? { assignee } : {}
  const all = useQuery({ queryKey: ['counts', of], queryFn: () => countCases(of) })
  const late = useQuery({ queryKey: ['counts', of, 'late'], queryFn: () => countCases({ ...of, overdue: 'true' }) })
  const urgent = useQuery({
    queryKey: ['counts', of, 'urgent'],
    queryFn: () => countCases({ ...of, emergency: 'true' }),
  })
  const columns = [
    ['件数', all.data],
    ['其中逾期', late.data],
    ['其中紧急', urgent.data],
  ] as const
  return (
    <PageHead title="办件数量" narrow>
      <ConfirmationsAsked />
      {assignee && (
        <p>
          只数承办单位是{orgName(assignee)}的。<a href="#/">看全部</a>
        </p>
      )}
      <p>审计员只看数量，看不到办件内容和举报人。</p>
      <ErrorNote error={all.error ?? late.error ?? urgent.error} />
      <table className="count-board">
        <thead>
          <tr>
            <th scope="col">状态</th>
            {columns.map(([label]) => (
              <th scope="col" className="number" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CASE_STATES.map((state) => (
            <tr key={state}>
              <th scope="row">{CASE_STATE_WORDS[state]}</th>
              {columns.map(([label, counts]) => (
                <td className="number" key={label}>
                  {counts ? (counts.byState[state] ?? 0) : '…'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            {columns.map(([label, counts]) => (
              <td className="number" key={label}>
                {counts?.total ?? '…'}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </PageHead>
  )
}
