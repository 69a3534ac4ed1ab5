import { useQuery } from '@tanstack/react-query'
import { ErrorNote } from '../Field.tsx'
import { ConfirmationsAsked } from './bureau/WaitingLinks.tsx'
import { PageHead } from './PageHead.tsx'
import { StaffInvitation } from './StaffInvitation.tsx'
import { StaffRow } from './StaffRow.tsx'
import { listStaff } from './staff-client.ts'

/** The administrator's page: who works here, inviting, suspending. No case is visible from it. */
export function StaffPage() {
  const staff = useQuery({ queryKey: ['staff'], queryFn: listStaff })
  return (
    <PageHead title="人员管理">
      <ConfirmationsAsked />
      <div className="staff-sheet">
        <section aria-labelledby="staff-title">
          <h2 id="staff-title">在册人员</h2>
          <ErrorNote error={staff.error} />
          {staff.isPending && <p className="desk-wait">正在取名单…</p>}
          <ul className="staff-list">
            {staff.data?.items.map((member) => (
              <StaffRow member={member} key={member.id} />
            ))}
          </ul>
        </section>
        <StaffInvitation />
      </div>
    </PageHead>
  )
}
