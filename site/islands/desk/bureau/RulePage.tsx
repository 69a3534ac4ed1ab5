import { useState } from 'react'
import { RULE_IDS, type RuleId, rulesOf } from '#domain/case/rule.ts'
import { RuleForm } from './RuleForm.tsx'
import { RuleRow } from './RuleRow.tsx'
import { SettingPage } from './SettingPage.tsx'

/** Every limit the clocks run by, with its source, and the bureau's own versions. */
export function RulePage() {
  const [chosen, setChosen] = useState<RuleId | null>(null)
  return (
    <SettingPage
      of="rules"
      about={
        <>
          办件的每个期限按起算那天的规定计算：改了以后，已经开始走的不变。法定期限已确认的，本局只能定得更短；待确认的，有依据就可以改。
          <a href="/how-we-work/#limits">公众看到的期限</a>
        </>
      }
      form={({ bureau, today }) => (
        <RuleForm
          rule={chosen}
          rules={rulesOf(bureau)}
          today={today}
          key={chosen ?? 'none'}
          onDone={() => setChosen(null)}
        />
      )}
    >
      {({ bureau, today }, keeps) => {
        const rules = rulesOf(bureau)
        return (
          <section aria-labelledby="rules-title">
            <h2 id="rules-title">现行规则</h2>
            <ul className="staff-list">
              {RULE_IDS.map((id) => (
                <RuleRow key={id} id={id} rules={rules} today={today} onChange={keeps ? () => setChosen(id) : null} />
              ))}
            </ul>
          </section>
        )
      }}
    </SettingPage>
  )
}
