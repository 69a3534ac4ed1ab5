import { REJECTIONS, type RejectionGround } from '#domain/case/rejection.ts'
import { dayOf } from '#domain/clock.ts'
import { REJECTION_WORDS } from '#domain/words/zh/case.ts'
import type { Choices } from '../../client.ts'
import { Field } from '../Field.tsx'
import type { DecisionField } from './decision-fields.ts'

type Props = {
  field: DecisionField
  choices: Choices
  values: Record<string, string>
  set: (name: string, value: string) => void
  problem: string | undefined
}

/** One field of a decision as a native control. */
export function DecisionInputField({ field, choices, values, set, problem }: Props) {
  const value = values[field.name] ?? ''
  const ground = values.ground && values.ground in REJECTIONS ? (values.ground as RejectionGround) : null
  const choose = (chosen: string) => {
    const suggested = ground && REJECTION_WORDS[ground].tell
    set(field.name, chosen)
    if (field.name === 'ground' && (!values.tell || values.tell === suggested))
      set('tell', REJECTION_WORDS[chosen as RejectionGround]?.tell ?? '')
  }
  return (
    <Field
      label={field.label}
      hint={field.name === 'ground' && ground ? `依据：${REJECTIONS[ground].article}` : field.hint}
      optional={field.optional ?? false}
      problem={problem}
    >
      {(aria) => {
        if (field.kind === 'choice')
          return (
            <select {...aria} className="input" value={value} onChange={(event) => choose(event.target.value)}>
              <option value="">请选择</option>
              {field.options(choices).map(([code, word]) => (
                <option value={code} key={code}>
                  {word}
                </option>
              ))}
            </select>
          )
        if (field.kind === 'text')
          return (
            <textarea
              {...aria}
              className="input"
              rows={4}
              value={value}
              onChange={(event) => set(field.name, event.target.value)}
            />
          )
        return (
          <input
            {...aria}
            className="input"
            type={field.kind === 'day' ? 'date' : 'text'}
            max={field.kind === 'day' ? dayOf(new Date()) : undefined}
            autoComplete="off"
            value={value}
            onChange={(event) => set(field.name, event.target.value)}
          />
        )
      }}
    </Field>
  )
}
