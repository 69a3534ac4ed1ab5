import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNote } from '../../Field.tsx'
import { PageHead } from '../PageHead.tsx'
import { useSession } from '../session.ts'
import { getIdentity, type Identity, type SeenOpening } from './client.ts'
import { UnopenedList } from './HeaderCheck.tsx'
import { KeyAdding } from './KeyAdding.tsx'
import { Keyring } from './Keyring.tsx'
import { Openings } from './Openings.tsx'
import { Recipients } from './Recipients.tsx'
import { Rewraps } from './Rewraps.tsx'

/** Who reporters are: the keys it is sealed to, and every request to open it. For officers, heads and the auditor. */
export function IdentityPage() {
  const found = useQuery({
    queryKey: ['identity'],
    queryFn: getIdentity,
    refetchOnWindowFocus: true,
    // Who asked waits for a head here, for ten minutes at most.
    refetchInterval: ({ state }) => (state.data?.openings.some(isWaiting) ? 5_000 : false),
  })
  return (
    <PageHead
      title="身份保密"
      beside={
        <button type="button" className="button" onClick={() => found.refetch()}>
          刷新
        </button>
      }
    >
      <ErrorNote error={found.error} />
      {found.isPending && <p className="desk-wait">正在取……</p>}
      {found.data && <IdentitySheet identity={found.data} />}
    </PageHead>
  )
}

const isWaiting = (one: SeenOpening) => one.mine && one.state === 'asked'

function IdentitySheet({ identity }: { identity: Identity }) {
  const { me } = useSession()
  const isOfficer = me.actor.role === 'officer'
  /** Secret keys, in memory of this page alone and until it is left. */
  const [secrets, setSecrets] = useState<string[]>([])
  return (
    <div className="identity">
      <p className="hint">
        {identity.modes.length > 1
          ? '现在收实名举报和只留电话的举报：身份信息封给下面在用的公钥。'
          : '现在只收匿名举报。至少要有一把身份保密员的、一把离线托管的公钥，经负责人核对启用后，才开放实名举报。'}
        封存着 {identity.envelopes.all} 份，今天打开过 {identity.openedToday} 次（每天最多 {identity.mostADay} 次）。
      </p>
      <UnopenedList identity={identity} />
      <Recipients identity={identity} />
      {isOfficer && <KeyAdding />}
      {isOfficer && identity.recipients.some(({ mine }) => mine) && (
        <Keyring keys={identity.keys} recipients={identity.recipients} secrets={secrets} onUnlock={setSecrets} />
      )}
      <Openings identity={identity} secrets={secrets} />
      <Rewraps identity={identity} secrets={secrets} />
    </div>
  )
}
