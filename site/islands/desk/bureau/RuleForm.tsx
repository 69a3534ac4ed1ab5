import { type FormEvent, useEffect } from 'react'
import { RULE_IDS, type Rule, type RuleId, ruleOn, UNITS, type Unit } from '#domain/case/rule.ts'
import { addDays } from '#domain/clock.ts'
import { DIFFERENCE_WORDS, RULE_FIELD_WORDS, UNIT_WORDS } from '#domain/words/zh/bureau.ts'
import { RULE_WORDS } from '#domain/words/zh/clock.ts'
import { ErrorNote, Field } from '../../Field.tsx'
import { useFields } from '../fields.ts'
import { ProposalEnd } from './ProposalEnd.tsx'
import { usePropose } from './usePropose.ts'

type Props = { rule: RuleId | null; rules: readonly Rule[]; today: string; onDone: () => void }

/** Proposes a limit as it is from a day on. A superior's is set case by case and is not here. */
export function RuleForm({ rule, rules, today, onDone }: Props) {
  const offered = RULE_IDS.filter((id) => ruleOn(rules, id, today).amount !== null)
  const written = (id: RuleId) => {
    const { amount, unit, unconfirmed } = ruleOn(rules, id, today)
    const about = { article: '', validFrom: addDays(today, 1) }
    return { id, amount: String(amount), unit, confirmed: unconfirmed ? 'no' : 'yes', ...about }
  }
  const { values, setValues, text: set } = useFields(() => written(rule ?? 'accept'))
  const proposal = usePropose(() => {
    setValues(written('accept'))
    onDone()
  })
  const { form, wrong } = proposal
  useEffect(() => {
    if (rule) form.current?.querySelector('input')?.focus()
  }, [rule, form])
  const submit = (event: FormEvent) => {
    const { id, amount, unit, article, confirmed, validFrom } = values
    const about = { article, unconfirmed: confirmed === 'no', validFrom }
    proposal.propose(event, { kind: 'rule', rule: id, amount: Number(amount), unit: unit as Unit, ...about })
  }
  return (
    <section className="sheet" aria-labelledby="rule-title">
      <h2 id="rule-title">修改期限</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ErrorNote error={proposal.error} fields={FIELDS} />
        <Field label={RULE_FIELD_WORDS.rule} problem={wrong('rule')}>
          {(aria) => (
            <select
              {...aria}
              className="input"
              value={values.id}
              onChange={(event) => setValues(written(event.target.value as RuleId))}
            >
              {offered.map((id) => (
                <option value={id} key={id}>
                  {RULE_WORDS[id].name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={RULE_FIELD_WORDS.amount} problem={wrong('amount')}>
          {(aria) => <input {...aria} className="input" inputMode="numeric" autoComplete="off" {...set('amount')} />}
        </Field>
        <Field label={RULE_FIELD_WORDS.unit} problem={wrong('unit')}>
          {(aria) => (
            <select {...aria} className="input" {...set('unit')}>
              {UNITS.map((unit) => (
                <option value={unit} key={unit}>
                  {UNIT_WORDS[unit]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={RULE_FIELD_WORDS.article} hint="文件和条款，公众会看到" problem={wrong('article')}>
          {(aria) => <textarea {...aria} className="input" rows={2} {...set('article')} />}
        </Field>
        <Field label={RULE_FIELD_WORDS.unconfirmed} problem={wrong('unconfirmed')}>
          {(aria) => (
            <select {...aria} className="input" {...set('confirmed')}>
              <option value="yes">{DIFFERENCE_WORDS.confirmed}</option>
              <option value="no">{DIFFERENCE_WORDS.unconfirmed}</option>
            </select>
          )}
        </Field>
        <Field label="从哪一天起" hint="最早明天：今天的已经开始走了" problem={wrong('validFrom')}>
          {(aria) => <input {...aria} className="input" type="date" min={addDays(today, 1)} {...set('validFrom')} />}
        </Field>
        <ProposalEnd proposal={proposal} label="修改理由" hint="留在记录里" act="提出修改" onLeave={rule && onDone} />
      </form>
    </section>
  )
}

const FIELDS = ['rule', 'amount', 'unit', 'article', 'unconfirmed', 'validFrom']
  .map((name) => `change.${name}`)
  .concat('reason')
