import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { dayOf } from '#domain/clock.ts'
import type { Boundary, Grid, GridInput } from '#domain/grid.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useFields } from './fields.ts'
import { addGrid, changeGrid } from './roster-client.ts'
import { useSession } from './session.ts'

/** Adds a grid, or changes one. */
export function GridForm({ grid, onDone }: { grid: Grid | null; onDone: () => void }) {
  const { choices } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const { values, setValues, text: set } = useFields(() => written(grid))
  const [unreadable, setUnreadable] = useState(false)
  const save = useMutation({
    mutationFn: (input: GridInput): Promise<unknown> => (grid ? changeGrid(grid, input) : addGrid(input)),
    onSuccess: async () => {
      announce(grid ? '网格已修改。' : '网格已新增。')
      setValues(written(null))
      onDone()
      await queries.invalidateQueries({ queryKey: ['grids'] })
    },
  })
  useEffect(() => {
    if (grid) form.current?.querySelector<HTMLElement>('input, select')?.focus()
  }, [grid])
  // Of a grid sent anew, problems lie one step deeper.
  const wrong = (path: string) => problemAt(save.error, path) ?? problemAt(save.error, `grid.${path}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const boundary = readBoundary(values.boundary)
    setUnreadable(boundary === undefined)
    if (boundary !== undefined && !save.isPending) save.mutate(inputOf(values, boundary))
  }
  return (
    <section className="sheet" aria-labelledby="grid-title">
      <h2 id="grid-title">{grid ? `修改${grid.name}` : '新增网格'}</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ErrorNote error={save.error} fields={FIELDS.flatMap((name) => [name, `grid.${name}`])} />
        <Field label="街道" problem={wrong('street')}>
          {(aria) => (
            <select {...aria} className="input" {...set('street')}>
              <option value="">请选择</option>
              {choices.streets.map(({ code, name }) => (
                <option value={code} key={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="网格编号" problem={wrong('code')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" {...set('code')} />}
        </Field>
        <Field label="网格名称" problem={wrong('name')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" {...set('name')} />}
        </Field>
        <Field label="地址里的词" optional hint="道路、小区的名称，用顿号隔开" problem={wrong('words')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" {...set('words')} />}
        </Field>
        <Field
          label="边界"
          optional
          hint="GeoJSON 的 Polygon 或 MultiPolygon，CGCS2000 经纬度"
          problem={unreadable ? '边界读不出来，请粘贴 GeoJSON 的 geometry 部分。' : wrong('boundary')}
        >
          {(aria) => <textarea {...aria} className="input" rows={3} spellCheck={false} {...set('boundary')} />}
        </Field>
        <Field label="启用日期" problem={wrong('validFrom')}>
          {(aria) => <input {...aria} className="input" type="date" {...set('validFrom')} />}
        </Field>
        <Field label="停用日期" optional hint="最后一天" problem={wrong('validTo')}>
          {(aria) => <input {...aria} className="input" type="date" {...set('validTo')} />}
        </Field>
        <div className="staff-acts">
          <button type="submit" className="button button--primary" aria-busy={save.isPending}>
            {grid ? '保存修改' : '新增'}
          </button>
          {grid && (
            <button type="button" className="button" onClick={onDone}>
              先不改
            </button>
          )}
        </div>
      </form>
    </section>
  )
}

const FIELDS = ['street', 'code', 'name', 'words', 'boundary', 'validFrom', 'validTo'] as const
type Values = Record<(typeof FIELDS)[number], string>

function written(grid: Grid | null): Values {
  return {
    street: grid?.street ?? '',
    code: grid?.code ?? '',
    name: grid?.name ?? '',
    words: grid?.words.join('、') ?? '',
    boundary: grid?.boundary ? JSON.stringify(grid.boundary) : '',
    validFrom: grid?.validFrom ?? dayOf(new Date()),
    validTo: grid?.validTo ?? '',
  }
}

/** Null without one, undefined when it is no JSON; its shape is the server's to judge. A Feature gives its geometry. */
function readBoundary(text: string): Boundary | null | undefined {
  if (text.trim() === '') return null
  try {
    const value = JSON.parse(text)
    return value?.type === 'Feature' ? value.geometry : value
  } catch {
    return undefined
  }
}

function inputOf({ words, validTo, ...values }: Values, boundary: Boundary | null): GridInput {
  const list = words.split(/[、,，\s]+/).filter((word) => word !== '')
  return { ...values, words: list, boundary, validTo: validTo || null }
}
