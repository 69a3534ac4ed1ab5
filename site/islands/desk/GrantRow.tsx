import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { GRANT_KIND_WORDS, GRANT_STATE_WORDS } from '#domain/words/zh/grant.ts'
import { ProposalActs } from './ProposalActs.tsx'
import { confirmGrant, declineGrant, type Grant } from './staff-client.ts'

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

/** One grant: what for whom, by whom, and for the second person its two buttons. */
export function GrantRow({ grant }: { grant: Grant }) {
  const open = grant.state === 'waiting' && !grant.expired
  const word = GRANT_KIND_WORDS[grant.kind]
  return (
    <li className="staff-row">
      <div>
        <b>
          {word}：{grant.name}
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
        <ProposalActs
          name={`${word}${grant.name}`}
          told={`${word}（${grant.name}）`}
          proposal={grant}
          confirm={() => confirmGrant(grant.id)}
          decline={() => declineGrant(grant.id)}
          lists={['grants', 'staff', 'staff-events']}
        />
      )}
    </li>
  )
}
