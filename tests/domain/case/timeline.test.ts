import { expect, test } from 'vitest'
import { publicSteps } from '#domain/case/timeline.ts'
import { EVENTS, type EventType } from '#domain/event.ts'
import { bureau, otherBureau } from '../../fixtures/bureau.ts'

const event = (type: EventType, at: string, data: Record<string, unknown> = {}) => ({
  type,
  at: `${at}T10:41:00+08:00`,
  data,
  actor: 'qian',
  actorName: '钱登记',
})
const story = [
  event('case.opened', '2026-09-14', { reference: 'T-2026-ABCDEF' }),
  event('case.tip-joined', '2026-09-15', { reference: 'T-2026-GHJKMN' }),
  event('case.registered', '2026-09-15'),
  event('case.information-requested', '2026-09-15', { text: '请补充' }),
  event('case.accepted', '2026-09-16'),
  event('case.noted', '2026-09-16', { text: '内部' }),
  event('case.assigned', '2026-09-17', { to: '410102011' }),
  event('case.handed-back', '2026-09-18', { reason: '不归我们' }),
  event('case.forwarded', '2026-09-18', { department: 'enforcement' }),
  event('case.investigated', '2026-09-20', { findings: '现场照片三张', on: '2026-09-19' }),
  event('case.closure-proposed', '2026-09-21', { measures: '责令清运' }),
  event('case.closed', '2026-09-22'),
  event('case.replied', '2026-09-23', { text: '感谢' }),
  event('case.archived', '2026-10-23'),
]

test('the reporter sees day by day how it goes, and where it was sent', () => {
  expect(publicSteps(story, bureau).map(({ on, label }) => `${on} ${label}`)).toEqual([
    '2026-09-14 收到举报',
    '2026-09-15 已登记',
    '2026-09-15 请您补充线索',
    '2026-09-16 已受理',
    '2026-09-17 已交办：西流湖街道',
    '2026-09-18 已转送：生态环境综合行政执法大队',
    '2026-09-20 已开展调查',
    '2026-09-22 已办结',
    '2026-09-23 已答复您',
  ])
})

test('nothing of persons, notes, proposals, findings or the minute gets through', () => {
  const everything = EVENTS.map((type) =>
    event(type, '2026-09-14', {
      text: 'canary',
      reason: 'canary',
      findings: 'canary',
      measures: 'canary',
      tell: 'canary',
    }),
  )
  const shown = JSON.stringify(publicSteps([...story, ...everything], bureau))
  expect(shown).not.toMatch(/canary|钱登记|qian|10:41|不归我们|内部|责令|GHJKMN/)
})

test('a refusal is a step; another district’s offices have their own names', () => {
  const steps = [
    event('case.rejected', '2026-09-15', { ground: 'not-remit' }),
    event('case.assigned', '2026-09-15', { to: '999902001' }),
  ]
  expect(publicSteps(steps, otherBureau)).toEqual([
    { code: 'rejected', label: '不予受理', on: '2026-09-15' },
    { code: 'assigned', label: '已交办：望湖街道', on: '2026-09-15' },
  ])
})
