import * as z from 'zod/mini'
import { addDays } from '../clock.ts'

/**
 * Which keys an age file is for cannot be proven without one of them: a sender may name a key and seal to another. So
 * each key is tried on the headers of the envelopes that name it, at least this often, by whoever has it.
 */
export const HEADER_CHECK_DAYS = 31
/** Headers handed out at a time; each is some 500 bytes. */
export const HEADER_BATCH = 100

/** Whether the key opened the header of each; `was`: the digest of the envelope that was tried. */
export const HeaderReport = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string().check(z.maxLength(36)),
        was: z.string().check(z.maxLength(64)),
        opens: z.boolean(),
      }),
    )
    .check(z.minLength(1), z.maxLength(HEADER_BATCH)),
})
export type HeaderReport = z.infer<typeof HeaderReport>

/** Envelopes not tried since this day are to be tried again. */
export function headersSince(today: string): string {
  return addDays(today, -HEADER_CHECK_DAYS)
}
