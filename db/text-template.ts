import type { TextTemplate } from '#domain/case/text-template.ts'
import { minuteOf } from '#domain/clock.ts'
import { TEXT_TEMPLATES } from '#domain/words/zh/text-template.ts'
import type { Db } from './engine.ts'
import { insertEvent } from './event.ts'

const SUBJECT = 'text-template:'

/**
 * Every text there is: ours as the bureau left them, then its own in the order they came. They are their events alone,
 * the newest of each: a few hundred lines in all.
 */
export async function listTextTemplates(db: Db): Promise<TextTemplate[]> {
  const { rows } = await db.query(
    "SELECT subject, seq, type, data FROM events WHERE subject >= 'text-template:' AND subject < 'text-template;' ORDER BY id",
  )
  const texts = new Map<string, TextTemplate | null>(TEXT_TEMPLATES.map((one) => [one.id, one]))
  for (const { subject, seq, type, data } of rows) {
    const id = String(subject).slice(SUBJECT.length)
    texts.set(id, type === 'template.removed' ? null : { id, version: Number(seq), ...JSON.parse(String(data)) })
  }
  return [...texts.values()].filter((one) => one !== null)
}

/**
 * Saves the next version of a text, or takes it away.
 * @throws UniqueViolation when somebody changed it first
 */
export async function saveTextTemplate(
  db: Db,
  { id, version, ...said }: TextTemplate,
  about: { actor: string; now: Date; type: 'template.added' | 'template.changed' | 'template.removed' },
): Promise<void> {
  const { actor, now, type } = about
  const data = type === 'template.removed' ? {} : said
  await db.write([insertEvent({ subject: `${SUBJECT}${id}`, seq: version, type, actor, at: minuteOf(now), data })])
}
