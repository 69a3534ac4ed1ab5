import { REJECTIONS, type RejectionGround } from '#domain/case/rejection.ts'
import { tellOf } from '#domain/case/text-template.ts'
import { dayOf } from '#domain/clock.ts'
import type { CaseDetail, Choices } from '../../client.ts'
import { ChoiceField, Field } from '../Field.tsx'
import { type DecisionField, hintOf } from './decision-field.ts'
import { RecordPick } from './RecordPick.tsx'

type Props = {
  field: DecisionField
  detail: Pick<CaseDetail, 'limits' | 'textValues'>
  choices: Choices
  values: Record<string, string>
  set: (name: string, value: string) => void
  problem: string | undefined
}

/** One field of a decision as a native control. */
export function DecisionInputField({ field, detail, choices, values, set, problem }: Props) {
  const { limits, textValues: known } = detail
  const value = values[field.name] ?? ''
  const hint = hintOf(field, limits)
  const ground = values.ground && values.ground in REJECTIONS ? (values.ground as RejectionGround) : null
  const choose = (chosen: string) => {
    const suggested = ground && tellOf(ground, known)
    set(field.name, chosen)
    if (field.name === 'ground' && (!values.tell || values.tell === suggested))
      set('tell', chosen in REJECTIONS ? tellOf(chosen as RejectionGround, known) : '')
  }
  if (field.kind === 'many')
    return (
      <ChoiceField
        label={field.label}
        {...(hint && { hint })}
        problem={problem}
        words={Object.fromEntries(field.options(choices, limits))}
        options={field.options(choices, limits).map(([code]) => code)}
        chosen={value.split('\n')}
        onChange={(chosen) => set(field.name, chosen.join('\n'))}
      />
    )
  return (
    <Field
      label={field.label}
      hint={field.name === 'ground' && ground ? `依据：${REJECTIONS[ground].article}` : hint}
      optional={field.optional ?? false}
      problem={problem}
    >
      {(aria) => {
        if (field.kind === 'choice')
          return (
            <select {...aria} className="input" value={value} onChange={(event) => choose(event.target.value)}>
              <option value="">请选择</option>
              {field.options(choices, limits).map(([code, word]) => (
                <option value={code} key={code}>
                  {word}
                </option>
              ))}
            </select>
          )
        if (field.kind === 'record')
          return <RecordPick aria={aria} of={field.of} value={value} onPick={(id) => set(field.name, id)} />
        if (field.kind === 'text' || field.kind === 'parts' || field.kind === 'lines')
          return (
            <textarea
              {...aria}
              className="input"
              rows={field.kind === 'parts' ? 8 : 4}
              value={value}
              onChange={(event) => set(field.name, event.target.value)}
            />
          )
        return (
          <input
            {...aria}
            className="input"
            type={field.kind === 'day' ? 'date' : 'text'}
            inputMode={field.kind === 'number' ? 'decimal' : undefined}
            min={field.kind === 'day' && field.ahead ? dayOf(new Date()) : undefined}
            max={field.kind === 'day' && !field.ahead ? dayOf(new Date()) : undefined}
            autoComplete="off"
            value={value}
            onChange={(event) => set(field.name, event.target.value)}
          />
        )
      }}
    </Field>
  )
}
