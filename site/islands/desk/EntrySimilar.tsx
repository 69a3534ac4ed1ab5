import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TipKind } from '#domain/tip/kinds.ts'
import type { Place } from '#domain/tip/schema.ts'
import { type CaseItem, post } from '../../client.ts'
import { CaseRow } from './CaseRow.tsx'

type Asked = { kinds: string[]; place: Place }
type Like = CaseItem & { joins: boolean }
/** Asked about once nobody has typed for so long. */
const PAUSE_MS = 600
const listSimilar = (asked: Asked) => post<{ items: Like[] }>('/api/cases/similar', asked)

type Props = { kinds: string[]; place: Place; joined: boolean; onJoin: (joined: boolean) => void }

/** Open cases that may be the same matter, while the caller is still there to ask. Nothing when there are none. */
export function EntrySimilar({ kinds, place, joined, onJoin }: Props) {
  const now = JSON.stringify({ kinds, place } satisfies Asked)
  const [asked, setAsked] = useState(now)
  useEffect(() => {
    const later = setTimeout(() => setAsked(now), PAUSE_MS)
    return () => clearTimeout(later)
  }, [now])
  const about = JSON.parse(asked) as Asked & { kinds: TipKind[] }
  const like = useQuery({
    queryKey: ['similar', asked],
    queryFn: () => listSimilar(about),
    enabled: about.kinds.length > 0 && about.place.address.length >= 2,
    retry: false,
  })
  const items = like.data?.items ?? []
  const offered = items.some(({ joins }) => joins)
  // A choice about a case that is no longer offered is none.
  useEffect(() => {
    if (joined && like.data && !offered) onJoin(false)
  }, [joined, like.data, offered, onJoin])
  return (
    <section className="entry-similar" aria-live="polite" aria-label="可能是同一件事">
      {items.length > 0 && (
        <>
          <p>
            <b>可能是同一件事。</b>问一问来人，是不是这{items.length > 1 ? '几' : '一'}件：
          </p>
          <ol className="case-list">
            {items.map((item) => (
              <CaseRow item={item} key={item.id} />
            ))}
          </ol>
          {offered ? (
            <label className="choice">
              <input type="checkbox" checked={joined} onChange={(event) => onJoin(event.target.checked)} />
              <span>是同一件：并到 {items.find(({ joins }) => joins)?.reference}，来人仍有自己的查询码</span>
            </label>
          ) : (
            <p className="hint">刚收到或还没有到现场看过的，先照常登记，再在办件里并案。</p>
          )}
        </>
      )}
    </section>
  )
}
