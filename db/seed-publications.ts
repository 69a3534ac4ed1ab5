import { type Bureau, findStreet } from '#domain/bureau.ts'
import type { Beside } from '#domain/case/decide.ts'
import { ABOUT, type About, publicNumber } from '#domain/case/publication/draft.ts'
import { released } from '#domain/case/publication/release.ts'
import type { Case, DecisionInput } from '#domain/case/schema.ts'
import { addDays, dayOf, minuteOf } from '#domain/clock.ts'
import type { Point } from '#domain/coordinates.ts'
import type { PublicRecord } from '#domain/record.ts'
import { saveCase } from './case.ts'
import { insertPhotos } from './case-publication.ts'
import { castChance } from './cast/chance.ts'
import { PARTIES } from './cast/enterprises.ts'
import type { CastAbout } from './cast/path.ts'
import { PEOPLE } from './cast/people.ts'
import { plotIds, plots } from './cast/plots.ts'
import { PROJECTS } from './cast/projects.ts'
import type { Statement } from './engine.ts'
import { filingId } from './seed-filings.ts'
import { approvedOf, type Picture } from './seed-photos.ts'

/** A row of the cast made public: what the case writes, and what is published of it at that moment. */
export type Release = { at: Date; record: PublicRecord<'case'>; next: Case; statements: Statement[] }

type RowDecision = Extract<DecisionInput, { decision: `publication${string}` }>

export function isAboutRow(asked: DecisionInput): asked is RowDecision {
  return asked.decision.startsWith('publication')
}

/**
 * A decision on a public row as the desk sends it, and what it is held against; the case of the cast has one tip's summary
 * to give away.
 */
export function rowOfCast(
  asked: RowDecision,
  current: Case,
  pictures: ReadonlyMap<number, Picture>,
  now: Date,
): { asked: RowDecision; beside: Beside } {
  const kept = {
    told: [current.summary],
    written: [],
    names: [current.reference, ...PEOPLE.map(({ name }) => name)],
    known: [],
  }
  const photos = approvedOf(pictures)
  if (asked.decision !== 'publication-draft') return { asked, beside: { kept, photos } }
  const { input } = asked
  const publicNo = publicNumber(castChance(`row ${current.reference}`).random(5))
  const about = aboutOf(input as CastAbout, now)
  const named = Object.fromEntries(ABOUT.flatMap((name) => (about[name] ? [[name, about[name].id]] : [])))
  const shown = input.photos?.map(({ redaction, caption }) => ({
    redaction: pictures.get(Number(redaction))?.id ?? redaction,
    caption,
  }))
  return {
    asked: { ...asked, input: { ...input, ...named, ...(shown && { photos: shown }) } },
    beside: { kept, photos, publicNumber: publicNo, about },
  }
}

/** What the cast calls by its own names, by those of the registers. */
function aboutOf({ enterprise, plot, project }: CastAbout, now: Date): About {
  const today = dayOf(now)
  const party = enterprise && PARTIES[enterprise].enterprise(Number(today.slice(0, 4)) - 1)
  const time = { last: 0, today, ago: (days: number) => addDays(today, -days), id: () => '' }
  const ground = plot && plots(time).find((one) => one.plot.id === plotIds(time)[plot])?.plot
  return {
    enterprise: party ? { id: party.code, name: party.name } : null,
    plot: ground ? { id: ground.id, name: ground.name } : null,
    project: project ? { id: filingId(`notice-${project}`), name: PROJECTS[project] } : null,
  }
}

/** The row of a case that is due by a moment, made public at its own minute; null when none is. */
export function releaseBy(
  current: Case,
  point: Point | null,
  pictures: ReadonlyMap<number, Picture>,
  bureau: Bureau,
  by: Date,
): Release | null {
  const { publication, street, closedOn } = current
  if (!publication?.from || publication.from > minuteOf(by)) return null
  const at = new Date(publication.from)
  const named = street ? findStreet(bureau, street, closedOn ?? dayOf(at)) : undefined
  const approved = approvedOf(pictures)
  const about = { street: named ? { code: named.code, name: named.name } : null, point, approved }
  const { next, event, record } = released(current, about, null, at)
  return { at, record, next, statements: [...saveCase(next, event), ...insertPhotos(record, approved)] }
}
