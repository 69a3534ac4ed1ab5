import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { About } from '#domain/case/publication/draft.ts'
import { get } from '../../client.ts'

type Found = { items: { type: string; id: string; title: string }[] }
type Props = {
  aria: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }
  of: keyof About
  value: string
  onPick: (id: string) => void
}

/** A published enterprise, plot or remediation by name or code: what is typed is looked up, what is kept is the id. */
export function RecordPick({ aria, of, value, onPick }: Props) {
  const list = useId()
  const type = of === 'project' ? 'remediation_notice' : of
  const found = useQuery({
    queryKey: ['record-pick', type, value],
    queryFn: () => get<Found>(`/api/search?type=${type}&limit=8&q=${encodeURIComponent(value)}`),
    enabled: value.trim() !== '',
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  const items = value.trim() === '' ? [] : (found.data?.items ?? [])
  const picked = items.find((one) => one.id === value)
  return (
    <>
      <input
        {...aria}
        className="input"
        list={list}
        autoComplete="off"
        placeholder="输入名称或编号查找"
        value={value}
        onChange={(event) => onPick(event.target.value.trim())}
      />
      <datalist id={list}>
        {items.map((one) => (
          <option value={one.id} key={one.id}>
            {one.title}
          </option>
        ))}
      </datalist>
      {value !== '' && <p className="hint">{picked ? picked.title : '从查到的里面选一个。'}</p>}
    </>
  )
}
