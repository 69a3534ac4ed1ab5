import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { PasskeyNote } from './PasskeyNote.tsx'
import { canUsePasskey, registerPasskey } from './passkey-client.ts'
import { TotpEnrolment } from './TotpEnrolment.tsx'

/** Before anything else: a second factor, of which one suffices. */
export function Enrolment({ password, onDone }: { password: string; onDone: () => void }) {
  const [way, setWay] = useState<'totp' | null>(null)
  const passkey = useMutation({ mutationFn: () => registerPasskey('办公设备'), onSuccess: onDone })
  if (way === 'totp') return <TotpEnrolment password={password} onDone={onDone} onBack={() => setWay(null)} />
  return (
    <div className="enrolment">
      <h2>设置第二道验证</h2>
      <p>只有密码不够。请选一种第二道验证，设好以后才能进入办件台。</p>
      <ul className="ways">
        {canUsePasskey() && (
          <li>
            <button type="button" className="button" aria-busy={passkey.isPending} onClick={() => passkey.mutate()}>
              <b>通行密钥</b>
              <span>用这台设备的指纹、人脸或开机密码，以后一步登录</span>
            </button>
          </li>
        )}
        <li>
          <button type="button" className="button" onClick={() => setWay('totp')}>
            <b>身份验证器</b>
            <span>手机上的验证器应用，每次登录输入六位数字</span>
          </button>
        </li>
      </ul>
      <PasskeyNote error={passkey.error} />
    </div>
  )
}
