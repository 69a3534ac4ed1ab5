import type { Ref } from 'react'
import type { DisclosureDecision } from '#domain/disclosure/state.ts'
import { DISCLOSURE_DECISION_WORDS } from '#domain/words/zh/disclosure.ts'
import { hasDraft } from '../desk/drafts.ts'
import { useKeys } from '../desk/keys.ts'
import type { FilingDetail } from './client.ts'
import { ONWARD } from './decision-fields.ts'
import { FilingDecision } from './FilingDecision.tsx'
import type { Pointing } from './pointing.ts'

type Props = {
  detail: FilingDetail
  /** Moves that have their own place on the page. */
  except?: readonly DisclosureDecision[]
  open: DisclosureDecision | null
  onOpen: (open: DisclosureDecision | null) => void
  reload: () => Promise<unknown>
  pointing: Pointing
  ref: Ref<HTMLElement>
}

/** What may be done with a filing now, drawn from the moves the API says are there. */
export function FilingMoves({ detail, except = [], open, onOpen, reload, pointing, ref }: Props) {
  const moves = detail.moves.filter(({ name }) => name !== 'change' && !except.includes(name))
  const allowed = moves.filter((move) => move.allowed)
  const own = moves.find((move) => move.whyNot?.code === 'disclosure.own-entry')
  useKeys(
    Object.fromEntries(
      [1, 2, 3, 4, 5].map((digit) => [
        `${digit}`,
        () => allowed[digit - 1] && onOpen(allowed[digit - 1]?.name as DisclosureDecision),
      ]),
    ),
  )
  if (allowed.length === 0 && !own && !open) return null
  const onward = allowed.find(({ name }) => ONWARD.includes(name))
  return (
    <section className="sheet moves" aria-labelledby="moves-title" ref={ref}>
      <h2 id="moves-title" tabIndex={-1}>
        办理
      </h2>
      {open ? (
        <FilingDecision
          key={open}
          detail={detail}
          decision={open}
          reload={reload}
          pointing={pointing}
          onClose={() => onOpen(null)}
        />
      ) : (
        <>
          <ul className="move-list">
            {allowed.map((move, at) => (
              <li key={move.name}>
                <button
                  type="button"
                  className={move === onward ? 'button button--primary' : 'button'}
                  aria-keyshortcuts={`${at + 1}`}
                  data-key={at + 1}
                  onClick={() => onOpen(move.name)}
                >
                  {DISCLOSURE_DECISION_WORDS[move.name]}
                  {hasDraft(`${detail.disclosure.id}:${move.name}`) && <span className="draft-mark">未提交</span>}
                </button>
              </li>
            ))}
          </ul>
          {own && (
            <p className="blocked">
              {DISCLOSURE_DECISION_WORDS[own.name]}：{own.whyNot?.message}
            </p>
          )}
        </>
      )}
    </section>
  )
}
