import type { Disclosure } from '#domain/disclosure/filing.ts'
import { PROVIDERS } from '#domain/disclosure/names.ts'
import type { Surroundings } from '#domain/disclosure/rules.ts'
import type { SoilSelfMonitoring } from '#domain/disclosure/schema.ts'
import type { Party } from '#domain/record.ts'
import type { Db } from './engine.ts'
import { listFiles } from './file.ts'
import { findRecord, findTitles } from './register.ts'

/** What a filing is judged beside, today. */
export async function surroundingsOf(
  db: Db,
  filing: Pick<Disclosure, 'id' | 'kind' | 'party' | 'year' | 'revision' | 'data'>,
  today: string,
): Promise<Surroundings> {
  const { id, kind, data } = filing
  const codes = PROVIDERS.flatMap((field) => textAt(data[field], 'code') ?? [])
  const [party, notice, plot, institutions, before, files, published, first] = await Promise.all([
    partyOf(db, filing.party),
    kind === 'soil_transfer' || kind === 'effect_assessment' ? ownNotice(db, filing) : null,
    kind === 'remediation_notice' ? findRecord(db, 'plot', textAt(data.plot, 'id') ?? '') : null,
    findTitles(db, 'institution', [...new Set(codes)]),
    kind === 'soil_self_monitoring' ? yearBefore(db, filing) : null,
    listFiles(db, id, filing.revision),
    findRecord(db, kind, id),
    db.query('SELECT first_published_on FROM published WHERE kind = ? AND id = ?', [kind, id]),
  ])
  const firstOn = (first.rows[0]?.first_published_on as string | undefined) ?? null
  return {
    today,
    party,
    notice,
    plot: plot?.data ? plot : null,
    institutions,
    before,
    files: files.map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 })),
    published,
    firstOn,
  }
}

/** Who files, by the name in the register; by the code alone while nobody registered it. */
export async function partyOf(db: Db, code: string): Promise<Party> {
  return { code, name: (await findTitles(db, 'enterprise', [code])).get(code) ?? code }
}

/** The notice a transfer or an assessment names: public, and of the same party. */
async function ownNotice(db: Db, { data, party }: Pick<Disclosure, 'data' | 'party'>): Promise<Surroundings['notice']> {
  const notice = await findRecord(db, 'remediation_notice', textAt(data.project, 'id') ?? '')
  return notice?.data && notice.party?.code === party ? notice : null
}

async function yearBefore(
  db: Db,
  { kind, party, year }: Pick<Disclosure, 'kind' | 'party' | 'year'>,
): Promise<SoilSelfMonitoring | null> {
  if (year === null) return null
  const { rows } = await db.query(
    `SELECT r.record FROM published p JOIN publications r ON r.position = p.position
     WHERE p.kind = ? AND p.party = ? AND p.year = ? AND p.withdrawn = 0 ORDER BY p.ordinal DESC LIMIT 1`,
    [kind, party, year - 1],
  )
  return rows[0] ? (JSON.parse(String(rows[0].record)).data as SoilSelfMonitoring) : null
}

function textAt(of: unknown, name: string): string | undefined {
  const value = typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}
