import { useState } from 'react'
import { ErrorNote } from '../../Field.tsx'
import { longDue } from '../due.ts'
import { checkHeaders } from './age.ts'
import type { Identity, SeenRecipient } from './client.ts'
import { useAct } from './useAct.ts'

/** Tries an officer's own key on the headers of what names it: that it would open, without opening anything. */
export function HeaderCheck({ one, secrets }: { one: SeenRecipient; secrets: readonly string[] }) {
  const [said, setSaid] = useState('')
  const check = useAct(async () => setSaid(checkedWords(await checkHeaders(one.id, secrets))), '核对完了。')
  return (
    <>
      {one.unchecked > 0 && (
        <p>
          <button
            type="button"
            className="button"
            aria-busy={check.isPending}
            onClick={() => check.isPending || check.mutate(undefined)}
          >
            {check.isPending ? '正在核对…' : `核对封存（${one.unchecked} 份）`}
          </button>{' '}
          <span className="hint">每月一次：只试文件头打不打得开，不取出内容。</span>
        </p>
      )}
      {said && <p role="status">{said}</p>}
      <ErrorNote error={check.error} />
    </>
  )
}

/** What a check came to, in words. */
export function checkedWords({ opened, unopened }: { opened: number; unopened: number }): string {
  return `核对了 ${opened + unopened} 份，${unopened === 0 ? '都打得开' : `有 ${unopened} 份打不开，已告诉负责人`}。`
}

/** For a head: what names a key that does not open it, and what to do about it. */
export function UnopenedList({ identity }: { identity: Identity }) {
  if (identity.unopened.length === 0) return null
  const nameOf = (id: string) => {
    const one = identity.recipients.find((each) => each.id === id)
    return one?.officerName ?? one?.label ?? '离线托管'
  }
  return (
    <section aria-labelledby="unopened-title">
      <h2 id="unopened-title">打不开的封存</h2>
      <p className="hint">
        这些封存自称封给下面的密钥，核对时却打不开。请身份保密员用打得开的密钥做一次换钥；都打不开的，只能请举报人凭查询码重新留下身份。
      </p>
      <ul className="staff-list">
        {identity.unopened.map((one) => (
          <li className="staff-row" key={`${one.reference} ${one.recipientId}`}>
            <div>
              <b>{one.reference}</b>
              <span className="staff-role">
                {nameOf(one.recipientId)}的密钥打不开，{longDue(one.on)}核对
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
