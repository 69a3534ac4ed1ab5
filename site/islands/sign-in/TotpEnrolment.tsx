import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { confirmTotp, startTotp } from '../../client.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { SecretField } from '../SecretField.tsx'
import { QrCode } from './QrCode.tsx'

type Props = { password: string; onDone: () => void; onBack: () => void }

/** Takes an authenticator app into use: the secret, one code to prove it works, and the spare codes. */
export function TotpEnrolment({ password: known, onDone, onBack }: Props) {
  const [password, setPassword] = useState(known)
  const [code, setCode] = useState('')
  const started = useMutation({ mutationFn: startTotp })
  const confirmed = useMutation({ mutationFn: confirmTotp })
  const { mutate: start } = started
  useEffect(() => {
    if (known) start(known)
  }, [known, start])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (started.data) confirmed.mutate(code.replace(/\s/g, ''))
    else started.mutate(password)
  }
  if (confirmed.isSuccess) return <BackupCodes codes={started.data?.backupCodes ?? []} onDone={onDone} />
  if (!started.data)
    return (
      <form className="sign-in-form" noValidate onSubmit={submit}>
        <h2>身份验证器</h2>
        <ErrorNote error={started.error} fields={['password']} />
        <SecretField
          label="再输入一次密码"
          problem={problemAt(started.error, 'password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <div className="form-end">
          <button type="submit" className="button button--primary" aria-busy={started.isPending}>
            继续
          </button>
          <button type="button" className="button" onClick={onBack}>
            换一种
          </button>
        </div>
      </form>
    )
  return (
    <form className="sign-in-form" noValidate onSubmit={submit}>
      <h2>身份验证器</h2>
      <p>用手机的身份验证器扫这个码；扫不了就选「手动输入密钥」，填入下面这串字符。</p>
      <QrCode text={started.data.uri} label="身份验证器的二维码" />
      <p className="totp-secret">{started.data.secret.match(/.{1,4}/g)?.join(' ')}</p>
      <p>
        正在用手机看这一页的，可以<a href={started.data.uri}>直接在验证器里打开</a>。
      </p>
      <ErrorNote error={confirmed.error} fields={['code']} />
      <Field label="验证器显示的六位数字" problem={problemAt(confirmed.error, 'code')}>
        {(aria) => (
          <input
            {...aria}
            className="input code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={9}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button--primary" aria-busy={confirmed.isPending}>
        确认
      </button>
    </form>
  )
}

function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div className="backup-codes">
      <h2>请抄下备用码</h2>
      <p>手机丢了，可以用备用码登录，每个只能用一次。只显示这一次，请抄在纸上收好。</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <button type="button" className="button button--primary" onClick={onDone}>
        抄好了，进入办件台
      </button>
    </div>
  )
}
