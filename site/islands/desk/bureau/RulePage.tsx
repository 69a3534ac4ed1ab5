import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RULE_IDS, type RuleId, rulesOf } from '#domain/case/rule.ts'
import { ErrorNote } from '../../Field.tsx'
import { PageHead } from '../PageHead.tsx'
import { useSession } from '../session.ts'
import { SettledChanges, WaitingChanges } from './ChangeLists.tsx'
import { getBureau } from './client.ts'
import { RuleForm } from './RuleForm.tsx'
import { RuleRow } from './RuleRow.tsx'

const KINDS = ['rule', 'rule-end'] as const

/** Every limit the clocks run by, with its source, and the bureau's own versions. Administrators set them, by two. */
export function RulePage() {
  const { me } = useSession()
  const keeps = me.actor.role === 'admin'
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau })
  const [chosen, setChosen] = useState<RuleId | null>(null)
  const rules = seen.data ? rulesOf(seen.data.bureau) : []
  return (
    <PageHead title="期限规则">
      <p className="hint">
        办件的每个期限按起算那天的规定计算：改了以后，已经开始走的不变。法定期限已确认的，本局只能定得更短；待确认的，有依据就可以改。
        <a href="/how-we-work/#limits">公众看到的期限</a>
      </p>
      <div className={keeps ? 'staff-sheet grant-sheet' : 'grant-sheet'}>
        <div>
          <ErrorNote error={seen.error} />
          {seen.isPending && <p className="desk-wait">正在取期限规则…</p>}
          {seen.data && <WaitingChanges changes={seen.data.changes} kinds={KINDS} />}
          {seen.data && (
            <section aria-labelledby="rules-title">
              <h2 id="rules-title">现行规则</h2>
              <ul className="staff-list">
                {RULE_IDS.map((id) => (
                  <RuleRow
                    key={id}
                    id={id}
                    rules={rules}
                    today={seen.data.today}
                    onChange={keeps ? () => setChosen(id) : null}
                  />
                ))}
              </ul>
            </section>
          )}
          {seen.data && <SettledChanges changes={seen.data.changes} kinds={KINDS} />}
        </div>
        {keeps && seen.data && (
          <RuleForm
            rule={chosen}
            rules={rules}
            today={seen.data.today}
            key={chosen ?? 'none'}
            onDone={() => setChosen(null)}
          />
        )}
      </div>
    </PageHead>
  )
}
