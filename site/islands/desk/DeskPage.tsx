import type { Role } from '#domain/access.ts'
import { DUTY_ROLES } from '#domain/roster.ts'
import { TIE_ROLES } from '#domain/tie.ts'
import type { MapSettings } from '../../components/map/map-settings.ts'
import { FilingPage } from '../filing/FilingPage.tsx'
import { DataPage } from './bureau/DataPage.tsx'
import { DepartmentPage } from './bureau/DepartmentPage.tsx'
import { RulePage } from './bureau/RulePage.tsx'
import { CaseEntry } from './CaseEntry.tsx'
import { CaseFile } from './CaseFile.tsx'
import { CaseImport } from './CaseImport.tsx'
import { CasePage } from './CasePage.tsx'
import { CaseQueue } from './CaseQueue.tsx'
import { CountBoard } from './CountBoard.tsx'
import { FilingQueue } from './FilingQueue.tsx'
import { GrantPage } from './GrantPage.tsx'
import { GridPage } from './GridPage.tsx'
import { InspectionPage } from './InspectionPage.tsx'
import { IdentityPage } from './identity/IdentityPage.tsx'
import { MyDay } from './MyDay.tsx'
import { PageHead } from './PageHead.tsx'
import { RegisterEntry } from './RegisterEntry.tsx'
import { RegisterList } from './RegisterList.tsx'
import { RosterPage } from './RosterPage.tsx'
import { type Route, readRoute } from './route.ts'
import { StaffPage } from './StaffPage.tsx'
import { TextTemplates } from './TextTemplates.tsx'
import { TiePage } from './TiePage.tsx'

type Place = { href: string; word: string; pages: readonly Route['page'][]; roles: readonly Role[] }

/** Those who work on cases. */
export const CASE_ROLES: readonly Role[] = ['clerk', 'handler', 'head']
const ON_ROSTER: readonly Role[] = ['clerk', 'handler', 'head', 'auditor', 'admin']
const REGISTRARS: readonly Role[] = ['clerk', 'head']

/** Where each role may go, in the order of the bar. */
const PLACES: readonly Place[] = [
  { href: '#/day', word: '我的一天', pages: ['day'], roles: CASE_ROLES },
  { href: '#/', word: '队列', pages: ['queue', 'case', 'case-file'], roles: CASE_ROLES },
  { href: '#/', word: '办件数量', pages: ['queue'], roles: ['auditor'] },
  { href: '#/new', word: '登记来电来信', pages: ['entry'], roles: ['clerk'] },
  { href: '#/import', word: '导入清单', pages: ['import'], roles: ['clerk'] },
  { href: '#/filings', word: '披露审核', pages: ['filings', 'filing'], roles: ['clerk', 'head', 'auditor'] },
  { href: '#/', word: '人员', pages: ['queue'], roles: ['admin'] },
  { href: '#/identity', word: '身份保密', pages: ['queue', 'identity'], roles: ['officer'] },
  { href: '#/identity', word: '身份保密', pages: ['identity'], roles: ['head', 'auditor'] },
  { href: '#/roster', word: '值班', pages: ['roster', 'grids'], roles: ON_ROSTER },
  { href: '#/inspections', word: '巡查', pages: ['inspections'], roles: DUTY_ROLES },
  { href: '#/grants', word: '授权确认', pages: ['grants'], roles: ['admin', 'auditor'] },
  { href: '#/departments', word: '部门', pages: ['departments'], roles: ['admin', 'auditor'] },
  { href: '#/rules', word: '期限规则', pages: ['rules'], roles: ['admin', 'auditor'] },
  { href: '#/bureau', word: '本局资料', pages: ['bureau'], roles: ['admin', 'auditor'] },
  { href: '#/register/enterprises', word: '登记册', pages: ['register', 'register-entry'], roles: REGISTRARS },
  { href: '#/ties', word: '回避', pages: ['ties'], roles: TIE_ROLES },
  { href: '#/texts', word: '常用语', pages: ['texts'], roles: ['head'] },
]

/** Whoever works on cases begins with their day, everybody else with the first page of theirs. */
function routeFor(role: Role, hash: string): Route {
  const route = readRoute(hash)
  return route.page === 'day' && !CASE_ROLES.includes(role) ? readRoute('#/') : route
}

export function DeskPlaces({ role, hash }: { role: Role; hash: string }) {
  const { page } = routeFor(role, hash)
  return PLACES.filter(({ roles }) => roles.includes(role)).map(({ href, word, pages }) => (
    <a href={href} aria-current={pages.includes(page) ? 'page' : undefined} key={word}>
      {word}
    </a>
  ))
}

/** The page a role finds at an address; a role without one there is told so. */
export function DeskPage({ role, hash, ground }: { role: Role; hash: string; ground: MapSettings }) {
  const route = routeFor(role, hash)
  const mayGo = PLACES.some(({ pages, roles }) => roles.includes(role) && pages.includes(route.page))
  if (!mayGo) return <Missing />
  switch (route.page) {
    case 'queue':
      if (role === 'admin') return <StaffPage />
      if (role === 'officer') return <IdentityPage />
      if (role === 'auditor') return <CountBoard assignee={route.filters.assignee} />
      return <CaseQueue filters={route.filters} view={route.view} ground={ground} />
    case 'roster':
      return <RosterPage />
    case 'inspections':
      return <InspectionPage />
    case 'grids':
      return <GridPage />
    case 'day':
      return <MyDay />
    case 'identity':
      return <IdentityPage />
    case 'grants':
      return <GrantPage />
    case 'departments':
      return <DepartmentPage />
    case 'rules':
      return <RulePage />
    case 'bureau':
      return <DataPage />
    case 'case':
      return <CasePage id={route.id} key={route.id} />
    case 'case-file':
      return <CaseFile id={route.id} key={route.id} />
    case 'entry':
      return <CaseEntry ground={ground} />
    case 'import':
      return <CaseImport />
    case 'ties':
      return <TiePage />
    case 'texts':
      return <TextTemplates />
    case 'filings':
      return <FilingQueue state={route.state} />
    case 'filing':
      return <FilingPage id={route.id} home="#/filings" back="披露审核" key={route.id} />
    case 'register':
      return <RegisterList register={route.register} q={route.q} />
    case 'register-entry':
      return <RegisterEntry register={route.register} id={route.id} key={`${route.register}-${route.id}`} />
    case 'unknown':
      return <Missing />
  }
}

function Missing() {
  return (
    <PageHead title="没有这一页">
      <p>
        <a href="#/">回到队列</a>
      </p>
    </PageHead>
  )
}
