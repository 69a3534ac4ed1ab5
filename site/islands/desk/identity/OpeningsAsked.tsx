import { useQuery } from '@tanstack/react-query'
import { lookEvery } from '../case-news.ts'
import { getIdentity } from './client.ts'

/** Tells a head, wherever at the desk they are, that somebody asks to open an identity: it lapses in ten minutes. */
export function OpeningsAsked() {
  const { data } = useQuery({
    queryKey: ['identity'],
    queryFn: getIdentity,
    // What lapsed is to go by itself.
    refetchInterval: ({ state }) => {
      const every = lookEvery()
      return every && state.data?.openings.some(({ mayDecide }) => mayDecide) ? 30_000 : every
    },
  })
  const waiting = data?.openings.filter(({ mayDecide }) => mayDecide) ?? []
  const until = waiting.flatMap((one) => one.until ?? []).sort()[0]
  return (
    <output className="openings-asked" data-shown={until !== undefined}>
      {until && (
        <>
          有 {waiting.length} 项打开举报人身份的申请等您决定，最迟{' '}
          {new Date(until).toLocaleTimeString('zh-CN', {
            timeZone: 'Asia/Shanghai',
            hour: '2-digit',
            minute: '2-digit',
          })}
          。<a href="#/identity">去看</a>
        </>
      )}
    </output>
  )
}
