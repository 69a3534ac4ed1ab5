import { useState } from 'react'
import { readPlain } from '#domain/identity/person.ts'
import { ErrorNote } from '../../Field.tsx'
import { openEnvelope } from './age.ts'
import { takeEnvelope } from './client.ts'
import { useAct } from './useAct.ts'

/** Takes the envelope out, once, and opens it here. What it says is shown until it is put away; it is kept nowhere. */
export function OpenedPerson({ id, isFresh, secrets }: { id: string; isFresh: boolean; secrets: readonly string[] }) {
  const [sealed, setSealed] = useState<string | null>(null)
  const [opened, setOpened] = useState<ReturnType<typeof readPlain> | null>(null)
  const [isLocked, setIsLocked] = useState(false)
  const read = async (envelope: string) => {
    const plain = await openEnvelope(secrets, envelope).catch(() => null)
    setIsLocked(plain === null)
    setOpened(plain && readPlain(new TextDecoder().decode(plain)))
  }
  const take = useAct(async () => {
    const answer = await takeEnvelope(id)
    setSealed(answer.sealed)
    await read(answer.sealed)
  }, '已打开，这一次已经记下。')
  if (!isFresh && !sealed) return null
  return (
    <div className="staff-acts">
      {!sealed && secrets.length === 0 && <p className="hint">请先在上面用口令解锁密钥，再取出。</p>}
      {!sealed && secrets.length > 0 && (
        <button type="button" className="button button--primary" onClick={() => take.mutate()}>
          取出并打开（只有一次）
        </button>
      )}
      {sealed && isLocked && (
        <>
          <p className="hint">这把密钥打不开这一份。换一把密钥解锁以后再试；离开本页，密文就没有了。</p>
          <button type="button" className="button" onClick={() => read(sealed)}>
            再试
          </button>
        </>
      )}
      {opened && (
        <div className="opened" role="status">
          {'text' in opened ? (
            <p>{opened.text}</p>
          ) : (
            <dl className="facts">
              {Object.entries({
                姓名: opened.person.name,
                电话: opened.person.phone,
                身份证号码: opened.person.idNumber,
              }).map(
                ([label, value]) =>
                  value && (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{value}</dd>
                    </div>
                  ),
              )}
            </dl>
          )}
          <button
            type="button"
            className="button"
            onClick={() => {
              setOpened(null)
              setSealed(null)
            }}
          >
            看完收起
          </button>
        </div>
      )}
      <ErrorNote error={take.error} />
    </div>
  )
}
