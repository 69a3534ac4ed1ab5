import type { Box, RedactionState, RedactionTick } from '#domain/tip/redaction.ts'
import { post } from '../../client.ts'

/** A redaction as the desk sees it. */
export type PhotoRedaction = {
  id: string
  attachmentId: string
  sha256: string
  width: number
  height: number
  boxes: Box[]
  state: RedactionState
  drawnBy: string
  drawnOn: string
  decidedOn: string | null
}

export const drawRedaction = (photo: string, input: { version: number; boxes: Box[]; ticks: RedactionTick[] }) =>
  post<{ id: string; version: number }>(`/api/attachments/${photo}/redactions`, input)
export const approveRedaction = (id: string, version: number) =>
  post<{ version: number }>(`/api/redactions/${id}/approval`, { version })
export const returnRedaction = (id: string, version: number, reason: string) =>
  post<{ version: number }>(`/api/redactions/${id}/return`, { version, reason })
