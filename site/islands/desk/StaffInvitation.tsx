import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { ENTERPRISE_ROLES, ROLES, type Role } from '#domain/access.ts'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useFields } from './fields.ts'
import { InvitationLink } from './InvitationLink.tsx'
import { EnterpriseChoice, OfficeChoice } from './OrganisationChoice.tsx'
import { inviteStaff } from './staff-client.ts'
import { useWrongField } from './wrong-field.ts'

const EMPTY = { email: '', name: '', role: '' as Role, org: 'bureau' }

const isFiler = (role: Role): boolean => (ENTERPRISE_ROLES as readonly Role[]).includes(role)

/** Invites a colleague, or somebody who files for an enterprise: the link is shown once, to be handed over in person. */
export function StaffInvitation() {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const { values, setValues, text } = useFields(EMPTY)
  const invitation = useMutation({
    mutationFn: inviteStaff,
    onSuccess: async (_, sent) => {
      announce(`已提出邀请${sent.name}。`)
      setValues(EMPTY)
      await queries.invalidateQueries({ queryKey: ['grants'] })
    },
  })
  const form = useWrongField(invitation.error)
  const files = isFiler(values.role)
  const choose = (role: Role) =>
    // A place of one sort is none of the other.
    setValues({ ...values, role, org: isFiler(role) === files ? values.org : isFiler(role) ? '' : 'bureau' })
  const wrong = (path: string) => problemAt(invitation.error, path)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!invitation.isPending) invitation.mutate(values)
  }
  return (
    <section className="sheet" aria-labelledby="invite-title">
      <h2 id="invite-title">邀请同事或企业人员</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ErrorNote error={invitation.error} fields={['email', 'name', 'role', 'org']} />
        <Field label="姓名" problem={wrong('name')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" {...text('name')} />}
        </Field>
        <Field label="单位邮箱" hint="用来登录" problem={wrong('email')}>
          {(aria) => <input {...aria} className="input" type="email" autoComplete="off" {...text('email')} />}
        </Field>
        <Field label="岗位" problem={wrong('role')}>
          {(aria) => (
            <select
              {...aria}
              className="input"
              value={values.role}
              onChange={(event) => choose(event.target.value as Role)}
            >
              <option value="">请选择</option>
              {ROLES.map((role) => (
                <option value={role} key={role}>
                  {ROLE_WORDS[role]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {files ? (
          <EnterpriseChoice {...text('org')} problem={wrong('org')} />
        ) : (
          <OfficeChoice {...text('org')} problem={wrong('org')} />
        )}
        <button type="submit" className="button button--primary" aria-busy={invitation.isPending}>
          提出邀请
        </button>
      </form>
      {invitation.data && <InvitationLink invitation={invitation.data} />}
    </section>
  )
}
