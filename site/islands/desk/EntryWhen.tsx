import { dayOf } from '#domain/clock.ts'
import { RECURRENCES } from '#domain/tip/taxonomy.ts'
import { RECURRENCE_WORDS } from '#domain/words/zh/taxonomy.ts'
import { Field } from '../Field.tsx'
import type { EntryControls } from './entry-controls.ts'

const DAYS = [
  ['occurredOn', '哪一天', '几天的话，写第一天'],
  ['occurredTo', '到哪一天', '只有一天或还没停，就空着'],
] as const

/** When it happened, how often, and whether it goes on. */
export function EntryWhen({ text, wrong }: EntryControls) {
  const today = dayOf(new Date())
  return (
    <>
      <div className="pair">
        {DAYS.map(([path, label, hint]) => (
          <Field label={label} hint={hint} optional problem={wrong(path)} key={path}>
            {(aria) => <input {...aria} className="input" type="date" max={today} {...text(path)} />}
          </Field>
        ))}
      </div>
      <div className="pair">
        <Field label="多久一次" optional problem={wrong('recurrence')}>
          {(aria) => (
            <select {...aria} className="input" {...text('recurrence')}>
              <option value="">不清楚</option>
              {RECURRENCES.map((one) => (
                <option value={one} key={one}>
                  {RECURRENCE_WORDS[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="现在还在继续吗" optional>
          {(aria) => (
            <select {...aria} className="input" {...text('ongoing')}>
              <option value="">不清楚</option>
              <option value="yes">还在继续</option>
              <option value="no">已经停了</option>
            </select>
          )}
        </Field>
      </div>
    </>
  )
}
