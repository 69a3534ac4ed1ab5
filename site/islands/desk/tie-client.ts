import type { Tie, TieInput } from '#domain/tie.ts'
import { get, post } from '../../client.ts'

export type NamedTie = Tie & { personName: string; partyName: string; declaredByName: string }
export type Ties = { items: NamedTie[]; people: { id: string; name: string }[] }

export const listTies = () => get<Ties>('/api/ties')
export const declareTie = (input: TieInput) => post<{ id: string; closed?: number }>('/api/ties', input)
export const withdrawTie = (id: string, reason: string) =>
  post(`/api/ties/${encodeURIComponent(id)}/withdrawal`, { reason })
