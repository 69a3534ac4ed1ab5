import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useSession } from './session.ts'

/** What a second person must know of a proposal, beside what it is about. */
export type Proposed = { proposedBy: string; confirmable: boolean; whyNot?: { code: string; message: string } }

type Props = {
  /** What is proposed, as the buttons name it. */
  name: string
  /** The same in the sentence that says it is done. */
  told: string
  proposal: Proposed
  confirm: () => Promise<unknown>
  decline: () => Promise<unknown>
  /** Lists that are another once it is settled. */
  lists: readonly string[]
}

/** For the second person the two buttons of what waits, for the first one to take it back. */
export function ProposalActs({ name, told, proposal, confirm, decline, lists }: Props) {
  const { me } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const settle = (word: string, call: () => Promise<unknown>) => ({
    mutationFn: call,
    onSuccess: async () => {
      announce(`${told}${word}。`)
      for (const key of lists) await queries.invalidateQueries({ queryKey: [key] })
      // The buttons are gone with what waited.
      document.querySelector<HTMLElement>('.desk-page h1')?.focus()
    },
  })
  const confirmation = useMutation(settle('已确认，现在生效', confirm))
  const refusal = useMutation(settle('没有通过', decline))
  const no = proposal.proposedBy === me.actor.id ? '撤回' : '不同意'
  return (
    <>
      <div className="staff-acts">
        {proposal.confirmable && (
          <button
            type="button"
            className="button button--primary"
            aria-label={`确认：${name}`}
            aria-busy={confirmation.isPending}
            onClick={() => !confirmation.isPending && confirmation.mutate()}
          >
            确认
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-label={`${no}：${name}`}
          aria-busy={refusal.isPending}
          onClick={() => !refusal.isPending && refusal.mutate()}
        >
          {no}
        </button>
        {proposal.whyNot && <p className="hint">{proposal.whyNot.message}</p>}
      </div>
      <ErrorNote error={confirmation.error ?? refusal.error} />
    </>
  )
}
