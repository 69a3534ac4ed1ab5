import { type FormEvent, useState } from 'react'
import { ErrorNote, Field } from '../../Field.tsx'
import { answerIn, checkHeaders } from './age.ts'
import { answerDrill, beginDrill, type SeenRecipient } from './client.ts'
import { EscrowOpener } from './EscrowOpener.tsx'
import { checkedWords } from './HeaderCheck.tsx'
import { save } from './save.ts'
import { useAct } from './useAct.ts'

/**
 * Proves that the key in escrow still opens: a message for it alone, opened offline and its answer typed in here, or
 * opened in this page the way it would open everything when no officer's key is left; then also tried on every envelope
 * that names it.
 */
export function Drill({ one }: { one: SeenRecipient }) {
  const { id } = one
  const [answer, setAnswer] = useState('')
  const [said, setSaid] = useState('')
  const begin = useAct(async () => save('drill.age', (await beginDrill(id)).message), '演练密文已下载。')
  const end = useAct(() => answerDrill(id, answer), '演练成功，托管密钥打得开。')
  const here = useAct(async (secrets: readonly string[]) => {
    const { message } = await beginDrill(id)
    await answerDrill(id, await answerIn(message, secrets))
    setSaid(checkedWords(await checkHeaders(id, secrets)))
  }, '演练成功，托管密钥打得开。')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    end.mutate(undefined, { onSuccess: () => setAnswer('') })
  }
  return (
    <details className="drill">
      <summary>演练</summary>
      <p className="hint">
        下载演练密文，在离线的机器上用托管密钥打开（<code>age -d -i 密钥文件 drill.age</code>），把答案填回来。
      </p>
      <button type="button" className="button" onClick={() => begin.mutate()}>
        下载演练密文
      </button>
      <form onSubmit={submit}>
        <Field label="解出来的答案">
          {(aria) => (
            <input
              {...aria}
              className="input"
              autoComplete="off"
              value={answer}
              onChange={(event) => setAnswer(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button">
          核对答案
        </button>
      </form>
      <details>
        <summary>或者托管人在这里用密钥文件打开</summary>
        <EscrowOpener
          recipients={[one]}
          label="打开演练密文"
          isBusy={here.isPending}
          onKey={(secrets) => here.mutateAsync(secrets).catch(() => undefined)}
        />
        {said && <p role="status">{said}</p>}
      </details>
      <ErrorNote error={begin.error ?? end.error ?? here.error} />
    </details>
  )
}
