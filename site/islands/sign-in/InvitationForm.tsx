import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { PASSWORD_MIN } from '#domain/password.ts'
import { ApiError, acceptInvitation } from '../../client.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { SecretField } from '../SecretField.tsx'

type Props = { token: string; onAccepted: (password: string) => void }

/** Somebody invited chooses their password; name and e-mail are asked only where the invitation has none. */
export function InvitationForm({ token, onAccepted }: Props) {
  const [about, setAbout] = useState({ name: '', email: '' })
  const [asked, setAsked] = useState<string[]>([])
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [differs, setDiffers] = useState(false)
  const accepted = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: (_, sent) => onAccepted(sent.password),
    onError: (error) => {
      if (!(error instanceof ApiError)) return
      const paths = error.problems.map((problem) => problem.path)
      setAsked((before) => [...new Set([...before, ...paths.filter((path) => path === 'name' || path === 'email')])])
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffers(password !== repeated)
    if (password !== repeated || accepted.isPending) return
    accepted.mutate({
      token,
      password,
      ...(about.name && { name: about.name }),
      ...(about.email && { email: about.email }),
    })
  }
  return (
    <form className="sign-in-form" noValidate onSubmit={submit}>
      <p>您受邀使用办件台。请设一个密码，接着设置第二道验证。</p>
      <ErrorNote error={accepted.error} fields={['name', 'email', 'password']} />
      {asked.includes('name') && (
        <Field label="姓名" problem={problemAt(accepted.error, 'name')}>
          {(aria) => (
            <input
              {...aria}
              className="input"
              autoComplete="name"
              value={about.name}
              onChange={(event) => setAbout({ ...about, name: event.target.value })}
            />
          )}
        </Field>
      )}
      {asked.includes('email') && (
        <Field label="单位邮箱" hint="以后用它登录" problem={problemAt(accepted.error, 'email')}>
          {(aria) => (
            <input
              {...aria}
              className="input"
              type="email"
              autoComplete="username"
              value={about.email}
              onChange={(event) => setAbout({ ...about, email: event.target.value })}
            />
          )}
        </Field>
      )}
      <SecretField
        label="密码"
        hint={`至少 ${PASSWORD_MIN} 个字符。几个不相干的词连成一句，好记又安全。`}
        problem={problemAt(accepted.error, 'password')}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
      />
      <SecretField
        label="再输入一次密码"
        problem={differs ? '两次输入的密码不一样。' : undefined}
        autoComplete="new-password"
        value={repeated}
        onChange={setRepeated}
      />
      <button type="submit" className="button button--primary" aria-busy={accepted.isPending}>
        {accepted.isPending ? '正在设置…' : '设好密码'}
      </button>
    </form>
  )
}
