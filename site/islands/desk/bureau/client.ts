import type { BureauChange, KeptChange } from '#domain/bureau/change.ts'
import type { Bureau } from '#domain/bureau.ts'
import type { Holding } from '#domain/holding.ts'
import { call, get, post } from '../../../client.ts'
import type { SeenProposal } from '../ProposalRow.tsx'

/** The administrators' and auditors' calls: the bureau's configuration, and what is changed of it by two. */
export type SeenChange = KeptChange & SeenProposal
export type SeenBureau = { today: string; bureau: Bureau; changes: SeenChange[] }

export const getBureau = () => get<SeenBureau>('/api/bureau')
/** What hangs on a department now. */
export const getHolding = (id: string) =>
  get<{ holding: Holding }>(`/api/bureau/departments/${encodeURIComponent(id)}/holding`)
export const proposeChange = (change: BureauChange, reason: string) =>
  post<{ id: string }>('/api/bureau/changes', { change, reason })
export const confirmChange = (id: string) => post(`/api/bureau/changes/${id}/confirmation`)
export const declineChange = (id: string) => call('DELETE', `/api/bureau/changes/${id}`)
