import { useQuery } from '@tanstack/react-query'
import type { BureauChange } from '#domain/bureau/change.ts'
import { getBureau } from './client.ts'

const PAGES: readonly { href: string; word: string; kinds: readonly BureauChange['kind'][] }[] = [
  { href: '#/departments', word: '部门', kinds: ['department', 'department-end'] },
  { href: '#/rules', word: '期限规则', kinds: ['rule', 'rule-end'] },
  { href: '#/bureau', word: '本局资料', kinds: ['data'] },
]

/** Where changes of the bureau wait for a second person; nothing when none does. */
export function WaitingLinks() {
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau })
  const waiting = seen.data?.changes.filter((one) => one.state === 'waiting' && !one.expired) ?? []
  const pages = PAGES.flatMap(({ kinds, ...page }) => {
    const count = waiting.filter((one) => kinds.includes(one.change.kind)).length
    return count > 0 ? [{ ...page, count }] : []
  })
  if (pages.length === 0) return null
  return (
    <p className="hint">
      本局设置也有待确认的修改：
      {pages.map(({ href, word, count }, at) => (
        <span key={href}>
          {at > 0 && '，'}
          <a href={href}>
            {word} {count} 项
          </a>
        </span>
      ))}
      。
    </p>
  )
}
