import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Actor } from '#domain/access.ts'
import { addDays, dayOf } from '#domain/clock.ts'
import { dueOn } from '#domain/disclosure/deadline.ts'
import { decideDisclosure, openDisclosure } from '#domain/disclosure/decide.ts'
import { type Disclosure, type DisclosureInput, disclosureId } from '#domain/disclosure/filing.ts'
import { problemsOfFiling, type Surroundings } from '#domain/disclosure/rules.ts'
import type { FilingKind, PublicRecord, RecordFile } from '#domain/record.ts'
import { registerVersion } from '#domain/register.ts'
import { annualFilings } from './cast/annual.ts'
import { assessments } from './cast/assessments.ts'
import { castChance } from './cast/chance.ts'
import { CREDIT_CODES, FILERS, PARTIES } from './cast/enterprises.ts'
import type { CastFiling, CastTime, FilingStep } from './cast/filing.ts'
import { INSTITUTIONS } from './cast/institutions.ts'
import { PEOPLE } from './cast/people.ts'
import { projectNotices } from './cast/projects.ts'
import { type Entry, registerEntries } from './cast/register.ts'
import { reportPdf } from './cast/report.ts'
import { officeInstant } from './cast/times.ts'
import { transfers } from './cast/transfers.ts'
import { insertDisclosure, saveDisclosure } from './disclosure.ts'
import type { Statement } from './engine.ts'
import { insertEvent } from './event.ts'
import { insertFile } from './file.ts'
import { insertPublication } from './publication.ts'
import type { Seeding } from './seed.ts'
import type { Release } from './seed-publications.ts'

/** Decisions the rules are asked for. */
const JUDGED: readonly FilingStep['decision'][] = ['submission', 'signature', 'approval']

/** Something that happened: at an instant, in the order of the whole cast. */
type Happening = { at: Date; happen(): void | Promise<void> }

/**
 * Registers and filings of the demo bureau, played in the order they happened through the functions of real ones, the
 * rules for what may be submitted included; `releases` of the handling table come in between. Report files go to the store at once; everything else is in `statements`.
 * @throws when the cast breaks a rule
 */
export async function playFilings(
  about: Pick<Seeding, 'store'>,
  now: Date,
  releases: readonly Release[] = [],
): Promise<{ filings: number; statements: Statement[] }> {
  const play = new Play(about, now)
  const { time } = play
  const filings = [...annualFilings(time), ...projectNotices(time), ...transfers(time), ...assessments(time)]
  const rows = releases.map(({ at, record }) => ({ at, happen: () => play.release(record) }))
  const happenings = [...rows, ...play.registers(), ...filings.flatMap((one) => play.filing(one))]
  for (const { happen } of happenings.sort((a, b) => a.at.getTime() - b.at.getTime())) await happen()
  return { filings: filings.length, statements: play.statements }
}

class Play {
  readonly statements: Statement[] = FILERS.map(filerAccount)
  readonly time: CastTime
  readonly about: Pick<Seeding, 'store'>
  readonly now: Date
  readonly chance = castChance('filing')
  readonly filings = new Map<string, Disclosure>()
  readonly files = new Map<string, RecordFile[]>()
  /** Everything published so far, every version, oldest first. */
  readonly published: PublicRecord[] = []

  constructor(about: Pick<Seeding, 'store'>, now: Date) {
    this.about = about
    this.now = now
    const today = dayOf(now)
    this.time = { last: lastDueYear(today), today, ago: (days) => addDays(today, -days), id: (key) => this.id(key) }
  }

  registers(): Happening[] {
    return registerEntries(this.time).map((entry) => {
      const at = this.instant(entry.on)
      return { at, happen: () => this.register(entry, at) }
    })
  }

  /** The draft and every step after it, each in office hours and after the one before. */
  filing(one: CastFiling): Happening[] {
    let at = this.instant(one.draftedOn)
    const first: Happening = { at, happen: () => this.draft(one, first.at) }
    return [
      first,
      ...one.path.map((step) => {
        const moment = this.instant(step.on, at)
        at = moment
        return { at: moment, happen: () => this.step(one, step, moment) }
      }),
    ]
  }

  register({ kind, version, data }: Entry, at: Date): void {
    const { record, event } = registerVersion(kind, data, version, { id: 'demo-qian' }, at)
    this.published.push(record)
    this.statements.push(insertEvent(event), ...insertPublication(record, null))
  }

  /** A row of the handling table takes its place among what is published. */
  release(record: PublicRecord<'case'>): void {
    this.statements.push(...insertPublication(record, null))
  }

