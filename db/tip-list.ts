import type { SealedBy } from '#domain/identity/envelope.ts'
import type { Channel, REPORTER_MODES, TipBehaviour, TipKind } from '#domain/tip/kinds.ts'
import type { Answers } from '#domain/tip/questions.ts'
import type { Accused } from '#domain/tip/schema.ts'
import type { Recurrence, SubKind } from '#domain/tip/taxonomy.ts'
import type { Db } from './engine.ts'

/** What residents sent about a case, oldest first: all that routing and the handler need, nothing of who they are. */
export async function listTips(db: Db, caseId: string) {
  const { rows } = await db.query(
    `SELECT reference, channel, received_on, kinds, behaviours, sub_kinds, description, occurred_on, occurred_to,
     recurrence, ongoing, address, street, functional_zone, answers, demand, cgcs_lng, cgcs_lat, accused, out_of_district, emergencies,
     reporter_mode, (SELECT sealed_by FROM envelopes WHERE tip_id = tips.id) AS sealed_by FROM tips
     WHERE case_id = ?1 OR id IN (SELECT tip_id FROM part_tips WHERE case_id = ?1) ORDER BY rowid`,
    [caseId],
  )
  return rows.map((row) => ({
    reference: String(row.reference),
    channel: row.channel as Channel,
    receivedOn: String(row.received_on),
    kinds: JSON.parse(String(row.kinds)) as TipKind[],
    behaviours: JSON.parse(String(row.behaviours)) as TipBehaviour[],
    subKinds: (row.sub_kinds === null ? [] : JSON.parse(String(row.sub_kinds))) as SubKind[],
    description: String(row.description),
    occurredOn: row.occurred_on as string | null,
    occurredTo: row.occurred_to as string | null,
    recurrence: row.recurrence as Recurrence | null,
    ongoing: row.ongoing === null ? null : Number(row.ongoing) === 1,
    address: String(row.address),
    street: row.street as string | null,
    functionalZone: row.functional_zone as string | null,
    answers: (row.answers === null ? {} : JSON.parse(String(row.answers))) as Answers,
    demand: row.demand as string | null,
    cgcs: row.cgcs_lng === null ? null : { lng: Number(row.cgcs_lng), lat: Number(row.cgcs_lat) },
    accused: row.accused === null ? null : (JSON.parse(String(row.accused)) as Accused),
    outOfDistrict: row.out_of_district as string | null,
    emergencies: JSON.parse(String(row.emergencies)) as string[],
    reporterMode: row.reporter_mode as (typeof REPORTER_MODES)[number],
    /** Whether, and by whom, who they are was sealed; null when there is nothing (any more). */
    sealedBy: row.sealed_by as SealedBy | null,
  }))
}
