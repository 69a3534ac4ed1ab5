import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#domain/clock.ts'
import { type Grid, isValidGrid } from '#domain/grid.ts'
import { ErrorNote } from '../Field.tsx'
import { GridForm } from './GridForm.tsx'
import { PageHead } from './PageHead.tsx'
import { listGrids } from './roster-client.ts'
import { useSession } from './session.ts'

/** Streets and their grids. Heads and administrators change them. */
export function GridPage() {
  const { me, streetName } = useSession()
  const keeps = me.actor.role === 'head' || me.actor.role === 'admin'
  const grids = useQuery({ queryKey: ['grids'], queryFn: listGrids })
  const [chosen, setChosen] = useState<Grid | null>(null)
  const items = grids.data?.items ?? []
  const streets = [...new Set(items.map((one) => one.street))]
  return (
    <PageHead title="网格" beside={<a href="#/roster">值班</a>}>
      <p className="hint">
        举报的地点落在哪个网格，先看边界，没有边界的看地址里的词。都对不上的，只归到街道，由受理员判断。
      </p>
      <div className={keeps ? 'staff-sheet grant-sheet' : 'grant-sheet'}>
        <div>
          <ErrorNote error={grids.error} />
          {grids.isPending && <p className="desk-wait">正在取网格…</p>}
          {grids.data && items.length === 0 && <p className="hint">还没有划分网格，举报只归到街道。</p>}
          {streets.map((street) => (
            <section key={street} aria-label={streetName(street)} className="roster-day">
              <h2>{streetName(street)}</h2>
              <ul className="staff-list">
                {items
                  .filter((one) => one.street === street)
                  .map((grid) => (
                    <GridRow grid={grid} key={grid.id} onChange={keeps ? () => setChosen(grid) : null} />
                  ))}
              </ul>
            </section>
          ))}
        </div>
        {keeps && <GridForm grid={chosen} key={chosen?.id ?? 'new'} onDone={() => setChosen(null)} />}
      </div>
    </PageHead>
  )
}

function GridRow({ grid, onChange }: { grid: Grid; onChange: (() => void) | null }) {
  const valid = isValidGrid(grid, dayOf(new Date()))
  return (
    <li className="staff-row" data-suspended={!valid}>
      <div>
        <b>
          {grid.code} {grid.name}
        </b>
        <span className="staff-role">
          {grid.boundary ? '有边界' : '没有边界'}
          {grid.words.length > 0 && `；地址含：${grid.words.join('、')}`}
        </span>
        <span className="staff-email">
          {grid.validFrom} 起{grid.validTo && `，到 ${grid.validTo}`}
        </span>
      </div>
      <p className="staff-state">{valid ? '在用' : '不在用'}</p>
      {onChange && (
        <div className="staff-acts">
          <button type="button" className="button" aria-label={`修改${grid.name}`} onClick={onChange}>
            修改
          </button>
        </div>
      )}
    </li>
  )
}
