import { useState } from 'react'
import { RECIPIENT_KIND_WORDS } from '#domain/words/zh/identity.ts'
import { ErrorNote } from '../../Field.tsx'
import { longDue } from '../due.ts'
import { useSession } from '../session.ts'
import { confirmRecipient, type Identity, retireRecipient, type SeenRecipient } from './client.ts'
import { Drill } from './Drill.tsx'
import { useAct } from './useAct.ts'

/** Every key there ever was, with what may be done about it. */
export function Recipients({ identity }: { identity: Identity }) {
  return (
    <section aria-labelledby="recipients-title">
      <h2 id="recipients-title">收件公钥</h2>
      {identity.recipients.length === 0 && <p className="hint">还没有登记公钥。</p>}
      <ul className="staff-list">
        {identity.recipients.map((one) => (
          <RecipientRow one={one} key={one.id} />
        ))}
      </ul>
    </section>
  )
}

function RecipientRow({ one }: { one: SeenRecipient }) {
  const { role } = useSession().me.actor
  const [asking, setAsking] = useState<'confirm' | 'retire' | null>(null)
  const confirm = useAct(() => confirmRecipient(one.id), '公钥已启用。')
  const retire = useAct(() => retireRecipient(one.id), '公钥已停用，新的举报不再封给它。')
  const isOpen = one.retiredOn === null
  const name = one.kind === 'officer' ? one.officerName : (one.label ?? '未写保管处')
  return (
    <li className="staff-row" data-suspended={!one.valid}>
      <div>
        <b>
          {RECIPIENT_KIND_WORDS[one.kind]} · {name}
        </b>
        <code className="fingerprint">{one.fingerprint}</code>
        <span className="staff-role">
          {one.addedByName}登记于{longDue(one.addedOn)}
          {one.confirmedByName && `，${one.confirmedByName}核对启用`}
        </span>
        {one.kind === 'escrow' && isOpen && one.validFrom && (
          <span className={one.drillOverdue ? 'overdue' : 'staff-role'}>
            {one.drilledOn ? `上次演练 ${longDue(one.drilledOn)}` : '还没有演练过'}
            {one.drillDue && `，${one.drillOverdue ? '已超过' : '下次最迟'} ${longDue(one.drillDue)}`}
          </span>
        )}
        {one.valid && one.unchecked > 0 && (
          <span className="staff-role">这个月还有 {one.unchecked} 份没有用这把核对过打不打得开</span>
        )}
      </div>
      <p className="staff-state">{stateOf(one)}</p>
      <div className="staff-acts">
        {asking ? (
          <>
            <p>
              {asking === 'confirm'
                ? `请与保管人当面或打电话核对指纹：${one.fingerprint}。一致才启用。`
                : '停用以后不再封给它；已经封存的，请接着做一次换钥。'}
            </p>
            <button
              type="button"
              className="button button--primary"
              onClick={() =>
                (asking === 'confirm' ? confirm : retire).mutate(undefined, { onSettled: () => setAsking(null) })
              }
            >
              {asking === 'confirm' ? '核对一致，启用' : '确定停用'}
            </button>
            <button type="button" className="button" onClick={() => setAsking(null)}>
              先不办
            </button>
          </>
        ) : (
          <>
            {one.mayConfirm && (
              <button type="button" className="button" onClick={() => setAsking('confirm')}>
                核对并启用
              </button>
            )}
            {isOpen && role !== 'auditor' && (
              <button
                type="button"
                className="button"
                aria-label={`停用 ${name} 的公钥`}
                onClick={() => setAsking('retire')}
              >
                停用
              </button>
            )}
          </>
        )}
      </div>
      {role === 'officer' && one.kind === 'escrow' && one.valid && <Drill one={one} />}
      <ErrorNote error={confirm.error ?? retire.error} />
    </li>
  )
}

function stateOf(one: SeenRecipient): string {
  if (one.retiredOn) return `${longDue(one.retiredOn)}停用`
  if (!one.validFrom) return '等负责人核对'
  return one.ownerGone ? '账号已停用，不再封给它' : '在用'
}
