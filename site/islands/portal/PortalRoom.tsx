import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { signOut } from '../../client.ts'
import { forgetDrafts } from '../desk/drafts.ts'
import { PageHead } from '../desk/PageHead.tsx'
import { useHash } from '../desk/route.ts'
import { useSession } from '../desk/session.ts'
import { forgetEdits } from '../filing/edits.ts'
import { FilingPage } from '../filing/FilingPage.tsx'
import { PortalHome } from './PortalHome.tsx'
import { readPortalRoute } from './route.ts'

/** The bar with who sits here, and below it what is owed or one filing. */
export function PortalRoom() {
  const { me } = useSession()
  const { page } = readPortalRoute(useHash())
  const leave = async () => {
    await signOut().catch(() => null)
    forgetDrafts()
    forgetEdits()
    location.assign('/sign-in/')
  }
  return (
    <div className="desk portal">
      <header className="desk-bar">
        <nav aria-label="企业填报">
          <a href="#/" aria-current={page === 'home' ? 'page' : undefined}>
            要办的事
          </a>
        </nav>
        <div className="desk-who">
          <span className="desk-name">{me.actor.name}</span>
          <span className="desk-role">
            {ROLE_WORDS[me.actor.role]} · {me.orgName}
          </span>
        </div>
        <button type="button" className="plain" onClick={leave}>
          退出
        </button>
      </header>
      <Page />
    </div>
  )
}

function Page() {
  const route = readPortalRoute(useHash())
  if (route.page === 'home') return <PortalHome />
  if (route.page === 'filing') return <FilingPage id={route.id} home="#/" back="要办的事" key={route.id} />
  return (
    <PageHead title="没有这一页">
      <p>
        <a href="#/">回到要办的事</a>
      </p>
    </PageHead>
  )
}
