import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { listStaff, resumeStaff, type StaffMember, suspendStaff } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { PageHead } from './PageHead.tsx'
import { StaffInvitation } from './StaffInvitation.tsx'
import { useSession } from './session.ts'

/** The administrator's page: who works here, inviting, suspending. No case is visible from it. */
export function StaffPage() {
  const staff = useQuery({ queryKey: ['staff'], queryFn: listStaff })
  return (
    <PageHead title="人员管理">
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

function StaffRow({ member }: { member: StaffMember }) {
  const { me, orgName } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const change = useMutation({
    mutationFn: () => (member.suspended ? resumeStaff(member.id) : suspendStaff(member.id)),
    onSuccess: async () => {
      announce(member.suspended ? `${member.name}可以重新登录了。` : `${member.name}已停用，一分钟内失去全部权限。`)
      setAsking(false)
      await queries.invalidateQueries({ queryKey: ['staff'] })
    },
  })
  return (
    <li className="staff-row" data-suspended={member.suspended}>
      <div>
        <b>{member.name}</b>
        <span className="staff-role">
          {ROLE_WORDS[member.role]} · {member.orgName ?? orgName(member.org)}
        </span>
        <span className="staff-email">{member.email}</span>
      </div>
      <p className="staff-state">{member.suspended ? '已停用' : member.enrolled ? '在用' : '还没有设置第二道验证'}</p>
      {member.id === me.actor.id ? (
        <p className="hint">这是您自己</p>
      ) : asking ? (
        <div className="staff-ask">
          <p>停用{member.name}？他现有的登录一分钟内失效。</p>
          <button type="button" className="button button--danger" onClick={() => change.mutate()}>
            确定停用
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            不停用
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={`${member.suspended ? '恢复' : '停用'}${member.name}`}
          onClick={() => (member.suspended ? change.mutate() : setAsking(true))}
        >
          {member.suspended ? '恢复' : '停用'}
        </button>
      )}
      <ErrorNote error={change.error} />
    </li>
  )
}
