import { useState } from 'react'
import type { Role } from '#domain/access.ts'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { signOut } from '../../client.ts'
import { CaseEntry } from './CaseEntry.tsx'
import { CasePage } from './CasePage.tsx'
import { CaseQueue } from './CaseQueue.tsx'
import { CountBoard } from './CountBoard.tsx'
import { forgetDrafts } from './drafts.ts'
import { KeyTable } from './KeyTable.tsx'
import { useKeys } from './keys.ts'
import { PageHead } from './PageHead.tsx'
import { readRoute, useHash } from './route.ts'
import { StaffPage } from './StaffPage.tsx'
import { useSession } from './session.ts'

/** The bar with who sits here, and below it the page that role works on. */
export function DeskRoom() {
  const { me } = useSession()
  const { actor } = me
  const hash = useHash()
  const [showKeys, setShowKeys] = useState(false)
  useKeys({ '?': () => setShowKeys(true) })
  const leave = async () => {
    await signOut().catch(() => null)
    forgetDrafts()
    location.assign('/sign-in/')
  }
  return (
    <div className="desk">
      <header className="desk-bar">
        <nav aria-label="办件台">
          <PlacesOf role={actor.role} hash={hash} />
        </nav>
        <div className="desk-who">
          <span className="desk-name">{actor.name}</span>
          <span className="desk-role">
            {ROLE_WORDS[actor.role]} · {me.orgName}
          </span>
        </div>
        <button type="button" className="plain keys-button" onClick={() => setShowKeys(true)}>
          快捷键 <kbd>?</kbd>
        </button>
        <button type="button" className="plain" onClick={leave}>
          退出
        </button>
      </header>
      <PageOf role={actor.role} hash={hash} />
      {showKeys && <KeyTable onClose={() => setShowKeys(false)} />}
    </div>
  )
}

const WORKS_ON_CASES: readonly Role[] = ['clerk', 'handler', 'head']

function PlacesOf({ role, hash }: { role: Role; hash: string }) {
  const { page } = readRoute(hash)
  if (!WORKS_ON_CASES.includes(role)) return null
  return (
    <>
      <a href="#/" aria-current={page === 'queue' ? 'page' : undefined}>
        队列
      </a>
      {role === 'clerk' && (
        <a href="#/new" aria-current={page === 'entry' ? 'page' : undefined}>
          登记来电来信
        </a>
      )}
    </>
  )
}

function PageOf({ role, hash }: { role: Role; hash: string }) {
  if (role === 'admin') return <StaffPage />
  if (role === 'auditor') return <CountBoard />
  if (!WORKS_ON_CASES.includes(role)) return <NothingHere />
  const route = readRoute(hash)
  if (route.page === 'case') return <CasePage id={route.id} key={route.id} />
  if (route.page === 'entry' && role === 'clerk') return <CaseEntry />
  if (route.page === 'queue') return <CaseQueue filters={route.filters} />
  return (
    <PageHead title="没有这一页">
      <p>
        <a href="#/">回到队列</a>
      </p>
    </PageHead>
  )
}

function NothingHere() {
  return (
    <PageHead title="身份保密员" narrow>
      <p>您负责保管举报人的身份。现在只受理匿名举报，没有任何身份需要保管，所以这里暂时没有要办的事。</p>
      <p>开放实名举报以后，举报人的身份在他自己的浏览器里加密，须两位身份保密员共同打开，每次打开都会记下理由。</p>
      <p>为了保护举报人，身份保密员看不到办件内容。</p>
    </PageHead>
  )
}
