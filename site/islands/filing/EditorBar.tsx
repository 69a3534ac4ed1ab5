import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAnnounce } from '../desk/announce.tsx'
import { goTo } from '../desk/route.ts'
import { ErrorNote } from '../Field.tsx'
import { decideFiling, type FilingDetail } from './client.ts'
import { FILING_DECISION_EFFECTS } from './decision-fields.ts'

type Props = {
  detail: FilingDetail
  unsaved: boolean
  busy: boolean
  onSubmit: () => void
  reload: () => Promise<unknown>
}

/** At the foot of the form, always in sight: saved or not, and the one next step. */
export function EditorBar({ detail, unsaved, busy, onSubmit, reload }: Props) {
  const { problems } = detail
  return (
    <>
      <div className="editor-bar">
        <p aria-live="polite">
          {unsaved ? (
            '有改动还没有保存'
          ) : (
            <>
              已全部保存
              <span className="soft">
                {problems.length > 0 ? `，提交前还有 ${problems.length} 处要补` : '，可以提交了'}
              </span>
            </>
          )}
        </p>
        <div className="editor-buttons">
          {/* The first submit button is what Enter in a field presses: that saves, it never sends. */}
          <button type="submit" className="button" aria-busy={busy}>
            {busy ? '正在保存…' : '保存草稿'}
          </button>
          <button type="button" className="button button--primary" aria-busy={busy} onClick={onSubmit}>
            提交签字
          </button>
        </div>
      </div>
      <Abandonment detail={detail} reload={reload} />
    </>
  )
}

/** Giving a draft up, asked twice. */
function Abandonment({ detail, reload }: { detail: FilingDetail; reload: () => Promise<unknown> }) {
  const { id, version, publishedRevision } = detail.disclosure
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const gone = useMutation({
    mutationFn: (seen: number) => decideFiling(id, 'abandonment', { version: seen }),
    onSuccess: async () => {
      announce(publishedRevision ? '更正已放弃，公开的版本没有变。' : '草稿已放弃。')
      await queries.invalidateQueries({ queryKey: ['filings'] })
      if (publishedRevision) await reload()
      else goTo('#/')
    },
  })
  return (
    <div className="abandonment">
      <ErrorNote error={gone.error} />
      {asking ? (
        <>
          <p>{FILING_DECISION_EFFECTS.abandonment}</p>
          <button
            type="button"
            className="button button--danger"
            aria-busy={gone.isPending}
            onClick={() => gone.mutate(version)}
          >
            确定放弃
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            不放弃
          </button>
        </>
      ) : (
        <button type="button" className="plain" onClick={() => setAsking(true)}>
          放弃这份{publishedRevision ? '更正' : '草稿'}
        </button>
      )}
    </div>
  )
}
