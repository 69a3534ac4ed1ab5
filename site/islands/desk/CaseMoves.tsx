import type { Ref } from 'react'
import type { Decision } from '#domain/case/state.ts'
import { DECISION_WORDS } from '#domain/words/zh/case.ts'
import type { CaseDetail, CaseMove } from '../../client.ts'
import { DecisionPanel } from './DecisionPanel.tsx'
import { hasDraft } from './drafts.ts'
import { useKeys } from './keys.ts'

type Props = {
  detail: CaseDetail
  reload: () => Promise<unknown>
  open: Decision | null
  onOpen: (open: Decision | null) => void
  ref: Ref<HTMLElement>
}

/** What is done beside the way of a case: it leads off it, or leaves it where it stands. */
const BESIDE: ReadonlySet<Decision> = new Set<Decision>([
  'transfer',
  'competence-question',
  'merge',
  'split',
  'urging',
  'supervision',
  'emergency-grade',
  'enforcement',
  'enforcement-extension',
  'joint-handling',
  'recusal',
])
/** Refusals that only say that it is not the turn of this move. */
const NOT_NOW: ReadonlySet<string> = new Set(['case.not-from-here', 'case.not-your-role'])

/** The buttons, drawn from the moves the API says are there; those that may not be made now say why. */
export function CaseMoves({ detail, reload, open, onOpen, ref }: Props) {
  const allowed = detail.moves.filter((move) => move.allowed)
  const ahead = allowed.filter((move) => !BESIDE.has(move.name))
  const beside = allowed.filter((move) => BESIDE.has(move.name))
  const blocked = detail.moves.filter((move) => !move.allowed)
  const isOff = (move: CaseMove) => NOT_NOW.has(move.whyNot?.code ?? '')
  const openMove = detail.moves.find((move) => move.name === open)
  const nth = (at: number) => () => ahead[at] && onOpen(ahead[at].name)
  useKeys(Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [`${digit}`, nth(digit - 1)])))
  const mark = (move: CaseMove) =>
    hasDraft(`${detail.case.id}:${move.name}`) && <span className="draft-mark">未提交</span>
  return (
    <section className="sheet moves" aria-labelledby="moves-title" ref={ref}>
      <h2 id="moves-title" tabIndex={-1}>
        办理
      </h2>
      {openMove ? (
        <DecisionPanel
          key={openMove.name}
          detail={detail}
          move={openMove}
          reload={reload}
          onClose={() => onOpen(null)}
        />
      ) : (
        <>
          <ul className="move-list">
            {ahead.map((move, at) => (
              <li key={move.name}>
                <button
                  type="button"
                  className={at === 0 && move.name !== 'note' ? 'button button--primary' : 'button'}
                  aria-keyshortcuts={`${at + 1}`}
                  data-key={at + 1}
                  onClick={() => onOpen(move.name)}
                >
                  {DECISION_WORDS[move.name]}
                  {mark(move)}
                </button>
              </li>
            ))}
          </ul>
          {beside.length > 0 && (
            <ul className="moves-beside" aria-label="其他操作">
              {beside.map((move) => (
                <li key={move.name}>
                  <button type="button" onClick={() => onOpen(move.name)}>
                    {DECISION_WORDS[move.name]}
                    {mark(move)}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <BlockedMoves moves={blocked.filter((move) => !isOff(move))} />
          <details className="moves-off">
            <summary>现在办不了的 {blocked.filter(isOff).length} 项</summary>
            <BlockedMoves moves={blocked.filter(isOff)} />
          </details>
        </>
      )}
    </section>
  )
}

/** Moves that exist but not for this person now, under the reason they share. */
function BlockedMoves({ moves }: { moves: CaseMove[] }) {
  const reasons = Map.groupBy(moves, (move) => move.whyNot?.code ?? 'case.not-from-here')
  return [...reasons].map(([code, blocked]) => (
    <div className="blocked" key={code}>
      <p id={`why-${code}`}>{blocked[0]?.whyNot?.message}</p>
      <ul>
        {blocked.map((move) => (
          <li key={move.name}>
            <button type="button" disabled aria-describedby={`why-${code}`}>
              {DECISION_WORDS[move.name]}
            </button>
          </li>
        ))}
      </ul>
    </div>
  ))
}
