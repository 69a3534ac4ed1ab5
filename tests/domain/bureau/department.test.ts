import { describe, expect, test } from 'vitest'
import { bureauAfter, proposalProblems, standingProblems, withChange } from '#domain/bureau/change.ts'
import { Bureau, currentDepartments, findDepartment, organisationName } from '#domain/bureau.ts'
import { bureau } from '../../fixtures/bureau.ts'

const TODAY = '2026-09-14'
const change = (about: object = {}) => ({
  kind: 'department' as const,
  id: 'water-office',
  name: '水科',
  remit: '水',
  kinds: [],
  email: null,
  internal: true,
  validFrom: '2026-10-01',
  ...about,
})
const end = (lastDay: string, id = 'water-office') => ({ kind: 'department-end' as const, id, lastDay })

test('a department is what it was until the day before a change, and the new one from that day on', () => {
  const after = withChange(bureau, change())
  expect(findDepartment(after, 'water-office', '2026-09-30')?.name).toBe('水生态环境科')
  expect(findDepartment(after, 'water-office', '2026-10-01')?.name).toBe('水科')
  expect(organisationName(after, 'water-office', '2026-09-30')).toBe('水生态环境科')
  expect(currentDepartments(after, '2026-10-01')).toHaveLength(bureau.departments.length)
  expect(after.departments.map((one) => one.id).indexOf('water-office'), 'it keeps its place').toBe(
    bureau.departments.map((one) => one.id).indexOf('water-office'),
  )
  expect(Bureau.safeParse(after).success).toBe(true)
})

test('a later change from an earlier day takes the place of what was planned', () => {
  const after = bureauAfter(bureau, [change(), change({ name: '河湖科', validFrom: '2026-09-20' })])
  expect(findDepartment(after, 'water-office', '2026-10-02')?.name).toBe('河湖科')
  expect(after.departments.filter((one) => one.id === 'water-office')).toHaveLength(2)
})

test('a department that ended is there on its last day, keeps its name after it, and can come back', () => {
  const ended = withChange(bureau, end('2026-09-30'))
  expect(findDepartment(ended, 'water-office', '2026-09-30')).toBeDefined()
  expect(findDepartment(ended, 'water-office', '2026-10-01')).toBeUndefined()
  expect(organisationName(ended, 'water-office', '2027-01-01')).toBe('水生态环境科')
  const back = withChange(ended, change({ validFrom: '2027-01-01' }))
  expect(findDepartment(back, 'water-office', '2026-12-31')).toBeUndefined()
  expect(findDepartment(back, 'water-office', '2027-01-01')?.name).toBe('水科')
  expect(Bureau.safeParse(back).success).toBe(true)
})

describe('a change of a department is refused', () => {
  const ended = withChange(bureau, end('2026-09-20'))
  test.each<[string, string, Parameters<typeof proposalProblems>[1], Bureau?]>([
    ['from a day that is over', 'change.validFrom', change({ validFrom: '2026-09-13' })],
    ['from a day of the next millennium', 'change.validFrom', change({ validFrom: '9999-12-31' })],
    ['until a day of the next millennium', 'change.lastDay', end('9999-12-31')],
    ['under the name of another department', 'change.name', change({ name: '大气环境科' })],
    ['under the name of a street office', 'change.name', change({ name: '西流湖街道' })],
    ['under the name of the bureau', 'change.name', change({ name: '中原分局' })],
    ['of a department that is not there', 'change.id', change({ id: 'nobody' })],
    ['when its last day is over', 'change.lastDay', end('2026-09-13')],
    ['when it ended before', 'change.lastDay', end('2026-09-30'), ended],
    ['when who ends is not there', 'change.id', end('2026-09-30', 'nobody')],
  ])('%s', (_what, path, asked, of = bureau) => {
    expect(proposalProblems(of, asked, TODAY).map((one) => one.path)).toEqual([path])
  })

  test('and nothing is wrong with one that is right, today included', () => {
    for (const right of [change(), change({ validFrom: TODAY }), change({ id: undefined }), end(TODAY)])
      expect(proposalProblems(bureau, right, TODAY)).toEqual([])
    expect(standingProblems(bureau, change({ id: 'department-new' }), TODAY), 'a new one, once it has an id').toEqual(
      [],
    )
  })
})

test('a file in which a department is two things on one day is refused', () => {
  const file = structuredClone(bureau)
  const [first] = file.departments
  if (first) file.departments.push({ ...first, validFrom: '2026-01-01' })
  expect(Bureau.safeParse(file).error?.issues.map((issue) => issue.path.join('.'))).toEqual(['departments'])
  if (first) first.validTo = '2025-12-31'
  expect(Bureau.safeParse(file).success).toBe(true)
})
