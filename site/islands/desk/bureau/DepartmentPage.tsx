import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Department } from '#domain/bureau.ts'
import { ErrorNote } from '../../Field.tsx'
import { PageHead } from '../PageHead.tsx'
import { useSession } from '../session.ts'
import { SettledChanges, WaitingChanges } from './ChangeLists.tsx'
import { getBureau } from './client.ts'
import { DepartmentForm } from './DepartmentForm.tsx'
import { DepartmentRow } from './DepartmentRow.tsx'

const KINDS = ['department', 'department-end'] as const

/** Departments cases go to: what they do, from when till when. Administrators change them, by two; auditors read and confirm. */
export function DepartmentPage() {
  const { me } = useSession()
  const keeps = me.actor.role === 'admin'
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau })
  const [chosen, setChosen] = useState<Department | null>(null)
  const add = () => {
    setChosen(null)
    document.querySelector<HTMLElement>('.sheet input')?.focus()
  }
  const departments = seen.data?.bureau.departments ?? []
  const ids = [...new Set(departments.map((one) => one.id))]
  return (
    <PageHead
      title="部门"
      beside={
        keeps && (
          <button type="button" className="button" onClick={add}>
            新增部门
          </button>
        )
      }
    >
      <p className="hint">
        转送、联合办理和派单建议用的都是这张表。改名称、职责从指定的一天起算，以前的办件仍显示当时的名称。部门只停用，不删除。
      </p>
      <div className={keeps ? 'staff-sheet grant-sheet' : 'grant-sheet'}>
        <div>
          <ErrorNote error={seen.error} />
          {seen.isPending && <p className="desk-wait">正在取部门…</p>}
          {seen.data && <WaitingChanges changes={seen.data.changes} kinds={KINDS} />}
          {seen.data && (
            <section aria-labelledby="departments-title">
              <h2 id="departments-title">现有部门</h2>
              <ul className="staff-list">
                {ids.map((id) => (
                  <DepartmentRow
                    key={id}
                    rows={departments.filter((one) => one.id === id)}
                    today={seen.data.today}
                    onChange={keeps ? setChosen : null}
                  />
                ))}
              </ul>
            </section>
          )}
          {seen.data && <SettledChanges changes={seen.data.changes} kinds={KINDS} />}
        </div>
        {keeps && seen.data && (
          <DepartmentForm
            department={chosen}
            today={seen.data.today}
            key={chosen?.id ?? 'new'}
            onDone={() => setChosen(null)}
          />
        )}
      </div>
    </PageHead>
  )
}
