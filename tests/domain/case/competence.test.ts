import { describe, expect, test } from 'vitest'
import { type Competence, competenceProblems, MOVABLE_STATES } from '#domain/case/competence.ts'
import { decide } from '#domain/case/decide.ts'
import { whyNot } from '#domain/case/guard.ts'
import { marksOf } from '#domain/case/mark.ts'
import type { Case } from '#domain/case/schema.ts'
import type { Decision } from '#domain/case/state.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { aCase } from '../../fixtures/case.ts'

const CITY = '中原区城市管理局（演示）'
const open: Competence = { bodies: [CITY], askedOn: '2026-09-14', decided: null }
const decided = (lead: string): Competence => ({
  ...open,
  decided: { way: 'agreed', by: null, on: '2026-09-15', lead, number: null },
})
const clerk = { id: 'qian', name: '钱登记', role: 'clerk', org: 'bureau' } as const
const handler = { id: 'li', name: '李调查', role: 'handler', org: '410102011' } as const
const why = (about: Partial<Case>, decision: Decision) => {
  const actor = decision === 'closure-proposal' ? handler : clerk
  return whyNot(aCase({ assignee: '410102011', ...about }), decision, actor, '2026-09-16')
}

describe('several bodies are competent (信访工作条例第二十四条)', () => {
  const moves: [Case['state'], Decision][] = [
    ['received', 'acceptance'],
    ['registered', 'rejection'],
    ['received', 'transfer'],
    ['investigating', 'closure-proposal'],
  ]
  test.each(moves)('while that is open, from %s there is no %s; an emergency is not held up', (state, decision) => {
    expect(why({ state, competence: open }, decision)).toBe('case.competence-open')
    expect(why({ state, competence: open, emergencyAt: '2026-09-14T10:00:00+08:00' }, decision)).toBeUndefined()
    expect(why({ state }, decision)).toBeUndefined()
    expect(why({ state, competence: decided('bureau') }, decision)).toBeUndefined()
  })

  test('decided for another body, it can be transferred and nothing else that leads on', () => {
    const elsewhere = { competence: decided(CITY) }
    for (const decision of ['acceptance', 'rejection', 'competence-question'] as const)
      expect(why({ state: 'received', ...elsewhere }, decision)).toBe('case.competence-elsewhere')
    for (const decision of ['forwarding', 'assignment'] as const)
      expect(why({ state: 'accepted', ...elsewhere }, decision)).toBe('case.competence-elsewhere')
    expect(why({ state: 'investigating', ...elsewhere }, 'closure-proposal')).toBe('case.competence-elsewhere')
    expect(why({ state: 'received', ...elsewhere }, 'transfer')).toBeUndefined()
    // Entered wrong, it is entered again.
    expect(why({ state: 'received', ...elsewhere }, 'competence-decision')).toBeUndefined()
  })

  test('and to that body only', () => {
    const current = aCase({ competence: decided(CITY) })
    const to = (body: string) => () =>
      decide(
        current,
        { decision: 'transfer', input: { version: 1, body, reason: '由其负责。' } },
        clerk,
        bureau,
        new Date('2026-09-16T10:00:00+08:00'),
      )
    expect(to('中原区水利局（演示）')).toThrow(expect.objectContaining({ code: 'request.invalid' }))
    expect(to(CITY)().next).toMatchObject({ state: 'transferred', transferredTo: CITY })
  })

  test.each(MOVABLE_STATES)('it may come up while a case is %s; a decision needs the question first', (state) => {
    expect(why({ state }, 'competence-question')).toBeUndefined()
    expect(why({ state }, 'competence-decision')).toBe('case.competence-unquestioned')
  })

  test('the case says so by its marks', () => {
    expect(marksOf(aCase())).toEqual([])
    expect(marksOf(aCase({ competence: open }))).toEqual(['competence-open'])
    expect(marksOf(aCase({ competence: decided(CITY) }))).toEqual(['competence-elsewhere'])
    expect(marksOf(aCase({ competence: decided('bureau') }))).toEqual([])
  })
})

describe('a decision is entered as it was', () => {
  const wrong = (about: object) =>
    competenceProblems(
      { competence: open, receivedOn: '2026-09-14' },
      { way: 'agreed', lead: 'bureau', on: '2026-09-15', ...about },
      '2026-09-16',
    ).map(({ path, code }) => `${path} ${code}`)

  test.each<[string, object, string[]]>([
    ['agreed, it stays here', {}, []],
    ['agreed, it goes to the other', { lead: CITY }, []],
    ['by the superior, who is named', { way: 'superior', body: '中原区人民政府（演示）' }, []],
    ['by the superior, unnamed', { way: 'superior' }, ['body required']],
    ['by the joint meeting, unnamed', { way: 'joint-meeting' }, ['body required']],
    ['for a body nobody named', { lead: '别处' }, ['lead not-in-list']],
    ['tomorrow', { on: '2026-09-17' }, ['on in-the-future']],
    ['before the tip came', { on: '2026-09-13' }, ['on mismatch']],
    [
      'all of it',
      { way: 'superior', lead: '别处', on: '2026-09-17' },
      ['body required', 'lead not-in-list', 'on in-the-future'],
    ],
  ])('%s', (_, about, problems) => {
    expect(wrong(about)).toEqual(problems)
  })
})
