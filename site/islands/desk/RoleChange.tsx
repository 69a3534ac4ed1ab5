import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ENTERPRISE_ROLES, ROLES, type Role } from '#domain/access.ts'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { EnterpriseChoice, OfficeChoice } from './OrganisationChoice.tsx'
import { changeRole, type StaffMember } from './staff-client.ts'

const isFiler = (role: Role): boolean => (ENTERPRISE_ROLES as readonly Role[]).includes(role)

/** Proposes another role for a colleague; it takes effect when somebody else confirms. */
export function RoleChange({ member, onDone }: { member: StaffMember; onDone: () => void }) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [to, setTo] = useState({ role: member.role, org: member.org })
  const change = useMutation({
    mutationFn: () => changeRole(member.id, to),
    onSuccess: async () => {
      announce(`已提出给${member.name}调整岗位，等另一位管理员或审计员确认。`)
      await queries.invalidateQueries({ queryKey: ['grants'] })
      onDone()
    },
  })
  const choose = (role: Role) =>
    setTo({ role, org: isFiler(role) === isFiler(to.role) ? to.org : isFiler(role) ? '' : 'bureau' })
  const place = {
    value: to.org,
    onChange: (event: { target: { value: string } }) => setTo({ ...to, org: event.target.value }),
    problem: problemAt(change.error, 'org'),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!change.isPending) change.mutate()
  }
  return (
    <form className="staff-acts role-change" noValidate onSubmit={submit}>
      <ErrorNote error={change.error} fields={['role', 'org']} />
      <Field label="新岗位" problem={problemAt(change.error, 'role')}>
        {(aria) => (
          <select {...aria} className="input" value={to.role} onChange={(event) => choose(event.target.value as Role)}>
            {ROLES.map((role) => (
              <option value={role} key={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isFiler(to.role) ? <EnterpriseChoice {...place} /> : <OfficeChoice {...place} />}
      <p className="hint">确认以后原来的登录立即失效。换岗以前办过的件，换岗以后不能再办。</p>
      <div className="staff-acts">
        <button type="submit" className="button button--primary" aria-busy={change.isPending}>
          提出调整
        </button>
        <button type="button" className="button" onClick={onDone}>
          先不办
        </button>
      </div>
    </form>
  )
}
