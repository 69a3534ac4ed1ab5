import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { sendTotp } from '../../client.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'

/** The second factor at sign-in: six digits, sent as soon as the sixth is there. */
export function TotpForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [code, setCode] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const totp = useMutation({
    mutationFn: sendTotp,
    onSuccess: onDone,
    onError: () => {
      setCode('')
      input.current?.focus()
    },
  })
  useEffect(() => input.current?.focus(), [])
  const type = (typed: string) => {
    const digits = typed.replace(/\s/g, '')
    setCode(digits)
    if (/^\d{6}$/.test(digits) && !totp.isPending) totp.mutate(digits)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!totp.isPending) totp.mutate(code)
  }
  return (
    <form className="sign-in-form" noValidate onSubmit={submit}>
      <ErrorNote error={totp.error} fields={['code']} />
      <Field
        label="验证码"
        hint="打开手机上的身份验证器，输入六位数字。手机不在身边时，可以输入备用码。"
        problem={problemAt(totp.error, 'code')}
      >
        {(aria) => (
          <input
            {...aria}
            ref={input}
            className="input code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => type(event.target.value)}
          />
        )}
      </Field>
      <div className="form-end">
        <button type="submit" className="button button--primary" aria-busy={totp.isPending}>
          {totp.isPending ? '正在核对…' : '继续'}
        </button>
        <button type="button" className="button" onClick={onBack}>
          换个账号
        </button>
      </div>
    </form>
  )
}
