import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { GRANT_KIND_WORDS, GRANT_STATE_WORDS } from '#domain/words/zh/grant.ts'
import { ProposalRow } from './ProposalRow.tsx'
import { confirmGrant, declineGrant, type Grant } from './staff-client.ts'

/** One grant: what for whom, by whom. */
export function GrantRow({ grant }: { grant: Grant }) {
  return (
    <ProposalRow
      proposal={grant}
      title={`${GRANT_KIND_WORDS[grant.kind]}：${grant.name}`}
      about={`${ROLE_WORDS[grant.role]} · ${grant.orgName}`}
      by={`${grant.email} · ${grant.proposedByName ?? '部署人员'}`}
      state={GRANT_STATE_WORDS[grant.state]}
      confirm={() => confirmGrant(grant.id)}
      decline={() => declineGrant(grant.id)}
      lists={['grants', 'staff', 'staff-events']}
    />
  )
}
