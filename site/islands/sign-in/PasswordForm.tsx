import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type NextStep, signIn } from '../../client.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { SecretField } from '../SecretField.tsx'
import { PasskeyNote } from './PasskeyNote.tsx'
import { canUsePasskey, signInWithPasskey } from './passkey-client.ts'

/** E-mail and password, or a passkey alone. */
export function PasswordForm({ onNext }: { onNext: (next: NextStep, password: string) => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  // What is sent is handed over at the press: a closure may still hold what stood there a keystroke ago.
  const byPassword = useMutation({
    mutationFn: (typed: { email: string; password: string }) => signIn(typed.email, typed.password),
    onSuccess: ({ next }, typed) => onNext(next, typed.password),
  })
  const byPasskey = useMutation({ mutationFn: signInWithPasskey, onSuccess: () => onNext('done', '') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!byPassword.isPending) byPassword.mutate({ email, password })
  }
  return (
    <form className="sign-in-form" noValidate onSubmit={submit}>
      <ErrorNote error={byPassword.error} fields={['email', 'password']} />
      <Field label="单位邮箱" problem={problemAt(byPassword.error, 'email')}>
        {(aria) => (
          <input
            {...aria}
            className="input"
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <SecretField
        label="密码"
        problem={problemAt(byPassword.error, 'password')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <div className="form-end">
        <button type="submit" className="button button--primary" aria-busy={byPassword.isPending}>
          {byPassword.isPending ? '正在核对…' : '登录'}
        </button>
        {canUsePasskey() && (
          <button type="button" className="button" onClick={() => byPasskey.mutate()}>
            用通行密钥登录
          </button>
        )}
      </div>
      <PasskeyNote error={byPasskey.error} />
    </form>
  )
}
