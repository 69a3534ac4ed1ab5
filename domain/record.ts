import type { PublishedCase } from './case/publication/record.ts'
import type { SoilSelfMonitoring } from './disclosure/schema.ts'
import type { Enterprise } from './enterprise/schema.ts'
import type { Figures } from './figures/public.ts'
import type { Institution } from './institution/schema.ts'
import type { Plot } from './plot/schema.ts'
import type { EffectAssessment } from './remediation/assessment.ts'
import type { RemediationNotice } from './remediation/schema.ts'
import type { SoilTransfer } from './remediation/transfer.ts'

/** What is filed by a responsible party, signed, reviewed and published: the kinds of the one path. */
export const FILING_KINDS = [
  'soil_self_monitoring',
  'remediation_notice',
  'soil_transfer',
  'effect_assessment',
] as const
export type FilingKind = (typeof FILING_KINDS)[number]

/** What the bureau keeps itself and publishes with every change. */
export const REGISTER_KINDS = ['enterprise', 'plot', 'institution'] as const
export type RegisterKind = (typeof REGISTER_KINDS)[number]

/** Every version of these keeps its page: what is filed, figures, and the rows of the handling table. */
export const VERSIONED_KINDS = [...FILING_KINDS, 'figures', 'case'] as const
export type VersionedKind = (typeof VERSIONED_KINDS)[number]

export function isVersioned(kind: RecordKind): kind is VersionedKind {
  return VERSIONED_KINDS.some((one) => one === kind)
}

export const RECORD_KINDS = [...REGISTER_KINDS, ...FILING_KINDS, 'figures', 'case'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** What each kind says. */
export type RecordData = {
  enterprise: Enterprise
  plot: Plot
  institution: Institution
  soil_self_monitoring: SoilSelfMonitoring
  remediation_notice: RemediationNotice
  soil_transfer: SoilTransfer
  effect_assessment: EffectAssessment
  figures: Figures
  case: PublishedCase
}

/** Who files: an enterprise, a street office, a transferee. `code` is the 18-character unified social credit code. */
export type Party = { code: string; name: string }

/** A file published with a record (a report, a picture), at `<address>v/<version>/<name>`. Sizes in bytes, digest in lower-case hex. */
export type RecordFile = { name: string; type: string; size: number; sha256: string }

/**
 * One published version of one thing, exactly as it is kept in the record, logged and shown. Versions count from 1.
 * A withdrawal is a version too: `withdrawn` is filled and `data` is null.
 */
export type PublicRecord<K extends RecordKind = RecordKind> = {
  [Kind in K]: {
    kind: Kind
    id: string
    version: number
    /** What people call it, kept when its data is withdrawn. */
    title: string
    publishedOn: string
    /** Day its party signed this version: when it counts as filed. null where no party files, and in withdrawals. */
    filedOn: string | null
    /** null in what the bureau keeps itself: registers, and rows of the handling table. */
    party: Party | null
    /** Corrections: what changed, and on what basis (令24 art. 18). */
    change: { changed: string; basis: string } | null
    withdrawn: { basis: string } | null
    /** What the one who files answers to what is public, in their own words; absent without. */
    reply?: string
    /** How often the bureau returned this version before it was approved. */
    returned: number
    files: RecordFile[]
    data: RecordData[Kind] | null
  }
}[K]

const ADDRESSES: Readonly<Record<RecordKind, string>> = {
  enterprise: 'enterprises',
  plot: 'plots',
  institution: 'institutions',
  soil_self_monitoring: 'disclosures',
  remediation_notice: 'remediations',
  soil_transfer: 'transfers',
  effect_assessment: 'assessments',
  figures: 'figures',
  case: 'cases',
}

/** List address of a kind, e.g. `/enterprises/`. */
export function listAddress(kind: RecordKind): string {
  return `/${ADDRESSES[kind]}/`
}

/** Public address of a record, for ever, e.g. `/disclosures/7k3m9q2x5t1v/`. */
export function recordAddress(kind: RecordKind, id: string): string {
  return `/${ADDRESSES[kind]}/${id}/`
}

/** The kind and id an address names, with what follows the id (`v/2/`); null when it is not a record's. */
export function readAddress(address: string): { kind: RecordKind; id: string; rest: string } | null {
  const [, list, id, rest] = /^\/([a-z]+)\/([\w-]+)\/(.*)$/.exec(address) ?? []
  const kind = RECORD_KINDS.find((one) => ADDRESSES[one] === list)
  return kind && id ? { kind, id, rest: rest ?? '' } : null
}

/** What a record can be looked up by besides its id. */
export const RELATIONS = ['party', 'plot', 'project', 'institution', 'item', 'street', 'kind'] as const
export type Relation = (typeof RELATIONS)[number]
