import { useEffect, useRef, useState } from 'react'
import { ROLE_WORDS } from '#domain/words/zh/access.ts'
import { signOut } from '../../client.ts'
import type { MapSettings } from '../../components/map/map-settings.ts'
import { forgetEdits } from '../filing/edits.ts'
import { useCaseNews } from './case-news.ts'
import { CASE_ROLES, DeskPage, DeskPlaces } from './DeskPage.tsx'
import { forgetDrafts } from './drafts.ts'
import { OpeningsAsked } from './identity/OpeningsAsked.tsx'
import { KeyTable } from './KeyTable.tsx'
import { useKeys } from './keys.ts'
import { goTo, useHash } from './route.ts'
import { useSession } from './session.ts'

/** The bar with who sits here, and below it the page that role works on. */
export function DeskRoom({ ground }: { ground: MapSettings }) {
  const { me } = useSession()
  const { actor } = me
  const hash = useHash()
  const [showKeys, setShowKeys] = useState(false)
  const places = useRef<HTMLElement>(null)
  // On a telephone the places are one row that is moved sideways: where one is must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark moves with the address
  useEffect(() => {
    const here = places.current?.querySelector<HTMLElement>('[aria-current]')
    if (places.current && here)
      places.current.scrollLeft = here.offsetLeft - (places.current.clientWidth - here.offsetWidth) / 2
  }, [hash])
  useCaseNews(CASE_ROLES.includes(actor.role))
  const goes = (to: string) => CASE_ROLES.includes(actor.role) && goTo(to)
  useKeys({ '?': () => setShowKeys(true), d: () => goes('#/day'), l: () => goes('#/') })
  const leave = async () => {
    await signOut().catch(() => null)
    forgetDrafts()
    forgetEdits()
    location.assign('/sign-in/')
  }
  return (
    <div className="desk">
      <header className="desk-bar">
        <nav aria-label="办件台" ref={places}>
          <DeskPlaces role={actor.role} hash={hash} />
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
      {actor.role === 'head' && hash !== '#/identity' && <OpeningsAsked />}
      <DeskPage role={actor.role} hash={hash} ground={ground} />
      {showKeys && <KeyTable onClose={() => setShowKeys(false)} />}
    </div>
  )
}
