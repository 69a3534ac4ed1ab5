import type { Actor } from '#domain/access.ts'
import type { Bureau } from '#domain/bureau.ts'
import { decide } from '#domain/case/decide.ts'
import { escalated } from '#domain/case/escalation.ts'
import { joinedBy, openedBy } from '#domain/case/opening.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import type { Case, DecisionInput } from '#domain/case/schema.ts'
import { dayOf } from '#domain/clock.ts'
import { locate } from '#domain/district.ts'
import { type Grid, locateGrid } from '#domain/grid.ts'
import { commit, commitmentContent } from '#domain/tip/commitment.ts'
import { emergenciesOf } from '#domain/tip/emergency.ts'
import { matterKey } from '#domain/tip/matter.ts'
import { deriveReceipt, receiptHash } from '#domain/tip/receipt.ts'
import { referenceFrom } from '#domain/tip/reference.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import { seedStaff } from './account.ts'
import { saveCase } from './case.ts'
import { ANSWERED_CASES } from './cast/answered.ts'
import { castChance } from './cast/chance.ts'
import { CLOSED_CASES } from './cast/closed.ts'
import { monthsBefore } from './cast/figures.ts'
import type { CastCase, CastStep } from './cast/path.ts'
import { PEOPLE } from './cast/people.ts'
import type { Scene } from './cast/photo.ts'
import { instantOf, receivedAt } from './cast/times.ts'
import { CASES_UNDER_WAY } from './cast/under-way.ts'
import { CASES_WAITING } from './cast/waiting.ts'
import { decisionStatements } from './decision.ts'
import type { Db, Statement } from './engine.ts'
import type { Drawing } from './redaction.ts'
import { playFilings } from './seed-filings.ts'
import { type Photo, type Picture, playPicture, storePhotos } from './seed-photos.ts'
import { isAboutRow, type Release, releaseBy, rowOfCast } from './seed-publications.ts'
import { rosterOfDemo } from './seed-roster.ts'
import { declareTies } from './seed-ties.ts'
import { insertReporterMessage, insertTip } from './tip.ts'
import type { NewTip } from './tip-row.ts'

/** What the seed needs of its instance. */
export type Seeding = {
  db: Db
  bureau: Bureau
  secrets: { receipt: Uint8Array; pepper: Uint8Array }
  store: Drawing['store']
  burnBoxes: Drawing['burnBoxes']
}

const CASES: readonly CastCase[] = [...CLOSED_CASES, ...ANSWERED_CASES, ...CASES_UNDER_WAY, ...CASES_WAITING]

/** Days of a decision that are those of the step. */
const DAYS = ['on', 'beganOn']

/**
 * Fills an empty demo instance with work that ends now, a year of cases and five of filings: the same functions as real
 * tips and decisions, all in one commit, so that it is there whole or not at all. Does nothing where there is something
 * already. The same `now` and keys give the same rows.
 * @returns how many cases and filings were written
 */
export async function seedDemo(about: Seeding, now: Date): Promise<number> {
  await seedStaff(about.db, PEOPLE)
  const isEmpty = async (table: 'cases' | 'publications') =>
    (await about.db.query(`SELECT 1 FROM ${table} LIMIT 1`)).rows.length === 0
  const cases = (await isEmpty('cases')) ? CASES : []
  const roster = rosterOfDemo(now)
  const seed = new Seed(about, now, roster.grids)
  for (const one of cases) await seed.play(one, now)
  seed.escalate(now)
  if (cases.length > 0) await declareTies(seed.db, now)
  if (cases.length > 0) seed.statements.push(...roster.statements)
  // What was an emergency months ago wakes nobody today.
  if (cases.length > 0) seed.statements.push("UPDATE outbox SET state = 'sent'", ...seed.takenOver())
  const filed = (await isEmpty('publications'))
    ? await playFilings(about, now, seed.releases)
    : { filings: 0, statements: [] }
  const statements = [...seed.statements, ...filed.statements]
  if (statements.length > 0) await about.db.write(statements)
  return cases.length + filed.filings
}

class Seed {
  readonly statements: Statement[] = []
  /** Collects what would be written, for the one commit at the end. */
  readonly db: Db
  readonly about: Seeding
  readonly now: Date
  readonly chance = castChance('demo')
  /** Each case of the cast as it stands, by its number, and the number of each tip. */
  readonly cases = new Map<string, Case>()
  readonly references = new Map<string, string>()
  readonly releases: Release[] = []
  readonly drawn = new Map<Scene, Promise<Uint8Array>>()
  readonly grids: readonly Grid[]

  constructor(about: Seeding, now: Date, grids: readonly Grid[]) {
    this.about = about
    this.now = now
    this.grids = grids
    const write = async (statements: Statement[]) => {
      this.statements.push(...statements)
      return []
    }
    this.db = { ...about.db, write }
  }

