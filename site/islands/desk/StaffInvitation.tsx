import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { STAFF_ROLES, type StaffRole } from '#domain/access.ts'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { inviteStaff } from '../../client.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { InvitationLink } from './InvitationLink.tsx'
import { useSession } from './session.ts'

const EMPTY = { email: '', name: '', role: '' as StaffRole, org: 'bureau' }

/** Invites a colleague: the link is shown once, to be handed over in person. */
export function StaffInvitation() {
  const { choices, bureauName } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState(EMPTY)
  const invitation = useMutation({
    mutationFn: inviteStaff,
    onSuccess: async (_, sent) => {
      announce(`已邀请${sent.name}。`)
      setValues(EMPTY)
      await queries.invalidateQueries({ queryKey: ['staff'] })
    },
  })
  useEffect(() => {
    if (invitation.error) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [invitation.error])
  const text = (name: keyof typeof EMPTY) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  })
  const wrong = (path: string) => problemAt(invitation.error, path)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!invitation.isPending) invitation.mutate(values)
  }
  return (
    <section className="sheet" aria-labelledby="invite-title">
      <h2 id="invite-title">邀请同事</h2>
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
            <select {...aria} className="input" {...text('role')}>
              <option value="">请选择</option>
              {STAFF_ROLES.map((role) => (
                <option value={role} key={role}>
                  {ROLE_WORDS[role]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="单位" problem={wrong('org')}>
          {(aria) => (
            <select {...aria} className="input" {...text('org')}>
              <option value="bureau">{bureauName}</option>
              <optgroup label="部门">
                {choices.departments.map(({ id, name }) => (
                  <option value={id} key={id}>
                    {name}
                  </option>
                ))}
              </optgroup>
              <optgroup label="街道办事处">
                {choices.streets.map(({ code, name }) => (
                  <option value={code} key={code}>
                    {name}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </Field>
        <button type="submit" className="button button--primary" aria-busy={invitation.isPending}>
          生成邀请链接
        </button>
      </form>
      {invitation.data && <InvitationLink link={invitation.data.link} />}
    </section>
  )
}
