import { useId } from 'react'
import { MOST_PHOTOS, type PhotoChoice, photoFile } from '#domain/case/publication/photo.ts'
import type { CaseDetail } from '../../client.ts'
import { Field, problemAt } from '../Field.tsx'
import { type DecisionField, hintOf } from './decision-field.ts'
import { choicesIn, fieldOf } from './decision-input.ts'
import { PublicTextCheck } from './PublicTextCheck.tsx'
import type { PhotoRedaction } from './redaction-client.ts'

/** Where the server may find something wrong with a picture. */
export const PHOTO_PATHS = Array.from({ length: MOST_PHOTOS }, (_, at) => [
  `photos.${at}`,
  `photos.${at}.caption`,
]).flat()

type Props = {
  field: DecisionField
  detail: CaseDetail
  value: string
  onChange: (value: string) => void
  error: unknown
}

/** Which covered pictures go with the public row, each with its caption; those nobody approved are not offered. */
export function PublicationPhotos({ field, detail, value, onChange, error }: Props) {
  const id = useId()
  const chosen = choicesIn(value)
  const choiceOf = (one: PhotoRedaction) => chosen.find((choice) => choice.redaction === one.id)
  // What was chosen and is approved no longer stays in sight, to be taken out.
  const offered = detail.redactions.filter((one) => one.state === 'approved' || choiceOf(one))
  const keep = (choices: readonly PhotoChoice[]) =>
    onChange(fieldOf(offered.flatMap((one) => choices.find((choice) => choice.redaction === one.id) ?? [])))
  if (detail.attachments.length === 0) return null
  return (
    <fieldset className="field" aria-describedby={`${id}-hint`}>
      <legend className="field__label">
        {field.label}
        <span className="field__optional">（选填）</span>
      </legend>
      <p className="field__hint" id={`${id}-hint`}>
        {offered.length > 0
          ? hintOf(field, detail.limits)
          : '这件还没有批准过的遮盖照片。在下面「可以公开的照片」里遮盖，负责人批准以后才能选。'}
      </p>
      <ul className="photo-choices">
        {offered.map((one) => {
          const choice = choiceOf(one)
          const at = choice ? chosen.indexOf(choice) : -1
          const name = `照片 ${detail.attachments.findIndex((photo) => photo.id === one.attachmentId) + 1}`
          const write = (caption: string) =>
            keep(chosen.map((each) => (each.redaction === one.id ? { ...each, caption } : each)))
          const problem = choice && problemAt(error, `photos.${at}`)
          return (
            <li key={one.id}>
              <img src={`/api/redactions/${one.id}`} alt={`${name} 遮盖后`} width={one.width} height={one.height} />
              <div>
                <label className="choice">
                  <input
                    type="checkbox"
                    checked={choice !== undefined}
                    disabled={!choice && chosen.length >= MOST_PHOTOS}
                    aria-invalid={problem ? true : undefined}
                    onChange={({ target }) =>
                      keep(
                        target.checked
                          ? [...chosen, { redaction: one.id, caption: '' }]
                          : chosen.filter((each) => each !== choice),
                      )
                    }
                  />
                  <span>
                    附上{name}，涂黑 {one.boxes.length} 处
                  </span>
                </label>
                {one.state !== 'approved' && <p className="field__problem">批准已经收回，不能附上，请取消选择。</p>}
                {problem && <p className="field__problem">{problem}</p>}
                {choice && (
                  <>
                    <Field label={`${name} 的说明`} problem={problemAt(error, `photos.${at}.caption`)}>
                      {(aria) => (
                        <textarea
                          {...aria}
                          className="input"
                          rows={2}
                          maxLength={100}
                          value={choice.caption}
                          onChange={(event) => write(event.target.value)}
                        />
                      )}
                    </Field>
                    <PublicTextCheck detail={detail} value={choice.caption} onMask={write} />
                  </>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}

/** The pictures a draft begins with: those drafted before, else those that are public and may be again. */
export function photosBegun({ case: current, published, redactions }: CaseDetail): string {
  const draft = current.publication?.draft
  if (draft) return fieldOf((draft.photos ?? []).map(({ redaction, caption }) => ({ redaction, caption })))
  return fieldOf(
    (published?.photos ?? []).flatMap(({ file, caption }) => {
      const found = redactions.find((one) => one.state === 'approved' && photoFile(one.sha256) === file)
      return found ? [{ redaction: found.id, caption }] : []
    }),
  )
}
