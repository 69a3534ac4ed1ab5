import { masked, sharedPassages } from '#domain/case/publication/text.ts'
import type { CaseDetail } from '../../client.ts'

type Props = { detail: CaseDetail; value: string; onMask: (text: string) => void }

/**
 * What stands against a public text while it is being written: the same rules as the server's, over what this page
 * knows. The server, which knows more, has the last word.
 */
export function PublicTextCheck({ detail, value, onMask }: Props) {
  const sources = [
    ...detail.tips.map((tip) => tip.description),
    ...detail.messages.map((message) => message.text),
    ...detail.events.flatMap(({ data }) => (typeof data.findings === 'string' ? [data.findings] : [])),
  ]
  const shared = sharedPassages(value, sources)
  const { text, found } = masked(value)
  if (shared.length === 0 && found.length === 0) return null
  return (
    <div className="public-text-check">
      {shared.length > 0 && (
        <p className="hint">
          和举报、来往或调查记录相同，请换个说法：
          {shared.map((one) => (
            <mark key={one.from}>{one.text}</mark>
          ))}
        </p>
      )}
      {found.length > 0 && (
        <p className="hint">
          会让人认出来，不能公开：
          {found.map((one) => (
            <mark key={`${one.code}-${one.text}`}>{one.text}</mark>
          ))}
          <button type="button" className="button" onClick={() => onMask(text)}>
            遮住这些
          </button>
        </p>
      )}
    </div>
  )
}
