import canonicalize from 'canonicalize'
import { linksOf } from '#domain/links.ts'
import type { PublicRecord } from '#domain/record.ts'
import type { Statement } from './open.ts'
import { indexRecord } from './search.ts'

/**
 * Sequences one record: the next position, where the record stands, what it names and how it is found. Goes into the
 * batch of the decision that publishes it; the same version twice fails the batch (UniqueViolation).
 * `year` is the year it was filed for, where its kind has one.
 */
export function insertPublication(record: PublicRecord, year: number | null): Statement[] {
  const { kind, id, version, title, publishedOn, party } = record
  const withdrawn = record.withdrawn ? 1 : 0
  return [
    {
      sql: `INSERT INTO publications(position, kind, id, version, published_on, record)
            SELECT coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM publications`,
      args: [kind, id, version, publishedOn, canonicalize(record) as string],
    },
    {
      sql: `INSERT INTO published(kind, id, ordinal, position, title, withdrawn, party, year, first_published_on)
            SELECT ?1, ?2, coalesce((SELECT max(ordinal) FROM published WHERE kind = ?1), 0) + 1,
                   (SELECT max(position) FROM publications), ?3, ?4, ?5, ?6, ?7 WHERE true
            ON CONFLICT(kind, id) DO UPDATE SET position = excluded.position, title = excluded.title,
                   withdrawn = excluded.withdrawn, party = excluded.party, year = excluded.year`,
      args: [kind, id, title, withdrawn, party?.code ?? null, year, publishedOn],
    },
    { sql: 'DELETE FROM record_links WHERE kind = ? AND id = ?', args: [kind, id] },
    ...linksOf(record).map(({ relation, target }) => ({
      sql: `INSERT INTO record_links(relation, target, kind, ordinal, id)
            SELECT ?1, ?2, kind, ordinal, id FROM published WHERE kind = ?3 AND id = ?4`,
      args: [relation, target, kind, id],
    })),
    ...indexRecord(record),
  ]
}
