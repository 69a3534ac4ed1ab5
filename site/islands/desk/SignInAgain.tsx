import { useEffect, useRef } from 'react'
import { SignInSteps } from '../sign-in/SignInSteps.tsx'

/** Over the desk when the session ended. What stands typed behind it stays. */
export function SignInAgain({ name, onDone }: { name: string; onDone: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="sign-in-again"
      aria-labelledby="again-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="again-title">请重新登录</h2>
      <p>为了安全，{name}的登录已经失效。已经填写的内容都还在，登录后可以接着办。</p>
      <SignInSteps onDone={onDone} />
    </dialog>
  )
}
