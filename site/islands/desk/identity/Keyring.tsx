import { type FormEvent, useState } from 'react'
import { Field } from '../../Field.tsx'
import { SecretField } from '../../SecretField.tsx'
import { unlock } from './age.ts'
import type { SeenRecipient, WrappedKey } from './client.ts'
import { HeaderCheck } from './HeaderCheck.tsx'

/** The officer's own secret keys, unlocked by their passphrase into the memory of this page. */
export function Keyring(props: {
  keys: WrappedKey[]
  recipients: readonly SeenRecipient[]
  secrets: readonly string[]
  onUnlock: (secrets: string[]) => void
}) {
  const [passphrase, setPassphrase] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    const wrapped = [...props.keys.flatMap((key) => key.wrapped ?? []), ...(file ? [await file.text()] : [])]
    const tried = await Promise.all(wrapped.map((one) => unlock(one, passphrase).catch(() => [])))
    const secrets = tried.flat()
    setIsBusy(false)
    setPassphrase('')
    setProblem(secrets.length === 0 ? '没有打开：口令不对，或者没有选密钥文件。' : undefined)
    if (secrets.length > 0) props.onUnlock(secrets)
  }
  return (
    <section aria-labelledby="keyring-title">
      <h2 id="keyring-title">我的密钥</h2>
      {props.secrets.length > 0 ? (
        <>
          <p>
            密钥已在本页解锁，离开本页就锁上。{' '}
            <button type="button" className="button" onClick={() => props.onUnlock([])}>
              现在锁上
            </button>
          </p>
          {props.recipients.map((one) => one.mine && <HeaderCheck one={one} secrets={props.secrets} key={one.id} />)}
        </>
      ) : (
        <form onSubmit={submit} className="keyring">
          <SecretField
            label="口令"
            hint="只在这个浏览器里用，不发给服务器。"
            problem={problem}
            value={passphrase}
            onChange={setPassphrase}
          />
          {props.keys.some(({ wrapped }) => wrapped === null) && (
            <Field label="密钥文件" hint="自己保管的 identity-key.age" optional>
              {(aria) => <input {...aria} type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
            </Field>
          )}
          <button type="submit" className="button" aria-busy={isBusy}>
            {isBusy ? '正在解锁…' : '解锁'}
          </button>
        </form>
      )}
    </section>
  )
}
