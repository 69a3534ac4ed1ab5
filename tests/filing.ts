import { CREDIT_CODES, PARTIES } from '#db/cast/enterprises.ts'
import { INSTITUTIONS } from '#db/cast/institutions.ts'
import type { RemediationNotice } from '#domain/remediation/schema.ts'
import type { Opened, Person } from './setup.ts'

/** 严填报 and 华签字 file for the plating works, 金填报 and 魏签字 for the battery works. */
export const PLATING = CREDIT_CODES.plating
export const BATTERY = CREDIT_CODES.battery
export const [LAB, CONTRACTOR, SUPERVISOR, ASSESSOR] = INSTITUTIONS.map(({ code, name }) => ({ code, name })) as [
  Firm,
  Firm,
  Firm,
  Firm,
]
type Firm = { code: string; name: string }

export const PLOT = {
  id: 'ZY-2024-009',
  name: '演示旧车间地块',
  address: '郑州市中原区须水街道甲子工业路1号（虚构）',
  street: '410102012',
  area: 1200,
  formerUse: '电镀车间',
  plannedUse: null,
  stages: { investigation: '2025-03-01' },
  listed: null,
  restriction: null,
  contact: null,
}

/** Registers both works, the institutions and the plot, as a clerk does. */
export async function register(here: Opened): Promise<void> {
  const clerk = await here.as('qian')
  const put = async (path: string, body: unknown) => {
    const { status, body: said } = await here.ask('POST', path, body, clerk)
    if (status !== 201) throw new Error(`couldn't register at ${path}: ${JSON.stringify(said)}`)
  }
  for (const party of ['plating', 'battery'] as const) await put('/api/enterprises', PARTIES[party].enterprise(2025))
  for (const firm of INSTITUTIONS) await put('/api/institutions', firm)
  await put('/api/plots', PLOT)
}

export const aRow = (about: Record<string, unknown> = {}) => ({
  point: 'S1',
  lng: 113.512345,
  lat: 34.754321,
  depthTop: 0,
  depthBottom: 0.2,
  sampledOn: '2025-06-11',
  pollutant: '铅',
  cas: '7439-92-1',
  value: '56.3',
  unit: 'mg/kg',
  detectionLimit: '10',
  method: 'HJ 491-2019',
  institution: LAB.name,
  ...about,
})

export const aNotice = (about: Partial<RemediationNotice> = {}) => ({
  project: '演示旧车间土壤修复',
  plot: { id: PLOT.id },
  responsibility: 'polluter',
  targets: [{ pollutant: '铅', target: 800, unit: 'mg/kg', medium: 'soil' }],
  area: 1200,
  volume: 3000,
  process: '清挖后外运水泥窑协同处置。',
  startsOn: '2026-10-12',
  endsOn: '2026-12-20',
  contractor: CONTRACTOR,
  supervisor: SUPERVISOR,
  monitor: LAB,
  impacts: [{ aspect: 'dust', impact: '清挖扬尘。', measure: '湿法作业。' }],
  contact: { name: '严演示', phone: '0371-0000-0001' },
  complaintChannel: '12345',
  filingNo: '演示备〔2026〕9号',
  ...about,
})

export const aTransfer = (project: string, about: Record<string, unknown> = {}) => ({
  project: { id: project },
  time: { from: '2026-09-22', to: '2026-09-30' },
  mode: '密闭货车',
  route: '甲路—乙路',
  quantity: 500,
  destination: { name: '虚构水泥有限公司', address: '虚构县' },
  disposal: '水泥窑协同处置',
  hazardous: false,
  originBureau: '郑州市生态环境局',
  destinationBureau: '演示市生态环境局',
  reportedOn: '2026-09-10',
  ...about,
})

export const anAssessment = (project: string, about: Record<string, unknown> = {}) => ({
  project: { id: project },
  assessor: ASSESSOR,
  assessedOn: '2026-09-01',
  findings: [{ pollutant: '铅', target: 800, unit: 'mg/kg', medium: 'soil', highest: '512', met: true }],
  rows: [aRow({ value: '512', sampledOn: '2026-08-20' })],
  conclusion: 'met',
  conclusionText: '全部达标。',
  aftercare: '每年监测一次。',
  objectionContact: '0371-0000-0024',
  reportText: '报告文字。',
  ...about,
})

/** Begins a filing; its id. */
export async function begin(here: Opened, who: Person, kind: string, data: Record<string, unknown>): Promise<string> {
  const { status, body } = await here.ask('POST', '/api/disclosures', { kind, ...data }, await here.as(who))
  if (status !== 201) throw new Error(`couldn't begin ${kind}: ${JSON.stringify(body)}`)
  return body.id
}

/** The next decision on a filing at the version that is there. */
export async function decide(here: Opened, id: string, who: Person, decision: string, input = {}) {
  const { rows } = await here.db.query('SELECT version FROM disclosures WHERE id = ?', [id])
  const body = { version: Number(rows[0]?.version), ...input }
  return here.ask('POST', `/api/disclosures/${id}/${decision}`, body, await here.as(who))
}

/** Begins a filing and takes it all the way to its page. */
export async function publishOne(
  here: Opened,
  kind: string,
  data: Record<string, unknown>,
  [editor, signer]: [Person, Person] = ['yan', 'hua'],
): Promise<string> {
  const id = await begin(here, editor, kind, data)
  if (kind === 'effect_assessment') await sendReport(here, id, editor)
  for (const [who, decision] of [
    [editor, 'submission'],
    [signer, 'signature'],
    ['zhao', 'approval'],
  ] as const) {
    const { status, body } = await decide(here, id, who, decision)
    if (status !== 200) throw new Error(`couldn't take ${decision} on ${kind}: ${JSON.stringify(body)}`)
  }
  return id
}

/** A year's soil monitoring with one row, unless told. */
export const aYear = (year = 2025, about: Record<string, unknown> = {}) => ({
  period: { year },
  landClass: 'class2',
  rows: [aRow({ sampledOn: `${year}-06-11` })],
  ...about,
})

/** Uploads one file to a filing. */
export async function send(
  here: Opened,
  path: string,
  who: Person,
  bytes: Uint8Array | string,
  name: string,
  fields: Record<string, string> = {},
) {
  const form = new FormData()
  form.set('file', new File([bytes as BlobPart], name))
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  return here.ask('POST', path, form, await here.as(who))
}

/** A PDF of one page that says `words` (ASCII). */
export function aPdf(words: string): string {
  const stream = `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = pdf.length
    pdf += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const xref = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return `${pdf}xref\n0 6\n0000000000 65535 f \n${xref}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`
}

export async function sendReport(here: Opened, id: string, who: Person, words = 'lead was found', name = 'report.pdf') {
  return send(here, `/api/disclosures/${id}/files`, who, aPdf(words), name)
}

/** Everything published, oldest first, as records. */
export async function published(here: Opened, kind: string) {
  const { rows } = await here.db.query('SELECT record FROM publications WHERE kind = ? ORDER BY position', [kind])
  return rows.map((row) => JSON.parse(String(row.record)))
}
