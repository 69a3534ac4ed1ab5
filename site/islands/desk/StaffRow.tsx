import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { InvitationLink } from './InvitationLink.tsx'
import { RoleChange } from './RoleChange.tsx'
import { useSession } from './session.ts'
import { inviteAgain, resumeStaff, type StaffMember, suspendStaff } from './staff-client.ts'

type Act = 'suspend' | 'invite' | 'role'

/** One colleague, and what the administrator may do: never to their own account. */
export function StaffRow({ member }: { member: StaffMember }) {
  const { me, orgName } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<Act | null>(null)
  const change = useMutation({
    mutationFn: (): Promise<unknown> => (member.suspended ? resumeStaff(member.id) : suspendStaff(member.id)),
    onSuccess: async () => {
      announce(
        member.suspended
          ? `已提出恢复${member.name}，等另一位管理员或审计员确认。`
          : `${member.name}已停用，一分钟内失去全部权限。`,
      )
      setAsking(null)
      for (const key of ['staff', 'grants']) await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  const again = useMutation({
    mutationFn: () => inviteAgain(member.id),
    onSuccess: async () => {
      setAsking(null)
      await queries.invalidateQueries({ queryKey: ['grants'] })
    },
  })
  const state = member.suspended ? '已停用' : member.enrolled ? '在用' : '还没有设置第二道验证'
  return (
    <li className="staff-row" data-suspended={member.suspended}>
      <div>
        <b>{member.name}</b>
        <span className="staff-role">
          {ROLE_WORDS[member.role]} · {member.orgName ?? orgName(member.org)}
        </span>
        <span className="staff-email">{member.email}</span>
        {member.ties.length > 0 && <span className="staff-email">长期回避：{member.ties.join('、')}</span>}
      </div>
      <p className="staff-state">{state}</p>
      {member.id === me.actor.id ? (
        <p className="hint">这是您自己</p>
      ) : asking === 'role' ? (
        <RoleChange member={member} onDone={() => setAsking(null)} />
      ) : asking ? (
        <div className="staff-acts">
          <p>
            {asking === 'suspend'
              ? `停用${member.name}？他现有的登录一分钟内失效。`
              : `重发邀请？${member.name}用新链接设好密码以后，旧密码和旧验证设备全部作废。`}
          </p>
          <button
            type="button"
            className="button button--danger"
            onClick={() => (asking === 'suspend' ? change : again).mutate()}
          >
            {asking === 'suspend' ? '确定停用' : '确定重发'}
          </button>
          <button type="button" className="button" onClick={() => setAsking(null)}>
            先不办
          </button>
        </div>
      ) : (
        <div className="staff-acts">
          <button
            type="button"
            className="button"
            aria-label={`${member.suspended ? '提议恢复' : '停用'}${member.name}`}
            onClick={() => (member.suspended ? change.mutate() : setAsking('suspend'))}
          >
            {member.suspended ? '提议恢复' : '停用'}
          </button>
          {!member.suspended && (
            <button
              type="button"
              className="button"
              aria-label={`给${member.name}调整岗位`}
              onClick={() => setAsking('role')}
            >
              调整岗位
            </button>
          )}
          {!member.suspended && (
            <button
              type="button"
              className="button"
              aria-label={`给${member.name}重发邀请`}
              onClick={() => setAsking('invite')}
            >
              重发邀请
            </button>
          )}
        </div>
      )}
      <ErrorNote error={change.error ?? again.error} />
      {again.data && <InvitationLink invitation={again.data} />}
    </li>
  )
}