  async play(one: CastCase, now: Date): Promise<void> {
    const received = receivedAt(one.ago, this.random(2), now)
    const { store, burnBoxes } = this.about
    const kept = { store, chance: this.chance, drawn: this.drawn }
    const { photos, statements } = await storePhotos(one.photos ?? [], dayOf(received), kept)
    this.statements.push(...statements)
    const pictures = new Map<number, Picture>()
    const ids = photos.map((photo) => photo.id)
    const first = this.tip(one, inputOf(one, ids), received, photos)
    const caseId = await insertTip(this.db, first, undefined, this.id(), received)
    let current = openedBy(first, caseId, received).opened
    const tips = [first.id]
    let last = received
    for (const step of [...one.path].sort((a, b) => a.after - b.after)) {
      const at = instantOf(received, step.after, last, this.random(2), now)
      current = this.release(current, first, pictures, at)
      last = at
      if ('also' in step) {
        const tip = this.tip(one, { ...inputOf(one, []), description: step.also }, at)
        tips.push(tip.id)
        await insertTip(this.db, tip, current, current.id, at)
        current = joinedBy(current, tip, at).next
      } else if ('says' in step) {
        const message = { id: this.id(), tipId: first.id, caseId: current.id, text: step.says, attachments: [] }
        await insertReporterMessage(this.db, message, at)
      } else if ('decision' in step) current = this.decide(current, step, tips, pictures, at)
      else current = await playPicture({ db: this.db, store, burnBoxes }, current, step, photos, pictures, at)
    }
    current = this.release(current, first, pictures, now)
    this.cases.set(current.reference, current)
  }

  /** The figures of the months before the first case, as they would be taken over; the nightly job publishes them. */
  takenOver(): Statement[] {
    const [first] = [...this.cases.values()].map((one) => one.receivedOn).sort()
    return monthsBefore(first as string, this.about.bureau).map(({ period, counted }) => ({
      sql: "INSERT INTO period_counts(period, version, counted, hidden) VALUES (?, 0, ?, '[]')",
      args: [period, JSON.stringify(counted)],
    }))
  }

  /** What of the limits is over by now is written down, so that nothing moves the moment the demo starts. */
  escalate(now: Date): void {
    for (const current of this.cases.values()) {
      let saved = escalated(current, now, CLOCK_RULES)
      while (saved) {
        this.statements.push(...saveCase(saved.next, saved.event))
        saved = escalated(saved.next, now, CLOCK_RULES)
      }
    }
  }

  decide(
    current: Case,
    step: Extract<CastStep, { decision: unknown }>,
    tips: string[],
    pictures: ReadonlyMap<number, Picture>,
    at: Date,
  ): Case {
    const person = PEOPLE.find((member) => member.as === step.who)
    const actor: Actor = { id: `demo-${step.who}`, name: '', role: 'clerk', org: 'bureau', ...person }
    const days = DAYS.flatMap((name) => (name in step.input ? [[name, dayOf(at)]] : []))
    const input = { ...step.input, ...Object.fromEntries(days), version: current.version }
    const asked = { decision: step.decision, input } as DecisionInput
    const into = asked.decision === 'merge' ? this.played(asked.input.into) : undefined
    const newIds = asked.decision === 'split' ? asked.input.texts.map(() => this.id()) : []
    const row = isAboutRow(asked) ? rowOfCast(asked, current, pictures, this.now) : { asked, beside: {} }
    const decided = decide(current, row.asked, actor, this.about.bureau, at, { into, newIds, ...row.beside })
    const told = tips.map((id) => ({ id, reference: this.references.get(id) ?? '', notified: false }))
    this.statements.push(...decisionStatements(decided, told, at, CLOCK_RULES, () => this.id()))
    for (const other of decided.others) this.cases.set(other.next.reference, other.next)
    return decided.next
  }

  /** The row of a case once it is due; its place in the order of publications comes with those of the filings. */
  release(current: Case, tip: NewTip, pictures: ReadonlyMap<number, Picture>, by: Date): Case {
    const due = releaseBy(current, tip.cgcs, pictures, this.about.bureau, by)
    if (!due) return current
    this.statements.push(...due.statements)
    this.releases.push(due)
    return due.next
  }

  /** A case of the cast by the beginning of what was told. */
  played(description: string): Case | undefined {
    return [...this.cases.values()].find((one) => one.summary.startsWith(description))
  }

  tip(one: CastCase, input: TipInput, received: Date, photos: readonly Photo[] = []): NewTip {
    const { bureau, secrets } = this.about
    const on = dayOf(received)
    const { street, outside, cgcs } = locate(input.place, bureau, on)
    const content = commitmentContent(
      input,
      photos.map((photo) => photo.sha256),
    )
    const secret = this.random(32)
    const receipt = deriveReceipt(secrets.receipt, Buffer.from(this.random(16)).toString('hex'), content)
    const [id, reference] = [this.id(), referenceFrom(this.random(8), Number(on.slice(0, 4)))]
    this.references.set(id, reference)
    return {
      id,
      reference,
      input,
      channel: one.channel ?? 'web',
      receivedOn: on,
      street,
      grid: locateGrid(this.gridsOf(street), { point: cgcs, address: input.place.address }, on)?.id ?? null,
      outOfDistrict: outside?.body ?? null,
      emergencies: emergenciesOf(input, bureau),
      matterKey: matterKey(input),
      nationalPlatformNo: null,
      enteredBy: one.channel ? 'demo-qian' : null,
      receiptHash: receiptHash(secrets.pepper, receipt),
      cgcs,
      notifyEmail: null,
      envelope: null,
      commitment: commit(secret, content),
      commitmentSecret: secret,
      content,
      idempotency: null,
      solved: null,
    }
  }

  gridsOf(street: string | null): Grid[] {
    return this.grids.filter((one) => one.street === street)
  }

  random(length: number): Uint8Array {
    return this.chance.random(length)
  }

  id(): string {
    return this.chance.id()
  }
}

function inputOf(one: CastCase, attachments: string[]): TipInput {
  const { kinds, behaviours, description, place, accused, ongoing } = one
  return { kinds, behaviours, description, place, accused, ongoing, attachments, reporter: { mode: 'anonymous' } }
}
