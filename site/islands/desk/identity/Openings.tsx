import type { FormEvent } from 'react'
import { OPENING_REASONS } from '#domain/identity/opening.ts'
import { OPENING_REASON_WORDS, OPENING_STATE_WORDS } from '#domain/words/zh/identity.ts'
import { ErrorNote, Field, problemAt } from '../../Field.tsx'
import { useFields } from '../fields.ts'
import { useSession } from '../session.ts'
import { askOpening, decideOpening, type Identity, type SeenOpening } from './client.ts'
import { OpenedPerson } from './OpenedPerson.tsx'
import { useAct } from './useAct.ts'

/** Requests to open: an officer asks, a head decides, the officer opens. */
export function Openings({ identity, secrets }: { identity: Identity; secrets: readonly string[] }) {
  const { role } = useSession().me.actor
  return (
    <section aria-labelledby="openings-title">
      <h2 id="openings-title">打开身份的申请</h2>
      {role === 'officer' && <AskForm />}
      {identity.openings.length === 0 && <p className="hint">没有申请。</p>}
      <ul className="staff-list">
        {identity.openings.map((one) => (
          <OpeningRow one={one} secrets={secrets} key={one.id} />
        ))}
      </ul>
    </section>
  )
}

function AskForm() {
  const { values, setValues, text: bind } = useFields({ reference: '', reason: '', text: '' })
  const ask = useAct(async () => {
    await askOpening(values)
    setValues({ reference: '', reason: '', text: '' })
  }, '已申请，请告诉负责人在 10 分钟内批准。')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ask.isPending) ask.mutate()
  }
  return (
    <form className="asking" onSubmit={submit} noValidate>
      <Field label="举报编号" hint="承办人给您的编号，T- 开头" problem={problemAt(ask.error, 'reference')}>
        {(aria) => <input {...aria} className="input" autoComplete="off" {...bind('reference')} />}
      </Field>
      <Field label="理由" problem={problemAt(ask.error, 'reason')}>
        {(aria) => (
          <select {...aria} className="input" {...bind('reason')}>
            <option value="">请选择</option>
            {OPENING_REASONS.map((reason) => (
              <option value={reason} key={reason}>
                {OPENING_REASON_WORDS[reason]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="写明为什么" hint="负责人据此批准，会留档。" problem={problemAt(ask.error, 'text')}>
        {(aria) => <textarea {...aria} className="input" rows={2} maxLength={500} {...bind('text')} />}
      </Field>
      <button type="submit" className="button button--primary">
        申请打开
      </button>
      <ErrorNote error={ask.error} fields={['reference', 'reason', 'text']} />
    </form>
  )
}

function OpeningRow({ one, secrets }: { one: SeenOpening; secrets: readonly string[] }) {
  const decide = useAct((approved: boolean) => decideOpening(one.id, approved), '已处理。')
  return (
    <li className="staff-row">
      <div>
        <b>
          {one.reference ?? '一件举报'} · {OPENING_REASON_WORDS[one.reason]}
        </b>
        {one.text && <span>{one.text}</span>}
        <span className="staff-role">
          {one.askedByName}申请于 {clock(one.askedAt)}
          {one.decidedByName && `，${one.decidedByName}处理于 ${clock(one.decidedAt)}`}
          {one.openedAt && `，打开于 ${clock(one.openedAt)}`}
        </span>
      </div>
      <p className="staff-state">
        {OPENING_STATE_WORDS[one.state]}
        {one.until && `，最迟 ${new Date(one.until).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai' })}`}
      </p>
      {one.mayDecide && (
        <div className="staff-acts">
          <button type="button" className="button button--primary" onClick={() => decide.mutate(true)}>
            批准打开
          </button>
          <button type="button" className="button" onClick={() => decide.mutate(false)}>
            不同意
          </button>
        </div>
      )}
      {one.mine && (one.state === 'approved' || one.state === 'opened') && (
        <OpenedPerson id={one.id} isFresh={one.state === 'approved'} secrets={secrets} />
      )}
      <ErrorNote error={decide.error} />
    </li>
  )
}

const clock = (at: string | null) => (at ?? '').slice(5, 16).replace('T', ' ')
