import * as z from 'zod/mini'
import type { EventType } from '../event.ts'
import { PUBLIC_STEPS } from './timeline.ts'

/** 内部案卷 with everything but who told; 对外 with what the reporter may know as well: no notes, findings or proposals. */
export const PRINT_KINDS = ['internal', 'external'] as const
export type PrintKind = (typeof PRINT_KINDS)[number]

/** Body of `POST /api/cases/:id/printing`. */
export const PrintInput = z.strictObject({ kind: z.enum(PRINT_KINDS) })

/** Fields of an event that were told to the reporter anyway. */
const TOLD: ReadonlySet<string> = new Set(['ground', 'tell', 'department', 'to', 'body', 'days'])

type Happened = { type: EventType; data: Record<string, unknown> }

/** What of a case's history a print of this kind shows. */
export function printedEvents<E extends Happened>(events: readonly E[], kind: PrintKind): E[] {
  if (kind === 'internal') return [...events]
  return events
    .filter(({ type }) => Object.hasOwn(PUBLIC_STEPS, type))
    .map((event) => ({
      ...event,
      data: Object.fromEntries(Object.entries(event.data).filter(([name]) => TOLD.has(name))),
    }))
}
