import { ABOUT, TEXT_FIELDS } from '#domain/case/publication/draft.ts'
import { ABOUT_WORDS, PUBLIC_TEXT_WORDS } from '#domain/words/zh/publication.ts'
import type { CaseDetail } from '../../client.ts'

/** The public text and its pictures as they are asked to be approved, right where the head approves it. */
export function PublicationDraft({ current }: { current: CaseDetail['case'] }) {
  const draft = current.publication?.draft
  if (!draft) return null
  return (
    <dl className="facts proposal">
      {TEXT_FIELDS.map((field) => (
        <div key={field}>
          <dt>{PUBLIC_TEXT_WORDS[field]}</dt>
          <dd>{draft[field]}</dd>
        </div>
      ))}
      {ABOUT.map((about) => {
        const named = draft[about]
        return (
          named && (
            <div key={about}>
              <dt>{ABOUT_WORDS[about]}</dt>
              <dd>{named.name}</dd>
            </div>
          )
        )
      })}
      {draft.photos && (
        <div>
          <dt>附上的照片</dt>
          <dd className="draft-photos">
            {draft.photos.map(({ redaction, caption, width, height }) => (
              <figure key={redaction}>
                <img src={`/api/redactions/${redaction}`} alt="" width={width} height={height} />
                <figcaption>{caption}</figcaption>
              </figure>
            ))}
          </dd>
        </div>
      )}
      {draft.change && (
        <div>
          <dt>更正</dt>
          <dd>
            {draft.change.changed}（依据：{draft.change.basis}）
          </dd>
        </div>
      )}
    </dl>
  )
}
