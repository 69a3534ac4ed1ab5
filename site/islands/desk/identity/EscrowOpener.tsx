import { type FormEvent, useRef, useState } from 'react'
import { Field } from '../../Field.tsx'
import { SecretField } from '../../SecretField.tsx'
import { escrowSecrets } from './age.ts'
import type { SeenRecipient } from './client.ts'

/**
 * The key in escrow, brought by whoever keeps it: read into the memory of this page for one act and forgotten after it.
 * Neither the file nor its passphrase is sent anywhere.
 */
export function EscrowOpener(props: {
  recipients: readonly SeenRecipient[]
  label: string
  isBusy: boolean
  onKey: (secrets: string[]) => Promise<unknown>
}) {
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (props.isBusy) return
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(typed.trim())
    const found = await escrowSecrets(bytes, passphrase, props.recipients)
    setProblem(typeof found === 'string' ? found : undefined)
    if (typeof found === 'string') return
    try {
      await props.onKey(found)
    } finally {
      setFile(null)
      setPassphrase('')
      setTyped('')
      form.current?.reset()
    }
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <p className="hint">密钥文件和口令只在本页里用，不发给服务器；用完本页就忘掉。请托管人本人在场。</p>
      <Field label="托管密钥文件" hint="age-keygen 生成的文件，加了口令的也行" problem={problem}>
        {(aria) => <input {...aria} type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
      </Field>
      <SecretField label="文件的口令" hint="文件没有口令就不填" optional value={passphrase} onChange={setPassphrase} />
      <SecretField
        label="没有文件，照纸上抄"
        hint="AGE-SECRET-KEY-1 开头的一行"
        optional
        value={typed}
        onChange={setTyped}
      />
      <button type="submit" className="button button--primary" aria-busy={props.isBusy}>
        {props.isBusy ? '正在进行…' : props.label}
      </button>
    </form>
  )
}
