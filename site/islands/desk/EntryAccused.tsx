import { ACCUSED_KINDS } from '#domain/tip/kinds.ts'
import { ACCUSED_WORDS } from '#domain/words/zh/tip.ts'
import { Field } from '../Field.tsx'

type Props = {
  text: (name: string) => { value: string; onChange: (event: { target: { value: string } }) => void }
  wrong: (path: string) => string | undefined
  unknown: boolean
}

/** Whom the tip is about. */
export function EntryAccused({ text, wrong, unknown }: Props) {
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
        <div className="pair">
          <Field label="名称" optional problem={wrong('accused.name')}>
            {(aria) => <input {...aria} className="input" autoComplete="off" {...text('accusedName')} />}
          </Field>
          <Field label="车牌号" optional problem={wrong('accused.plate')}>
            {(aria) => <input {...aria} className="input" autoComplete="off" {...text('accusedPlate')} />}
          </Field>
        </div>
      )}
    </>
  )
}
