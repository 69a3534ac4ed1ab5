import * as z from 'zod/mini'
import { problem } from '../problems.ts'
import type { Problem, RefusalCode } from '../refusal.ts'

/** What must not be seen on a public photo; somebody looked for each and says so. */
export const REDACTION_TICKS = ['faces', 'plates', 'house_numbers', 'reflections'] as const
export type RedactionTick = (typeof REDACTION_TICKS)[number]

/** `begun`: the picture is being written; only `approved` ones may become public. */
export const REDACTION_STATES = ['begun', 'drawn', 'approved', 'returned'] as const
export type RedactionState = (typeof REDACTION_STATES)[number]

/** A box over part of a photo, in pixels of the photo as we keep it. */
export const Box = z.strictObject({
  x: z.int().check(z.minimum(0)),
  y: z.int().check(z.minimum(0)),
  width: z.int().check(z.minimum(1)),
  height: z.int().check(z.minimum(1)),
})
export type Box = z.infer<typeof Box>

export const MAX_BOXES = 40
const version = z.int().check(z.minimum(1))

/** A redaction as it is drawn; a photo on which there is nothing to cover has no box, and all four ticks. */
export const RedactionInput = z.strictObject({
  version,
  boxes: z.array(Box).check(z.maxLength(MAX_BOXES)),
  ticks: z.array(z.enum(REDACTION_TICKS)),
})
export const RedactionApproval = z.strictObject({ version })
export const RedactionReturn = z.strictObject({
  version,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)),
})

/**
 * Why somebody may not decide on a redaction; undefined when they may. An approval can be taken back as long as nobody saw
 * it in public, and after: then it goes with no later version.
 */
export function whyNotDecide(
  { state, drawnBy }: { state: RedactionState; drawnBy: string },
  to: Extract<RedactionState, 'approved' | 'returned'>,
  person: string,
): RefusalCode | undefined {
  const from: readonly RedactionState[] = to === 'returned' ? ['drawn', 'approved'] : ['drawn']
  if (!from.includes(state)) return 'case.not-from-here'
  return drawnBy === person ? 'case.own-proposal' : undefined
}

type Size = { width: number; height: number }

/** What is wrong with a redaction of a photo of this size, beyond its shape: boxes outside, ticks that are missing. */
export function redactionProblems(
  { boxes, ticks }: Pick<z.infer<typeof RedactionInput>, 'boxes' | 'ticks'>,
  photo: Size,
): Problem[] {
  const outside = boxes.flatMap(({ x, y, width, height }, at) =>
    x + width > photo.width || y + height > photo.height ? [problem(['boxes', String(at)], 'mismatch')] : [],
  )
  const missing = REDACTION_TICKS.some((tick) => !ticks.includes(tick))
  return [...outside, ...(missing ? [problem(['ticks'], 'required')] : [])]
}

/** Pixels that a JPEG with halved colours codes together: each block carries traces of all that is in it. */
const BLOCK = 16
/** Decoding smooths colours over the border of a block, by one pixel of ours. */
const SMOOTHED = 2

/** A box grown so far over the photo that nothing beside it still tells of what is under it. */
export function grown(box: Box, photo: Size): Box {
  const before = (start: number) => Math.max(0, Math.floor(start / BLOCK) * BLOCK - SMOOTHED)
  const after = (end: number, most: number) => Math.min(most, Math.ceil(end / BLOCK) * BLOCK + SMOOTHED)
  const [x, y] = [before(box.x), before(box.y)]
  const [right, bottom] = [after(box.x + box.width, photo.width), after(box.y + box.height, photo.height)]
  return { x, y, width: right - x, height: bottom - y }
}
