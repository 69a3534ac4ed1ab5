import { useQuery } from '@tanstack/react-query'
import { lookEvery } from '../case-news.ts'
import { longDue } from '../due.ts'
import { isWaiting } from '../ProposalRow.tsx'
import { listGrants } from '../staff-client.ts'
import { getBureau, type SeenChange } from './client.ts'
import { SETTINGS } from './settings.ts'

type Page = { href: string; word: string; count: number }

/** Where changes of the bureau wait for a second person; nothing when none does. */
export function WaitingLinks() {
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau })
  const waiting = seen.data?.changes.filter(isWaiting) ?? []
  if (waiting.length === 0) return null
  return (
    <p className="hint">
      本局设置也有待确认的修改：
      <CountLinks pages={pagesOf(waiting)} />。
    </p>
  )
}

/** On the first page of whoever confirms: what others proposed and waits for them, and until when; else nothing. */
export function ConfirmationsAsked() {
  const grants = useQuery({ queryKey: ['grants'], queryFn: listGrants, refetchInterval: lookEvery })
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau, refetchInterval: lookEvery })
  const granted = grants.data?.items.filter((one) => one.confirmable) ?? []
  const changed = seen.data?.changes.filter((one) => one.confirmable) ?? []
  const [soonest] = [...granted, ...changed].map((one) => one.expiresOn).sort()
  if (!soonest) return null
  const pages = [{ href: '#/grants', word: '授权', count: granted.length }, ...pagesOf(changed)]
  return (
    <p className="desk-told">
      有 {granted.length + changed.length} 项等您确认：
      <CountLinks pages={pages.filter(({ count }) => count > 0)} />
      。最早的一项 {longDue(soonest)}过后作废。
    </p>
  )
}

function CountLinks({ pages }: { pages: readonly Page[] }) {
  return pages.map(({ href, word, count }, at) => (
    <span key={href}>
      {at > 0 && '，'}
      <a href={href}>
        {word} {count} 项
      </a>
    </span>
  ))
}

function pagesOf(changes: readonly SeenChange[]): Page[] {
  return Object.entries(SETTINGS).flatMap(([name, { word, kinds }]) => {
    const count = changes.filter((one) => kinds.includes(one.change.kind)).length
    return count > 0 ? [{ href: `#/${name}`, word, count }] : []
  })
}
