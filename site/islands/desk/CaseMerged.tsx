import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SEPARATION_DAYS } from '#domain/case/guard.ts'
import { addDays, dayOf } from '#domain/clock.ts'
import { CASE_STATE_WORDS } from '#domain/words/zh/case.ts'
import { ApiError, type CaseDetail, decideCase } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { longDue } from './due.ts'

const REASON = '并案有误，恢复单独办理。'

/** A case that went into another one: where it is, and for a week one press that undoes it, with what that does. */
export function CaseMerged({ detail, reload }: { detail: CaseDetail; reload: () => Promise<unknown> }) {
  const { case: current } = detail
  const announce = useAnnounce()
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: () => decideCase(current.id, 'separation', { version: current.version, reason: REASON }),
    onSuccess: async ({ state }) => {
      announce(`已撤销并案。现在是「${CASE_STATE_WORDS[state]}」。`)
      await queries.invalidateQueries()
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 409) await reload()
    },
  })
  if (current.state !== 'merged' || !current.mergedOn || !current.stateBefore) return null
  const into = detail.related.find((one) => one.relation === 'merged-into')
  const until = addDays(current.mergedOn, SEPARATION_DAYS)
  const move = detail.moves.find((one) => one.name === 'separation')
  return (
    <section className="sheet merged" aria-labelledby="merged-title">
      <h2 id="merged-title">已并入{into ? ` ${into.reference}` : '另一件'}</h2>
      {dayOf(new Date()) <= until && (
        <p>
          {longDue(until)}以前可以撤销：带去的举报和查询码回到这一件，恢复为「{CASE_STATE_WORDS[current.stateBefore]}
          」单独办理，期限照原来的日期算；对方那一件继续办，并案期间的经过两边都留着；举报人会收到通知。
        </p>
      )}
      <ErrorNote error={undo.error} />
      {move?.allowed ? (
        <button
          type="button"
          className="button"
          aria-busy={undo.isPending}
          onClick={() => undo.isPending || undo.mutate()}
        >
          撤销并案
        </button>
      ) : (
        <p className="hint">{move?.whyNot?.message}</p>
      )}
    </section>
  )
}
