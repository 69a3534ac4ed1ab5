import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNote } from '../Field.tsx'
import { InspectionForm } from './InspectionForm.tsx'
import { InspectionRow } from './InspectionRow.tsx'
import { type InspectionView, listInspections } from './inspection-client.ts'
import { PageHead } from './PageHead.tsx'
import { useSession } from './session.ts'

const VIEWS: readonly (readonly [InspectionView, string])[] = [
  ['open', '待巡查'],
  ['overdue', '已逾期'],
  ['done', '已完成'],
]

/** The inspection rota: what is planned and overdue, checked in at the place by telephone. */
export function InspectionPage() {
  const { actor } = useSession().me
  const [view, setView] = useState<InspectionView>('open')
  const list = useQuery({ queryKey: ['inspections', view], queryFn: () => listInspections(view) })
  const plans = actor.role === 'clerk' || actor.role === 'head'
  const items = list.data?.items ?? []
  return (
    <PageHead title="巡查">
      <fieldset className="inspection-views">
        <legend className="visually-hidden">看哪些巡查</legend>
        {VIEWS.map(([name, word]) => (
          <button
            type="button"
            className="button"
            aria-pressed={view === name}
            onClick={() => setView(name)}
            key={name}
          >
            {word}
          </button>
        ))}
      </fieldset>
      <div className={plans ? 'staff-sheet' : ''}>
        <div>
          <ErrorNote error={list.error} />
          {list.isPending && <p className="desk-wait">正在取巡查计划…</p>}
          {list.data && items.length === 0 && <p className="hint">这里没有巡查。</p>}
          {items.length > 0 && (
            <ul className="staff-list">
              {items.map((item) => (
                <InspectionRow item={item} plans={plans} key={item.id} />
              ))}
            </ul>
          )}
        </div>
        {plans && <InspectionForm />}
      </div>
    </PageHead>
  )
}
