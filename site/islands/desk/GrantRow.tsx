import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { GRANT_KIND_WORDS, GRANT_STATE_WORDS } from '#domain/words/zh/grant.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useSession } from './session.ts'
import { confirmGrant, declineGrant, type Grant } from './staff-client.ts'

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

/** One grant: what for whom, by whom, and for the second person its two buttons. */
export function GrantRow({ grant }: { grant: Grant }) {
  const { me } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const settle = (word: string, call: (id: string) => Promise<unknown>) => ({
    mutationFn: () => call(grant.id),
    onSuccess: async () => {
      announce(`${GRANT_KIND_WORDS[grant.kind]}（${grant.name}）${word}。`)
      for (const key of ['grants', 'staff', 'staff-events']) await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  const confirmation = useMutation(settle('已确认，现在生效', confirmGrant))
  const refusal = useMutation(settle('没有通过', declineGrant))
  const open = grant.state === 'waiting' && !grant.expired
  const own = grant.proposedBy === me.actor.id
  return (
    <li className="staff-row">
      <div>
        <b>
          {GRANT_KIND_WORDS[grant.kind]}：{grant.name}
        </b>
        <span className="staff-role">
          {ROLE_WORDS[grant.role]} · {grant.orgName}
        </span>
        <span className="staff-email">
          {grant.email} · {grant.proposedByName ?? '部署人员'}提出，{minute(grant.proposedAt)}
        </span>
        {grant.settledByName && grant.settledAt && (
          <span className="staff-email">
            {grant.settledByName}办理，{minute(grant.settledAt)}
          </span>
        )}
      </div>
      <p className="staff-state">{grant.expired ? '已过期' : GRANT_STATE_WORDS[grant.state]}</p>
      {open && (
        <div className="staff-acts">
          {grant.confirmable && (
            <button
              type="button"
              className="button button--primary"
              aria-label={`确认：${GRANT_KIND_WORDS[grant.kind]}${grant.name}`}
              aria-busy={confirmation.isPending}
              onClick={() => confirmation.mutate()}
            >
              确认
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-label={`${own ? '撤回' : '不同意'}：${GRANT_KIND_WORDS[grant.kind]}${grant.name}`}
            onClick={() => refusal.mutate()}
          >
            {own ? '撤回' : '不同意'}
          </button>
          {grant.whyNot && <p className="hint">{grant.whyNot.message}</p>}
        </div>
      )}
      <ErrorNote error={confirmation.error ?? refusal.error} />
    </li>
  )
}
