import * as z from 'zod/mini'
import type { FilingKind, Party, RecordData } from '../record.ts'
import { EffectAssessment } from '../remediation/assessment.ts'
import { RemediationNotice } from '../remediation/schema.ts'
import { SoilTransfer } from '../remediation/transfer.ts'
import { SoilSelfMonitoring } from './schema.ts'

/** What a title is made of; parts of a draft may be missing. */
export type Titled = { project?: unknown; period?: unknown; time?: unknown }

type KindOf<K extends FilingKind> = {
  schema: z.ZodMiniType<RecordData[K]>
  /** Filed once for each year. */
  yearly: boolean
  /** Has results by point, which come as a row file. */
  rows: boolean
  /** Its results may be of groundwater too, in mass per litre. */
  groundwater: boolean
  /** Cannot be submitted without a report file. */
  report: boolean
  /** What a new draft begins with. */
  start: Readonly<Record<string, unknown>>
  title(data: Titled, party: Party): string
}

/** What a kind of filing is. A further kind is a row here, its schema, its rules and its words. */
export const KINDS: { readonly [K in FilingKind]: KindOf<K> } = {
  soil_self_monitoring: {
    schema: SoilSelfMonitoring,
    yearly: true,
    rows: true,
    groundwater: false,
    report: false,
    start: {},
    title: ({ period }, party) => `${party.name} ${part(period, 'year') ?? ''} 年度土壤自行监测`,
  },
  remediation_notice: {
    schema: RemediationNotice,
    yearly: false,
    rows: false,
    groundwater: false,
    report: false,
    start: { stages: {} },
    title: ({ project }, party) => (typeof project === 'string' ? project : `${party.name}：土壤修复公告`),
  },
  soil_transfer: {
    schema: SoilTransfer,
    yearly: false,
    rows: false,
    groundwater: false,
    report: false,
    start: { loads: [] },
    title: ({ project, time }, party) => {
      const from = part(time, 'from')
      return `${part(project, 'name') ?? party.name}：${from ? `${from} 起的` : ''}土壤转运`
    },
  },
  effect_assessment: {
    schema: EffectAssessment,
    yearly: false,
    rows: true,
    groundwater: true,
    report: true,
    start: {},
    title: ({ project }, party) => `${part(project, 'name') ?? party.name}：修复效果评估`,
  },
}

/** Complete data of a kind, in the shape it is published in. @throws when something is missing: `problemsOfFiling` tells */
export function completeData<K extends FilingKind>(kind: K, data: Record<string, unknown>): RecordData[K] {
  return z.parse(KINDS[kind].schema, data) as RecordData[K]
}

/** What people call a filing, complete or not. */
export function titleOf(kind: FilingKind, data: Titled, party: Party): string {
  return KINDS[kind].title(data, party)
}

function part(of: unknown, name: string): string | null {
  const value = typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
