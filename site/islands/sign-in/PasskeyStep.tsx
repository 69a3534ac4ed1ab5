import { useMutation } from '@tanstack/react-query'
import { PasskeyNote } from './PasskeyNote.tsx'
import { signInWithPasskey } from './passkey-client.ts'

/** The password was right; this account's second factor is a passkey. */
export function PasskeyStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onDone })
  return (
    <div className="sign-in-form">
      <p>密码正确。这个账号的第二道验证是通行密钥，请接着用它登录。</p>
      <PasskeyNote error={passkey.error} />
      <div className="form-end">
        <button
          type="button"
          className="button button--primary"
          aria-busy={passkey.isPending}
          onClick={() => passkey.mutate()}
        >
          用通行密钥登录
        </button>
        <button type="button" className="button" onClick={onBack}>
          换个账号
        </button>
      </div>
    </div>
  )
}
