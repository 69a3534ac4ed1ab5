import { ErrorNote } from '../Field.tsx'

/** What went wrong with a passkey; giving up is no fault. */
export function PasskeyNote({ error }: { error: unknown }) {
  if (error instanceof DOMException)
    return (
      <p className="hint" role="status">
        没有用上通行密钥（已取消，或者这台设备上没有）。可以再试，也可以用密码登录。
      </p>
    )
  return <ErrorNote error={error} />
}
