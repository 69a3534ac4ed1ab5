import type { Role } from '#domain/access.ts'
import type { EventType } from '#domain/event.ts'
import type { GrantKind, GrantState } from '#domain/grant.ts'
import { call, get, post } from '../../client.ts'
import type { SeenProposal } from './ProposalRow.tsx'

/** The administrators' and auditors' calls: who works here, and the grants behind it. */
export type StaffMember = {
  id: string
  name: string
  email: string
  role: Role
  org: string
  orgName?: string
  enrolled: boolean
  suspended: boolean
  /** Enterprises they have a standing tie to. */
  ties: string[]
}
export type Post = { role: Role; org: string }
export type Invitation = Post & { email: string; name: string }
export type Proposed = { grant: { id: string; state: GrantState } }
export type Grant = SeenProposal & {
  id: string
  kind: GrantKind
  role: Role
  orgName: string
  name: string
  email: string
  state: GrantState
  expiresOn: string
}
export type StaffEvent = {
  type: EventType
  label: string
  at: string
  actorName: string | null
  name: string | null
  userId: string
  data: { alone?: boolean; role?: Role }
}

export const listStaff = () => get<{ items: StaffMember[] }>('/api/staff')
/** The link is shown once and opens when somebody else has confirmed the grant. */
export const inviteStaff = (invitation: Invitation) =>
  post<Proposed & { link: string }>('/api/staff/invitations', invitation)
/** Another link for somebody who lost password or device; their old ones stop working once it is used. */
export const inviteAgain = (id: string) => post<Proposed & { link: string }>(`/api/staff/${id}/invitation`)
export const changeRole = (id: string, to: Post) => post<Proposed>(`/api/staff/${id}/role`, to)
export const suspendStaff = (id: string) => post(`/api/staff/${id}/suspension`)
export const resumeStaff = (id: string) => call<Proposed>('DELETE', `/api/staff/${id}/suspension`)

export const listGrants = () => get<{ items: Grant[] }>('/api/grants')
export const listStaffEvents = () => get<{ items: StaffEvent[] }>('/api/grants/events')
export const confirmGrant = (id: string) => post(`/api/grants/${id}/confirmation`)
export const declineGrant = (id: string) => call('DELETE', `/api/grants/${id}`)
