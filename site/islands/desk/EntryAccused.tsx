import { ACCUSED_KINDS } from '#domain/tip/kinds.ts'
import { INDUSTRIES } from '#domain/tip/taxonomy.ts'
import { INDUSTRY_WORDS } from '#domain/words/zh/taxonomy.ts'
import { ACCUSED_WORDS } from '#domain/words/zh/tip.ts'
import { Field } from '../Field.tsx'
import type { EntryControls } from './entry-controls.ts'

/** Whom the tip is about, as far as anybody knows. */
export function EntryAccused({ text, wrong }: EntryControls) {
  const unknown = text('accusedKind').value === ''
  return (
    <>
      <Field label="被举报的是谁" optional problem={wrong('accused.kind')}>
        {(aria) => (
          <select {...aria} className="input" {...text('accusedKind')}>
            <option value="">没有说</option>
            {ACCUSED_KINDS.map((kind) => (
              <option value={kind} key={kind}>
                {ACCUSED_WORDS[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {!unknown && (
        <>
          <div className="pair">
            <Field label="名称" optional problem={wrong('accused.name')}>
              {(aria) => <input {...aria} className="input" autoComplete="off" {...text('accusedName')} />}
            </Field>
            <Field label="车牌号" optional problem={wrong('accused.plate')}>
              {(aria) => <input {...aria} className="input" autoComplete="off" {...text('accusedPlate')} />}
            </Field>
          </div>
          <Field label="做哪一行" optional problem={wrong('accused.industry')}>
            {(aria) => (
              <select {...aria} className="input" {...text('accusedIndustry')}>
                <option value="">不清楚，或不在下面</option>
                {INDUSTRIES.map((one) => (
                  <option value={one} key={one}>
                    {INDUSTRY_WORDS[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
    </>
  )
}