  async draft(one: CastFiling, at: Date): Promise<void> {
    const { kind, year } = one
    const opened = { id: this.id(one.key), kind, year, data: one.data }
    const { next, event } = openDisclosure(opened, this.actor(one, 'editor'), at)
    this.filings.set(one.key, next)
    this.statements.push(...insertDisclosure(next, event))
    if (one.report) await this.upload(one, one.report, dayOf(at))
  }

  step(one: CastFiling, step: FilingStep, at: Date): void {
    const current = this.filings.get(one.key) as Disclosure
    const actor = this.actor(one, step.who)
    const surroundings = this.surroundings(one, current, dayOf(at))
    const { party, published } = surroundings
    const decided = decideDisclosure(
      current,
      { decision: step.decision, input: { ...step.input, version: current.version } } as unknown as DisclosureInput,
      actor,
      {
        party,
        files: surroundings.files,
        problems: JUDGED.includes(step.decision) ? problemsOfFiling(current, surroundings) : [],
        published,
        snapshot: null,
      },
      at,
    )
    this.filings.set(one.key, decided.next)
    this.statements.push(...saveDisclosure(decided))
    if (decided.record) this.published.push(decided.record)
  }

  surroundings(one: CastFiling, current: Disclosure, today: string): Surroundings {
    const { kind, data, id } = current
    const named = data as { project?: { id: string }; plot?: { id: string } }
    const party = this.newest('enterprise', CREDIT_CODES[one.party])
    const versions = this.published.filter((record) => record.kind === kind && record.id === id)
    const before = this.published.findLast(
      (record) =>
        record.kind === 'soil_self_monitoring' &&
        record.party?.code === party?.id &&
        record.data?.period.year === Number(one.year) - 1,
    ) as PublicRecord<'soil_self_monitoring'> | undefined
    return {
      today,
      party: { code: String(party?.id), name: String(party?.title) },
      notice: named.project?.id ? this.newest('remediation_notice', named.project.id) : null,
      plot: named.plot?.id ? this.newest('plot', named.plot.id) : null,
      institutions: new Map(INSTITUTIONS.map(({ code, name }) => [code, name])),
      before: before?.data ?? null,
      files: this.files.get(one.key) ?? [],
      published: (versions.at(-1) as PublicRecord<FilingKind> | undefined) ?? null,
      firstOn: versions[0]?.publishedOn ?? null,
    }
  }

  newest<K extends PublicRecord['kind']>(kind: K, id: string): PublicRecord<K> | null {
    const found = this.published.findLast((record) => record.kind === kind && record.id === id)
    return (found as PublicRecord<K> | undefined) ?? null
  }

  async upload(one: CastFiling, { name, title, lines }: NonNullable<CastFiling['report']>, on: string): Promise<void> {
    const bytes = reportPdf(title, lines)
    const file = { name, type: 'application/pdf', size: bytes.length, sha256: bytesToHex(sha256(bytes)) }
    const key = Buffer.from(this.chance.random(16)).toString('hex')
    await this.about.store.put(key, bytes)
    this.files.set(one.key, [file])
    const row = { ...file, id: this.chance.id(), key, disclosureId: this.id(one.key), revision: 1, uploadedOn: on }
    this.statements.push(...insertFile(row))
  }

  actor({ party }: CastFiling, who: FilingStep['who']): Actor {
    if (who === 'editor' || who === 'signer')
      return { id: PARTIES[party][who], name: '', role: who, org: CREDIT_CODES[party] }
    const person = PEOPLE.find((member) => member.as === who)
    return { id: `demo-${who}`, name: '', role: person?.role ?? 'clerk', org: 'bureau' }
  }

  id(key: string): string {
    return filingId(key)
  }

  instant(day: string, last = new Date(0)): Date {
    return officeInstant(day, last, this.chance.random(2), this.now)
  }
}

/** What a filing of the cast is called in public. */
export function filingId(key: string): string {
  return disclosureId(castChance(`filing ${key}`).random(8))
}

/** The last year whose soil self-monitoring was due before today. */
function lastDueYear(today: string): number {
  const year = Number(today.slice(0, 4)) - 1
  return (dueOn('soil_self_monitoring', year) ?? '') < today ? year : year - 1
}

/** An account that files and cannot sign in: it has no password and stands at no door. */
function filerAccount({ key, as, name, signer }: (typeof FILERS)[number]): Statement {
  return {
    sql: `INSERT INTO user(id, name, email, email_verified, created_at, updated_at, two_factor_enabled, role, org)
          VALUES (?, ?, ?, 1, 0, 0, 1, ?, ?) ON CONFLICT DO NOTHING`,
    args: [`demo-${as}`, name, `${as}@demo.invalid`, signer ? 'signer' : 'editor', CREDIT_CODES[key]],
  }
}
