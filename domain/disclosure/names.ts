import type { FilingKind } from '../record.ts'
import { itemIdOf } from '../standard/item.ts'
import type { Surroundings } from './rules.ts'

type Data = Record<string, unknown>
type Named = { code?: unknown; id?: unknown; name?: unknown }

/** Fields that name a service provider. */
export const PROVIDERS = ['institution', 'contractor', 'supervisor', 'monitor', 'assessor'] as const

/**
 * A draft with what the registers know: names of plot, project and registered providers, the plot and the contractor of a
 * notice, the standard's item of each target. A name entered differently gives way, so that one thing has one name.
 */
export function withNames(kind: FilingKind, data: Data, { notice, plot, institutions }: Surroundings): Data {
  const known: Data = { ...data }
  for (const field of PROVIDERS) {
    const one = data[field] as Named | undefined
    const name = typeof one?.code === 'string' ? institutions.get(one.code) : undefined
    if (name) known[field] = { ...one, name }
  }
  if (kind === 'remediation_notice') {
    if (plot?.data) known.plot = { id: plot.id, name: plot.data.name }
    if (Array.isArray(data.targets)) known.targets = data.targets.map(withItem)
  }
  const board = notice?.data
  if (board && (kind === 'soil_transfer' || kind === 'effect_assessment')) {
    known.project = { id: notice.id, name: board.project }
    known.plot = { id: board.plot.id, name: board.plot.name }
  }
  if (board && kind === 'effect_assessment') {
    known.contractor ??= board.contractor
    if (Array.isArray(data.findings)) known.findings = data.findings.map(withItem)
  }
  return known
}

/** Soil targets of development land are those of GB 36600-2018; groundwater has no item there. */
function withItem(one: unknown): unknown {
  if (typeof one !== 'object' || one === null) return one
  const { item, medium, pollutant } = one as { item?: unknown; medium?: unknown; pollutant?: unknown }
  if (item !== undefined || medium !== 'soil' || typeof pollutant !== 'string') return one
  const found = itemIdOf('GB 36600-2018', { pollutant })
  return found ? { ...one, item: found } : one
}
