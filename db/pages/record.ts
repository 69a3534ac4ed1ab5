import type { Archive } from '#domain/archive.ts'
import { recordCsv as caseCsv, recordJson as caseJson } from '#domain/case/publication/record.ts'
import { recordCsv as disclosureCsv, recordJson as disclosureJson } from '#domain/disclosure/record.ts'
import { dutiesOf, type Filed } from '#domain/enterprise/duty.ts'
import { filedOf } from '#domain/enterprise/late.ts'
import { recordCsv as enterpriseCsv, recordJson as enterpriseJson } from '#domain/enterprise/record.ts'
import { recordCsv as figuresCsv, recordJson as figuresJson } from '#domain/figures/record.ts'
import { recordCsv as institutionCsv, recordJson as institutionJson } from '#domain/institution/record.ts'
import { linksOf } from '#domain/links.ts'
import type { PageFrame, PageLocals, RecordPage } from '#domain/page.ts'
import { recordCsv as plotCsv, recordJson as plotJson } from '#domain/plot/record.ts'
import type { PublicRecord, RecordKind } from '#domain/record.ts'
import { recordCsv as assessmentCsv, recordJson as assessmentJson } from '#domain/remediation/assessment-record.ts'
import { recordCsv as remediationCsv, recordJson as remediationJson } from '#domain/remediation/record.ts'
import { recordCsv as transferCsv, recordJson as transferJson } from '#domain/remediation/transfer-record.ts'

/** What a page shows, and the same for programs. */
export type Loaded = { locals: Omit<PageLocals, 'frame'>; json: object; csv: string }

/** Records of others an institution's or enterprise's page lists; the rest is in the lists and in search. */
export const MOST_LINKED = 50

/** Loads what the page of one version of a record shows. Never asked of a withdrawn one. */
export async function loadRecord(page: RecordPage<RecordKind>, archive: Archive, frame: PageFrame): Promise<Loaded> {
  const load = LOADERS[page.record.kind] as (
    page: RecordPage<RecordKind>,
    archive: Archive,
    frame: PageFrame,
  ) => Promise<Loaded>
  return load(page, archive, frame)
}

const LOADERS: {
  [K in RecordKind]: (page: RecordPage<K>, archive: Archive, frame: PageFrame) => Promise<Loaded>
} = {
  async enterprise(page, archive, frame) {
    const { id, data } = page.record
    const newestFirst = await archive.linked('soil_self_monitoring', 'party', id)
    const disclosures = newestFirst.toSorted((a, b) => (b.data?.period.year ?? 0) - (a.data?.period.year ?? 0))
    const works = {
      remediations: await archive.linked('remediation_notice', 'party', id, MOST_LINKED),
      transfers: await archive.linked('soil_transfer', 'party', id, MOST_LINKED),
      assessments: await archive.linked('effect_assessment', 'party', id, MOST_LINKED),
      cases: await archive.linked('case', 'party', id, MOST_LINKED),
    }
    const withdrawn = await archive.withdrawnBy(id, MOST_LINKED)
    const filed = await filedBy(newestFirst.toReversed(), archive)
    const duties = data ? dutiesOf(data, filed, frame.asOf) : []
    const enterprise = { ...page, disclosures, ...works, withdrawn, duties }
    return { locals: { enterprise }, json: enterpriseJson(enterprise, frame), csv: enterpriseCsv(enterprise) }
  },
  async plot(page, archive, frame) {
    const { id } = page.record
    const plot = {
      ...page,
      remediations: await archive.linked('remediation_notice', 'plot', id),
      transfers: await archive.linked('soil_transfer', 'plot', id),
      assessments: await archive.linked('effect_assessment', 'plot', id),
      cases: await archive.linked('case', 'plot', id, MOST_LINKED),
    }
    return { locals: { plot }, json: plotJson(plot, frame), csv: plotCsv(plot) }
  },
  async institution(page, archive, frame) {
    const { id } = page.record
    const institution = {
      ...page,
      disclosures: await archive.linked('soil_self_monitoring', 'institution', id, MOST_LINKED),
      remediations: await archive.linked('remediation_notice', 'institution', id, MOST_LINKED),
      assessments: await archive.linked('effect_assessment', 'institution', id, MOST_LINKED),
      total: {
        disclosures: await archive.countLinked('soil_self_monitoring', 'institution', id),
        remediations: await archive.countLinked('remediation_notice', 'institution', id),
        assessments: await archive.countLinked('effect_assessment', 'institution', id),
      },
    }
    return { locals: { institution }, json: institutionJson(institution, frame), csv: institutionCsv(institution) }
  },
  async soil_self_monitoring(page, archive, frame) {
    const { id, party, data } = page.record
    const others = party ? await archive.linked('soil_self_monitoring', 'party', party.code) : []
    const before = others.find((one) => one.id !== id && one.data?.period.year === (data?.period.year ?? 0) - 1) ?? null
    const disclosure = { ...page, before }
    return { locals: { disclosure }, json: disclosureJson(disclosure, frame), csv: disclosureCsv(disclosure) }
  },
  async remediation_notice(page, archive, frame) {
    const { id, data } = page.record
    const remediation = {
      ...page,
      plot: data && standing(await archive.find('plot', data.plot.id)),
      transfers: await archive.linked('soil_transfer', 'project', id),
      assessments: await archive.linked('effect_assessment', 'project', id),
      cases: await archive.linked('case', 'project', id, MOST_LINKED),
      registered: await registered(page.record, archive),
    }
    return { locals: { remediation }, json: remediationJson(remediation, frame), csv: remediationCsv(remediation) }
  },
  async soil_transfer(page, archive, frame) {
    const { data } = page.record
    const project = data && standing(await archive.find('remediation_notice', data.project.id))
    const transfer = { ...page, project }
    return { locals: { transfer }, json: transferJson(transfer, frame), csv: transferCsv(transfer) }
  },
  async effect_assessment(page, archive, frame) {
    const { data } = page.record
    const project = data && standing(await archive.find('remediation_notice', data.project.id))
    const assessment = { ...page, project, registered: await registered(page.record, archive) }
    return { locals: { assessment }, json: assessmentJson(assessment, frame), csv: assessmentCsv(assessment) }
  },
  async figures(figures, _archive, frame) {
    return { locals: { figures }, json: figuresJson(figures, frame), csv: figuresCsv(figures) }
  },
  async case(page, archive, frame) {
    const { data, version } = page.record
    // What an older version named is not looked after any more: it stays a name.
    const isNewest = version === page.newest
    const project =
      isNewest && data?.project ? standing(await archive.find('remediation_notice', data.project.id)) : null
    const row = { ...page, project }
    return { locals: { case: row }, json: caseJson(row, frame), csv: caseCsv(row) }
  },
}

/** Codes of the organisations a record names that have a page. */
async function registered(record: PublicRecord, archive: Archive): Promise<string[]> {
  const found: string[] = []
  for (const { relation, target } of linksOf(record))
    if (relation === 'institution' && (await archive.ordinal('institution', target))) found.push(target)
  return found
}

/** A withdrawn record is linked by nobody. */
function standing<K extends RecordKind>(record: PublicRecord<K> | null): PublicRecord<K> | null {
  return record?.data ? record : null
}

/** What counts for duties, in order of first publication. */
async function filedBy(records: PublicRecord<'soil_self_monitoring'>[], archive: Archive): Promise<Filed[]> {
  const filed: Filed[] = []
  for (const record of records) {
    const first = record.version === 1 ? record : (await archive.versions(record.kind, record.id))[0]
    const one = filedOf(record, first ?? record)
    if (one) filed.push(one)
  }
  return filed
}
