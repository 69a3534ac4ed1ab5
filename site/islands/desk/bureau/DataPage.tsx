import { useQuery } from '@tanstack/react-query'
import { ErrorNote } from '../../Field.tsx'
import { PageHead } from '../PageHead.tsx'
import { useSession } from '../session.ts'
import { SettledChanges, WaitingChanges } from './ChangeLists.tsx'
import { getBureau } from './client.ts'
import { DataForm } from './DataForm.tsx'

const KINDS = ['data'] as const

/** Names, addresses and places of the bureau, on every page of the site. Administrators change them, by two. */
export function DataPage() {
  const { me } = useSession()
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau })
  return (
    <PageHead title="本局资料">
      <p className="hint">
        名称、电话、地址写在每一个公开页面上。确认以后立即生效，全部页面随后在后台重做，做好以前读者看到的是原来的；部门和期限在各自的页面修改。
      </p>
      <div className="grant-sheet">
        <ErrorNote error={seen.error} />
        {seen.isPending && <p className="desk-wait">正在取本局资料…</p>}
        {seen.data && <WaitingChanges changes={seen.data.changes} kinds={KINDS} />}
        {seen.data && me.actor.role === 'admin' && <DataForm bureau={seen.data.bureau} />}
        {seen.data && <SettledChanges changes={seen.data.changes} kinds={KINDS} />}
      </div>
    </PageHead>
  )
}
