import { useQuery } from '@tanstack/react-query'
import { ErrorNote } from '../Field.tsx'
import { PageHead } from './PageHead.tsx'
import { useSession } from './session.ts'
import { TieForm } from './TieForm.tsx'
import { TieRow } from './TieRow.tsx'
import { listTies } from './tie-client.ts'

/** Standing ties: declared once, they close every case about an enterprise. Heads see all, everybody else their own. */
export function TiePage() {
  const { me } = useSession()
  const ties = useQuery({ queryKey: ['ties'], queryFn: listTies })
  const items = ties.data?.items ?? []
  const standing = items.filter((one) => !one.withdrawn)
  const over = items.filter((one) => one.withdrawn)
  const isHead = me.actor.role === 'head'
  return (
    <PageHead title="回避" narrow>
      <p>
        与一家企业长期有利害关系的，在这里声明一次：举报内容提到它的办件，现有的和以后来的，都对回避的人关闭。撤销由本人以外的负责人办理。与某一件有关系的，在那一件里声明。
      </p>
      <ErrorNote error={ties.error} />
      {ties.isPending && <p className="desk-wait">正在取…</p>}
      {ties.data && (
        <>
          <section className="sheet text-templates" aria-labelledby="ties-title">
            <h2 id="ties-title">{isHead ? '现有的长期回避' : '我的长期回避'}</h2>
            {standing.length === 0 && <p className="hint">还没有。</p>}
            {standing.map((tie) => (
              <TieRow tie={tie} key={tie.id} />
            ))}
          </section>
          <TieForm people={ties.data.people} />
          {over.length > 0 && (
            <section className="sheet text-templates" aria-labelledby="ties-over-title">
              <h2 id="ties-over-title">已撤销的</h2>
              {over.map((tie) => (
                <TieRow tie={tie} key={tie.id} />
              ))}
            </section>
          )}
        </>
      )}
    </PageHead>
  )
}
