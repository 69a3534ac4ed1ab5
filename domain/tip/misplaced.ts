import { problem } from '../problems.ts'
import type { Problem } from '../refusal.ts'
import { isAsked, isQuestion, QUESTIONS } from './questions.ts'
import { isUnder } from './taxonomy.ts'

/**
 * What no part of a tip shows by itself: a second level whose kind was not chosen (`subKinds.N`), an answer to a question
 * that what was chosen does not ask (`answers.<question>`), an end before the beginning. Takes what was sent as it came:
 * what is wrong in shape is the schema's to say.
 */
export function misplaced(sent: unknown): Problem[] {
  const tip = (sent ?? {}) as Record<string, unknown>
  const kinds = strings(tip.kinds)
  const behaviours = strings(tip.behaviours)
  const { occurredOn: from, occurredTo: to } = tip
  return [
    ...strings(tip.subKinds).flatMap((subKind, at) =>
      isUnder(subKind, kinds) ? [] : [problem(['subKinds', String(at)], 'not-asked')],
    ),
    ...Object.keys(isRecord(tip.answers) ? tip.answers : {}).flatMap((id) =>
      isQuestion(id) && !isAsked(QUESTIONS[id].topic, { kinds, behaviours })
        ? [problem(['answers', id], 'not-asked')]
        : [],
    ),
    ...(typeof from === 'string' && typeof to === 'string' && to < from
      ? [problem(['occurredTo'], 'before-start')]
      : []),
  ]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
