import { expect, test } from 'vitest'
import { digestDue } from '#domain/digest.ts'

test.each([
  ['2026-09-14T07:59:00+08:00', null, 'a Monday, a minute before eight'],
  ['2026-09-14T08:00:00+08:00', '2026-W37', 'a Monday at eight'],
  ['2026-09-14T23:59:00+08:00', '2026-W37', 'its last minute'],
  ['2026-09-15T08:00:00+08:00', null, 'the day after'],
  ['2026-09-20T09:00:00+08:00', null, 'a Sunday that is worked'],
  ['2026-10-05T09:00:00+08:00', null, 'a Monday in the National Day holidays'],
  ['2026-10-08T07:59:00+08:00', null, 'the first working day after them, before eight'],
  ['2026-10-08T08:00:00+08:00', '2026-W40', 'the first working day after them'],
  ['2026-10-09T08:00:00+08:00', null, 'the second'],
  ['2026-02-16T09:00:00+08:00', null, 'a Monday in a holiday that outlasts its week'],
  ['2026-02-23T09:00:00+08:00', null, 'the Monday it ends on'],
  ['2026-02-24T09:00:00+08:00', '2026-W08', 'the working day after: the newer week alone'],
  ['2030-07-01T08:00:00+08:00', '2030-W26', 'a Monday beyond the holiday table'],
])('at %s the digest that goes out is %s (%s)', (instant, week, _why) => {
  expect(digestDue(new Date(instant))?.week ?? null).toBe(week)
})

test('its week is Monday to Sunday', () => {
  const due = digestDue(new Date('2026-09-14T08:00:00+08:00'))
  expect(due).toEqual({ week: '2026-W37', from: '2026-09-07', to: '2026-09-13' })
})
