import { type FormEvent, useState } from 'react'
import { ErrorNote, Field } from '../../Field.tsx'
import { answerDrill, beginDrill } from './client.ts'
import { save } from './save.ts'
import { useAct } from './useAct.ts'

/** Proves that the key in escrow still opens: a message for it alone, opened offline, its answer typed in here. */
export function Drill({ id }: { id: string }) {
  const [answer, setAnswer] = useState('')
  const begin = useAct(async () => save('drill.age', (await beginDrill(id)).message), '演练密文已下载。')
  const end = useAct(() => answerDrill(id, answer), '演练成功，托管密钥打得开。')
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
      <ErrorNote error={begin.error ?? end.error} />
    </details>
  )
}
