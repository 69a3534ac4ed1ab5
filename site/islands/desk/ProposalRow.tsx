import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useSession } from './session.ts'

/** What a second person confirms, be it a grant or a change of the bureau, as whoever is signed in sees it. */
export type SeenProposal = {
  state: string
  expired: boolean
  confirmable: boolean
  whyNot?: { code: string; message: string }
  proposedBy: string
  proposedByName: string | null
  proposedAt: string
  settledByName: string | null
  settledAt: string | null
}

/** Whether it still waits for somebody to settle it. */
export const isWaiting = ({ state, expired }: SeenProposal): boolean => state === 'waiting' && !expired

type Acts = {
  proposal: SeenProposal
  /** What is proposed, as its buttons say too. */
  title: string
  confirm: () => Promise<unknown>
  decline: () => Promise<unknown>
  /** Lists that are another once it is settled. */
  lists: readonly string[]
}
type Props = Acts & {
  about: string
  /** Who proposed it. */
  by: string
  state: string
  /** What it alters. */
  children?: ReactNode
}

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

/** One proposal: what, why or for whom, by whom; while it waits, with its buttons. */
export function ProposalRow({ about, by, state, children, ...acts }: Props) {
  const { proposal, title } = acts
  const { settledByName, settledAt } = proposal
  return (
    <li className="staff-row">
      <div>
        <b>{title}</b>
        <span className="staff-role">{about}</span>
        <span className="staff-email">
          {by}提出，{minute(proposal.proposedAt)}
        </span>
        {settledByName && settledAt && (
          <span className="staff-email">
            {settledByName}办理，{minute(settledAt)}
          </span>
        )}
      </div>
      <p className="staff-state">{proposal.expired ? '已过期' : state}</p>
      {children}
      {isWaiting(proposal) && <ProposalActs {...acts} />}
    </li>
  )
}

/** For the second person the two buttons of what waits, for the first one to take it back. */
function ProposalActs({ proposal, title, confirm, decline, lists }: Acts) {
  const { me } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const settle = (word: string, call: () => Promise<unknown>) => ({
    mutationFn: call,
    onSuccess: async () => {
      announce(`“${title}”${word}。`)
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
            aria-label={`确认：${title}`}
            aria-busy={confirmation.isPending}
            onClick={() => !confirmation.isPending && confirmation.mutate()}
          >
            确认
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-label={`${no}：${title}`}
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
