import { useState } from 'react'
import type { Department } from '#domain/bureau.ts'
import { DepartmentForm } from './DepartmentForm.tsx'
import { DepartmentRow } from './DepartmentRow.tsx'
import { SettingPage } from './SettingPage.tsx'

/** Departments cases go to: what they do, from when till when. */
export function DepartmentPage() {
  const [chosen, setChosen] = useState<Department | null>(null)
  const add = () => {
    setChosen(null)
    document.querySelector<HTMLElement>('.sheet input')?.focus()
  }
  return (
    <SettingPage
      of="departments"
      about="转送、联合办理和派单建议用的都是这张表。改名称、职责从指定的一天起算，以前的办件仍显示当时的名称。部门只停用，不删除。"
      beside={
        <button type="button" className="button" onClick={add}>
          新增部门
        </button>
      }
      form={({ today }) => (
        <DepartmentForm department={chosen} today={today} key={chosen?.id ?? 'new'} onDone={() => setChosen(null)} />
      )}
    >
      {({ bureau: { departments }, today }, keeps) => (
        <section aria-labelledby="departments-title">
          <h2 id="departments-title">现有部门</h2>
          <ul className="staff-list">
            {[...new Set(departments.map(({ id }) => id))].map((id) => (
              <DepartmentRow
                key={id}
                rows={departments.filter((one) => one.id === id)}
                today={today}
                onChange={keeps ? setChosen : null}
              />
            ))}
          </ul>
        </section>
      )}
    </SettingPage>
  )
}
