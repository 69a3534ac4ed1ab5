import { type FormEvent, useState } from 'react'
import { ErrorNote, Field, problemAt } from '../../Field.tsx'
import { SecretField } from '../../SecretField.tsx'
import { makeKey, PASSPHRASE_MIN } from './age.ts'
import { addRecipient } from './client.ts'
import { save } from './save.ts'
import { useAct } from './useAct.ts'

/** Two ways to a key: one's own, made here, or the public half of one that is kept offline. */
export function KeyAdding() {
  return (
    <section aria-labelledby="adding-title">
      <h2 id="adding-title">登记公钥</h2>
      <OwnKey />
      <EscrowKey />
    </section>
  )
}

function OwnKey() {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isKept, setIsKept] = useState(false)
  const [problem, setProblem] = useState<string>()
  const add = useAct(async () => {
    const { recipient, wrapped } = await makeKey(passphrase)
    if (isKept) save('identity-key.age', wrapped)
    await addRecipient({ kind: 'officer', recipient, ...(!isKept && { wrapped }) })
    setPassphrase('')
    setAgain('')
  }, '密钥已生成，公钥等负责人核对。')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const why =
      passphrase.length < PASSPHRASE_MIN
        ? `口令至少 ${PASSPHRASE_MIN} 个字符，建议用几个不相干的词。`
        : passphrase !== again
          ? '两次写的口令不一样。'
          : undefined
    setProblem(why)
    if (!why && !add.isPending) add.mutate()
  }
  return (
    <details className="adding">
      <summary>生成我的密钥</summary>
      <form onSubmit={submit} noValidate>
        <p className="hint">密钥在这个浏览器里生成，用口令加密后才离开。口令忘了找不回来，只能靠离线托管。</p>
        <SecretField
          label="口令"
          problem={problem}
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        <SecretField label="再写一遍口令" autoComplete="new-password" value={again} onChange={setAgain} />
        <label className="choice">
          <input type="checkbox" checked={isKept} onChange={(event) => setIsKept(event.target.checked)} />
          密钥文件由我自己保管（下载），不放在服务器上
        </label>
        <button type="submit" className="button button--primary" aria-busy={add.isPending}>
          {add.isPending ? '正在生成…' : '生成并登记'}
        </button>
        <ErrorNote error={add.error} />
      </form>
    </details>
  )
}

function EscrowKey() {
  const [recipient, setRecipient] = useState('')
  const [label, setLabel] = useState('')
  const add = useAct(async () => {
    await addRecipient({ kind: 'escrow', recipient, ...(label && { label }) })
    setRecipient('')
    setLabel('')
  }, '托管公钥已登记，等负责人核对。')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!add.isPending) add.mutate()
  }
  return (
    <details className="adding">
      <summary>登记离线托管的公钥</summary>
      <form onSubmit={submit} noValidate>
        <p className="hint">
          在不联网的机器上运行 <code>age-keygen</code>，私钥打印封存，这里只填公钥（age1 开头）。
        </p>
        <Field label="公钥" problem={problemAt(add.error, 'recipient')}>
          {(aria) => (
            <input
              {...aria}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={recipient}
              onChange={(event) => setRecipient(event.target.value)}
            />
          )}
        </Field>
        <Field label="保管处" hint="例如：档案室保险柜，两把钥匙由两人分管" optional>
          {(aria) => (
            <input
              {...aria}
              className="input"
              maxLength={60}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button button--primary">
          登记
        </button>
        <ErrorNote error={add.error} fields={['recipient']} />
      </form>
    </details>
  )
}
