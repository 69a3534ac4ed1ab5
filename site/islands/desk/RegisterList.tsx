import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ErrorNote } from '../Field.tsx'
import { longDue } from './due.ts'
import { useListKeys } from './list-keys.ts'
import { PageHead } from './PageHead.tsx'
import { listRegister } from './register-client.ts'
import { REGISTER_WORDS } from './register-forms.ts'
import { REGISTER_NAMES, type Register, replaceHash } from './route.ts'

/** One of the bureau's registers: what is in it, and the way to add to it. */
export function RegisterList({ register, q }: { register: Register; q: string }) {
  const { one } = REGISTER_WORDS[register]
  const list = useListKeys<HTMLOListElement>({
    '/': () => document.querySelector<HTMLInputElement>('#register-search')?.select(),
  })
  const entries = useInfiniteQuery({
    queryKey: ['register', register, q],
    queryFn: ({ pageParam }) => listRegister(register, q, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const items = entries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PageHead
      title="登记册"
      beside={
        <a className="button button--primary register-add" href={`#/register/${register}/new`}>
          登记{one}
        </a>
      }
    >
      <nav className="queue-states" aria-label="哪一本登记册">
        {REGISTER_NAMES.map((name) => (
          <a key={name} href={`#/register/${name}`} aria-current={name === register ? 'true' : undefined}>
            {REGISTER_WORDS[name].title}
          </a>
        ))}
      </nav>
      <p className="hint">登记册每保存一次就公开一次，以前的版本也都留着。</p>
      <RegisterSearch register={register} q={q} key={register} />
      <ErrorNote error={entries.error} />
      {entries.isPending && <p className="desk-wait">正在取登记册…</p>}
      {entries.data && items.length === 0 && (
        <div className="empty">
          <p>{q ? '没有找到。' : '这本登记册还是空的。'}</p>
        </div>
      )}
      <ol className="case-list filing-list" ref={list} data-stale={entries.isPlaceholderData}>
        {items.map(({ id, name, version, publishedOn }) => (
          <li className="case-row" key={id}>
            <a href={`#/register/${register}/${id}`}>
              <span className="case-what">
                <span className="case-summary">{name}</span>
                <span className="case-facts">
                  <span className="reference">{id}</span>
                  <span>
                    第 {version} 版，{longDue(publishedOn)}
                  </span>
                </span>
              </span>
            </a>
          </li>
        ))}
      </ol>
      {entries.hasNextPage && (
        <button
          type="button"
          className="button more"
          disabled={entries.isFetchingNextPage}
          onClick={() => entries.fetchNextPage()}
        >
          更多
        </button>
      )}
    </PageHead>
  )
}

/** Searches a moment after the last key. */
function RegisterSearch({ register, q }: { register: Register; q: string }) {
  const [typed, setTyped] = useState(q)
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === q) return
    const later = setTimeout(
      () => replaceHash(`#/register/${register}${wanted ? `?q=${encodeURIComponent(wanted)}` : ''}`),
      300,
    )
    return () => clearTimeout(later)
  })
  return (
    <search className="register-search">
      <label className="search-box">
        <span className="visually-hidden">查找登记册</span>
        <input
          id="register-search"
          className="input"
          type="search"
          value={typed}
          maxLength={100}
          placeholder="查名称或代码"
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
    </search>
  )
}
