import { type FormEvent, useState } from 'react'
import { RECIPIENT_KINDS, type RecipientKind } from '#domain/identity/recipient.ts'
import { OPENED_WITH_WORDS, REWRAP_STATE_WORDS } from '#domain/words/zh/identity.ts'
import { ErrorNote, Field, problemAt } from '../../Field.tsx'
import { useSession } from '../session.ts'
import { rewrapAll } from './age.ts'
import { approveRewrap, askRewrap, type Identity, type SeenRewrap } from './client.ts'
import { EscrowOpener } from './EscrowOpener.tsx'
import { useAct } from './useAct.ts'

/** Sealing everything anew to the keys of today, after somebody left or joined. */
export function Rewraps({ identity, secrets }: { identity: Identity; secrets: readonly string[] }) {
  const { role } = useSession().me.actor
  const [text, setText] = useState('')
  const [openedWith, setOpenedWith] = useState<RecipientKind>('officer')
  const ask = useAct(async () => {
    await askRewrap({ text, openedWith })
    setText('')
  }, '已申请换钥，请告诉负责人在 10 分钟内批准。')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ask.isPending) ask.mutate()
  }
  return (
    <section aria-labelledby="rewraps-title">
      <h2 id="rewraps-title">换钥</h2>
      <p className="hint">
        有人离开或新来时，把封存的改封给现在的公钥。还有 {identity.envelopes.stale}{' '}
        份不是封给现在这几把的。身份保密员的密钥都丢了，就请托管人带离线密钥来，在保密员的浏览器里打开。
      </p>
      {role === 'officer' && identity.envelopes.stale > 0 && (
        <form className="asking" onSubmit={submit} noValidate>
          <Field label="为什么换" problem={problemAt(ask.error, 'text')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={500}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Field label="用哪把密钥打开旧的">
            {(aria) => (
              <select
                {...aria}
                className="input"
                value={openedWith}
                onChange={(event) => setOpenedWith(event.target.value as RecipientKind)}
              >
                {RECIPIENT_KINDS.map((kind) => (
                  <option value={kind} key={kind}>
                    {OPENED_WITH_WORDS[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <button type="submit" className="button">
            申请换钥
          </button>
          <ErrorNote error={ask.error} fields={['text']} />
        </form>
      )}
      <ul className="staff-list">
        {identity.rewraps.map((one) => (
          <RewrapRow one={one} identity={identity} secrets={secrets} key={one.id} />
        ))}
      </ul>
    </section>
  )
}

function RewrapRow(props: { one: SeenRewrap; identity: Identity; secrets: readonly string[] }) {
  const { one, identity, secrets } = props
  const [said, setSaid] = useState('')
  const approve = useAct(() => approveRewrap(one.id), '已批准换钥，一小时内有效。')
  const run = useAct(async (keys: readonly string[]) => {
    const told = (done: number, unopened: number) =>
      setSaid(
        `已换 ${done} 份${unopened > 0 ? `，有 ${unopened} 份这把密钥打不开，请另一位身份保密员来换，或者申请用离线托管的密钥打开` : ''}。`,
      )
    const { done, unopened } = await rewrapAll(one.id, keys, told)
    told(done, unopened)
  }, '换钥跑完了。')
  const isOwn = one.mine && one.state === 'running' && one.openedWith === 'officer'
  return (
    <li className="staff-row">
      <div>
        <b>{one.text}</b>
        <span className="staff-role">
          {one.askedByName}申请于 {one.askedAt.slice(5, 16).replace('T', ' ')}
          {one.approvedByName && `，${one.approvedByName}批准`}
          {one.openedWith === 'escrow' && `，${OPENED_WITH_WORDS.escrow}`}
          {one.resealed > 0 && `，换了 ${one.resealed} 份`}
        </span>
      </div>
      <p className="staff-state">{REWRAP_STATE_WORDS[one.state]}</p>
      <div className="staff-acts">
        {one.mayApprove && (
          <button type="button" className="button button--primary" onClick={() => approve.mutate()}>
            批准换钥
          </button>
        )}
        {one.mine && one.state === 'running' && one.openedWith === 'escrow' && (
          <EscrowOpener
            recipients={identity.recipients}
            label="打开并换钥"
            isBusy={run.isPending}
            onKey={(keys) => run.mutateAsync(keys).catch(() => undefined)}
          />
        )}
        {isOwn && secrets.length === 0 && <p className="hint">请先在上面用口令解锁密钥。</p>}
        {isOwn && secrets.length > 0 && (
          <button
            type="button"
            className="button"
            aria-busy={run.isPending}
            onClick={() => run.isPending || run.mutate(secrets)}
          >
            {run.isPending ? '正在换…' : '开始换钥'}
          </button>
        )}
        {said && <p role="status">{said}</p>}
      </div>
      <ErrorNote error={approve.error ?? run.error} />
    </li>
  )
}
