import type { PublicRecord, Relation } from './record.ts'
import { itemIdOf, standardFor } from './standard/item.ts'

export type Link = { relation: Relation; target: string }

/** What a record names, so that the pages of those things can list it. A withdrawn record names nothing. */
export function linksOf(record: PublicRecord): Link[] {
  if (!record.data) return []
  const links: Link[] = record.party ? [{ relation: 'party', target: record.party.code }] : []
  const institutions = (...codes: (string | undefined)[]) => {
    for (const target of new Set(codes)) if (target) links.push({ relation: 'institution', target })
  }
  switch (record.kind) {
    case 'soil_self_monitoring': {
      const standard = standardFor(record.data.landClass)
      const items = new Set(record.data.rows.map((row) => itemIdOf(standard, row)))
      for (const target of items) if (target) links.push({ relation: 'item', target })
      institutions(record.data.institution?.code)
      break
    }
    case 'remediation_notice':
      links.push({ relation: 'plot', target: record.data.plot.id })
      institutions(record.data.contractor.code, record.data.supervisor.code, record.data.monitor.code)
      break
    case 'soil_transfer':
      links.push(
        { relation: 'plot', target: record.data.plot.id },
        { relation: 'project', target: record.data.project.id },
      )
      break
    case 'effect_assessment':
      links.push(
        { relation: 'plot', target: record.data.plot.id },
        { relation: 'project', target: record.data.project.id },
      )
      institutions(record.data.assessor.code, record.data.contractor.code)
      break
    case 'case': {
      const { street, kinds, enterprise, plot, project } = record.data
      if (enterprise) links.push({ relation: 'party', target: enterprise.id })
      if (plot) links.push({ relation: 'plot', target: plot.id })
      if (project) links.push({ relation: 'project', target: project.id })
      if (street) links.push({ relation: 'street', target: street.code })
      for (const target of kinds) links.push({ relation: 'kind', target })
      break
    }
    case 'enterprise':
    case 'plot':
    case 'institution':
    case 'figures':
      break
  }
  return links
}
