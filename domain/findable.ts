import type { SoilRow } from './disclosure/schema.ts'
import type { PublicRecord } from './record.ts'
import { RECORD_KIND_WORDS } from './words/zh/record.ts'
import { INSTITUTION_ROLE_WORDS } from './words/zh/remediation.ts'
import { TIP_KIND_WORDS } from './words/zh/tip.ts'

/** What a record is found by. A withdrawn one is found by its title alone. */
export type Findable = {
  /** What it is called: its title, former names. */
  names: string[]
  /** Numbers that stand for it: credit code, permit, outlets, plot, filing number. */
  codes: string[]
  /** Everything else it says. */
  texts: string[]
}

/** What people may type to find a record. */
export function findableBy(record: PublicRecord): Findable {
  const { kind, title, party } = record
  if (!record.data) return { names: [title], codes: [], texts: [] }
  const about = aboutOf(record)
  const said = [RECORD_KIND_WORDS[kind], party?.name, party?.code, ...about.texts]
  return {
    names: [title, ...about.names],
    codes: about.codes.filter((one): one is string => Boolean(one)),
    texts: said.filter((one): one is string => Boolean(one)),
  }
}

type About = { names: string[]; codes: (string | null)[]; texts: (string | null | undefined)[] }

function aboutOf(record: PublicRecord): About {
  switch (record.kind) {
    case 'enterprise': {
      const { code, name, formerNames, permitNo, outlets, address, industry, legalRepresentative } = given(record.data)
      const names = [name, ...formerNames]
      return { names, codes: [code, permitNo, ...outlets], texts: [address, industry, legalRepresentative] }
    }
    case 'plot': {
      const { id, name, address, formerUse, plannedUse, restriction, listed } = given(record.data)
      return { names: [name], codes: [id], texts: [address, formerUse, plannedUse, restriction, listed?.notice] }
    }
    case 'institution': {
      const { code, name, roles, address, qualification } = given(record.data)
      return {
        names: [name],
        codes: [code, qualification],
        texts: [...roles.map((role) => INSTITUTION_ROLE_WORDS[role]), address],
      }
    }
    case 'soil_self_monitoring': {
      const { period, rows, institution, statement } = given(record.data)
      return { names: [], codes: [], texts: [`${period.year}`, institution?.name, statement, ...wordsOf(rows)] }
    }
    case 'remediation_notice': {
      const notice = given(record.data)
      const { project, plot, filingNo, contractor, supervisor, monitor, landUser, targets } = notice
      const others = [contractor.name, supervisor.name, monitor.name, landUser]
      return {
        names: [project],
        codes: [filingNo],
        texts: [plot.name, plot.id, ...others, ...targets.map((target) => target.pollutant), notice.process],
      }
    }
    case 'soil_transfer': {
      const { project, plot, mode, route, destination, disposal, loads } = given(record.data)
      const where = [destination.name, destination.address, mode, route, disposal]
      return {
        names: [],
        codes: [],
        texts: [project.name, plot.name, plot.id, ...where, ...loads.map((load) => load.no)],
      }
    }
    case 'figures':
      return { names: [], codes: [given(record.data).period], texts: [] }
    case 'effect_assessment': {
      const { project, plot, assessor, contractor, conclusionText, aftercare, rows, reportText } = given(record.data)
      const said = [conclusionText, aftercare, ...wordsOf(rows), reportText]
      return {
        names: [],
        codes: [],
        texts: [project.name, plot.name, plot.id, assessor.name, contractor.name, ...said],
      }
    }
    case 'case': {
      const { street, kinds, problem, findings, measures, enterprise, plot, project } = given(record.data)
      const about = [enterprise?.name, enterprise?.id, plot?.name, plot?.id, project?.name]
      const words = kinds.map((kind) => TIP_KIND_WORDS[kind])
      return { names: [], codes: [record.id], texts: [street?.name, ...words, problem, findings, measures, ...about] }
    }
  }
}

/** Thousands of results say the same few words. */
function wordsOf(rows: readonly SoilRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [row.pollutant, row.cas ?? '', row.point, row.institution]))]
}

function given<T>(data: T | null): T {
  if (data === null) throw new Error("couldn't tell what a withdrawn record says")
  return data
}
