import { LIST_COLUMNS, LIST_EXTRAS } from '#domain/case/list/columns.ts'
import type { ListNote } from '#domain/case/list/note.ts'
import { readClosed } from '#domain/case/list/value.ts'
import { KEY_CASE } from '#domain/words/zh/list.ts'
import type { CaseEvent } from '../../client.ts'
import { longDue } from './due.ts'
import { useSession } from './session.ts'

type Named = ListNote & { matter?: string }

/** What lists from above say of a case, in their words, the newest first; decided is nothing of it here. */
export function CaseListed({ events }: { events: CaseEvent[] }) {
  const named = events.flatMap(({ seq, at, data }) => (data.list ? [{ seq, at, list: data.list as Named }] : []))
  if (named.length === 0) return null
  return (
    <section className="sheet case-listed" aria-labelledby="listed-title">
      <h2 id="listed-title">上级清单怎么说</h2>
      <p className="hint">以下照清单原文，不是本局的调查结论。</p>
      {named.toReversed().map(({ seq, at, list }, nth) => (
        <ListedOnce key={seq} list={list} at={at} newest={nth === 0} again={seq > 1} />
      ))}
    </section>
  )
}

function ListedOnce({ list, at, newest, again }: { list: Named; at: string; newest: boolean; again: boolean }) {
  const { orgName } = useSession()
  const facts = [...LIST_COLUMNS, ...LIST_EXTRAS].flatMap(([key, label]) => {
    const said = key === 'seq' ? undefined : list[key]
    return said ? [[label, said] as const] : []
  })
  return (
    <div className="listed-once">
      <p className="event-head">
        <b>{again ? '再次交办' : '交办'}</b>
        <span>{longDue(at)}导入</span>
        {list.key && <b className="key-case">{KEY_CASE}</b>}
      </p>
      {newest && readClosed(list.closed ?? '') === 'yes' && (
        <p className="given-closed">
          清单写着已办结。这一件不会因此自动办结：请核对所附情况，再按程序受理、调查、办结。
        </p>
      )}
      <dl className="facts">
        {facts.map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
        {list.department && (
          <div>
            <dt>建议转送</dt>
            <dd>
              {orgName(list.department)}
              {list.departmentReason && `（${list.departmentReason}）`}
            </dd>
          </div>
        )}
      </dl>
    </div>
  )
}
