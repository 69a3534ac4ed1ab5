import { useEffect, useState } from 'react'
import { QUEUE_MARKS } from '#domain/case/mark.ts'
import { CHANNELS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { DAY_GROUP_WORDS, DUE_WORDS, WAITING_WORDS } from '#domain/words/zh/day.ts'
import { QUEUE_MARK_WORDS } from '#domain/words/zh/mark.ts'
import { CHANNEL_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { Choices } from '../../client.ts'
import type { CaseFilters } from './case-filters.ts'
import { type QueueView, queueHash, readRoute, replaceHash } from './route.ts'
import { useSession } from './session.ts'

type Props = { filters: CaseFilters; view: QueueView; open: boolean; onToggle: (open: boolean) => void }

/** Search and filters. Each change is an address, so that going back and sharing a view work. */
export function QueueFilters({ filters, view, open, onToggle }: Props) {
  const { choices } = useSession()
  // A search still waiting for its moment must not pull somebody back who has opened a case meanwhile.
  const set = (change: CaseFilters) =>
    readRoute(location.hash).page === 'queue' && replaceHash(queueHash({ ...filters, ...change }, view))
  const flags = [
    ['mine', '轮到我'],
    ['overdue', '逾期'],
    ['emergency', '紧急'],
  ] as const
  const selects = [
    ['street', '街道', choices.streets.map(({ code, name }) => [code, name] as const)],
    ['kind', '污染类型', TIP_KINDS.map((kind) => [kind, TIP_KIND_WORDS[kind]] as const)],
    ['channel', '来源', CHANNELS.map((channel) => [channel, CHANNEL_WORDS[channel]] as const)],
    ['assignee', '承办单位', assignees(choices)],
    ['mark', '标记', QUEUE_MARKS.map((mark) => [mark, QUEUE_MARK_WORDS[mark]] as const)],
  ] as const
  const narrowed = [...selects.map(([name]) => name), 'superiorBy' as const].filter((name) => filters[name]).length
  /** What came along with the address, from 「我的一天」 most often: it is said, and can be taken off. */
  const came = (
    [
      ['due', DUE_WORDS[filters.due as keyof typeof DUE_WORDS]],
      ['waiting', WAITING_WORDS[filters.waiting as keyof typeof WAITING_WORDS]],
      ['since', filters.since && DAY_GROUP_WORDS.fresh.name],
    ] as const
  ).filter(([, word]) => word)
  return (
    <search className="queue-filters">
      <SearchBox q={filters.q ?? ''} onSearch={(q) => set({ q })} />
      <div className="quick-flags">
        {flags.map(([name, label]) => (
          <label className="flag" key={name}>
            <input
              type="checkbox"
              checked={filters[name] === 'true'}
              onChange={(event) => set({ [name]: event.target.checked ? 'true' : '' })}
            />
            <span>{label}</span>
          </label>
        ))}
        {came.map(([name, word]) => (
          <label className="flag" key={name}>
            <input type="checkbox" checked onChange={() => set({ [name]: '' })} />
            <span>{word}</span>
          </label>
        ))}
        <button type="button" className="flag-more" aria-expanded={open} onClick={() => onToggle(!open)}>
          更多{narrowed > 0 && `（${narrowed}）`}
        </button>
      </div>
      {(open || narrowed > 0) && (
        <div className="filter-selects">
          {selects.map(([name, label, options]) => (
            <label key={name}>
              <span>{label}</span>
              <select
                className="input"
                value={filters[name] ?? ''}
                onChange={(event) => set({ [name]: event.target.value })}
              >
                <option value="">全部</option>
                {options.map(([value, word]) => (
                  <option value={value} key={value}>
                    {word}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <label>
            <span>上级限期不晚于</span>
            <input
              className="input"
              type="date"
              value={filters.superiorBy ?? ''}
              onChange={(event) => set({ superiorBy: event.target.value })}
            />
          </label>
          {Object.keys(filters).length > 0 && <a href={queueHash({}, view)}>清除条件</a>}
        </div>
      )}
    </search>
  )
}

/** Whom cases are given to, by code. */
const assignees = ({ departments, streets }: Choices) => [
  ...departments.map(({ id, name }) => [id, name] as const),
  ...streets.map(({ code, name }) => [code, name] as const),
]

/** Searches a moment after the last key; two characters suffice. */
function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => unknown }) {
  const [typed, setTyped] = useState(q)
  useEffect(() => setTyped(q), [q])
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === q || wanted.length === 1) return
    const later = setTimeout(() => onSearch(wanted), 300)
    return () => clearTimeout(later)
  })
  return (
    <label className="search-box">
      <span className="visually-hidden">查找办件</span>
      <input
        id="queue-search"
        className="input"
        type="search"
        value={typed}
        maxLength={100}
        placeholder="查编号、地址、内容，两个字就行"
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSearch(typed.trim())
        }}
      />
    </label>
  )
}
