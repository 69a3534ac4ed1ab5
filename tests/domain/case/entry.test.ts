import { describe, expect, test } from 'vitest'
import { problemsOfEntry, sourceOf } from '#domain/case/entry.ts'

const TODAY = '2026-10-08'
const paths = (entry: Parameters<typeof problemsOfEntry>[0]) => problemsOfEntry(entry, TODAY).map((one) => one.path)

describe('what a clerk writes down of a matter’s way here', () => {
  test.each([
    ['a 12345 ticket with its own day', { channel: 'phone_12345', ticketNo: '示2026-1', superiorBy: '2026-10-30' }],
    ['a limit on the very day it came', { channel: 'phone_12345', receivedOn: '2026-10-01', superiorBy: '2026-10-01' }],
    // Posted before the holiday, delivered after it.
    [
      'a letter of the holiday',
      { channel: 'letter', writtenOn: '2026-09-30', postmarkedOn: '2026-10-01', receivedOn: TODAY },
    ],
    [
      'a letter dated after its postmark, as people do',
      { channel: 'letter', writtenOn: '2026-10-02', postmarkedOn: '2026-10-01' },
    ],
    ['a letter brought by hand on its day', { channel: 'letter', writtenOn: TODAY }],
    ['nothing but a channel', { channel: 'visit' }],
  ])('fits together: %s', (_, entry) => {
    expect(paths(entry)).toEqual([])
  })

  test.each([
    ['a ticket of a letter', { channel: 'letter', ticketNo: '1' }, ['ticketNo']],
    ['a postmark of a visit', { channel: 'visit', postmarkedOn: '2026-10-01' }, ['postmarkedOn']],
    ['a letter written after it came', { channel: 'letter', writtenOn: '2026-10-09' }, ['writtenOn']],
    [
      'a postmark after the day it was received',
      { channel: 'letter', receivedOn: '2026-10-01', postmarkedOn: '2026-10-02' },
      ['postmarkedOn'],
    ],
    [
      'a limit over before it came',
      { channel: 'phone_12345', receivedOn: '2026-10-02', superiorBy: '2026-10-01' },
      ['superiorBy'],
    ],
    [
      'all of it at once',
      { channel: 'wechat', ticketNo: '1', writtenOn: '2026-10-09', superiorBy: '2026-09-01' },
      ['ticketNo', 'writtenOn', 'superiorBy'],
    ],
  ])('does not: %s', (_, entry, wrong) => {
    expect(paths(entry)).toEqual(wrong)
  })

  test('is kept where something was filled in, and only then', () => {
    expect(sourceOf({ ticketNo: '示1', writtenOn: undefined })).toEqual({ ticketNo: '示1' })
    expect(sourceOf({})).toBeUndefined()
  })
})
