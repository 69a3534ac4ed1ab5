import type { SealedBy } from '#domain/identity/envelope.ts'
import type { Channel, REPORTER_MODES, TipBehaviour, TipKind } from '#domain/tip/kinds.ts'
import type { Answers } from '#domain/tip/questions.ts'
import type { Accused } from '#domain/tip/schema.ts'
import type { Recurrence, SubKind } from '#domain/tip/taxonomy.ts'

/** What a tip says, as the desk gets it with its case. */
export type CaseTip = {
  reference: string
  receivedOn: string
  description: string
  kinds: TipKind[]
  behaviours: TipBehaviour[]
  subKinds: SubKind[]
  occurredOn: string | null
  occurredTo: string | null
  recurrence: Recurrence | null
  ongoing: boolean | null
  address: string
  street: string | null
  functionalZone: string | null
  functionalZoneName: string | null
  accused: Accused | null
  answers: Answers
  demand: string | null
  channel: Channel
  emergencies: string[]
  reporterMode: (typeof REPORTER_MODES)[number]
  sealedBy: SealedBy | null
  outOfDistrict: string | null
  cgcs: { lng: number; lat: number } | null
}
