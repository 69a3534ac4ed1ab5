import { expect, test } from 'vitest'
import { PLOT_STAGES } from '#domain/plot/schema.ts'
import { plotStages, stagesOf } from '#domain/remediation/stage.ts'
import { assessmentFailed, assessmentMet, comingNotice, notice, plot } from '#site/sample-projects.ts'

const board = notice.data
const register = plot.data
const [failed, met] = [assessmentFailed.data, assessmentMet.data]
if (!board || !register || !failed || !met || !comingNotice.data) throw new Error('the samples are whole')
const onOf = (stages: ReturnType<typeof stagesOf>) => Object.fromEntries(stages.map(({ stage, on }) => [stage, on]))

test('every stage is there, in order, reached or not', () => {
  for (const stages of [stagesOf(board, null, []), plotStages(register)])
    expect(stages.map(({ stage }) => stage)).toEqual([...PLOT_STAGES])
})

test('what the notice leaves open before construction is the plot’s history', () => {
  expect(onOf(stagesOf(board, register, []))).toMatchObject({ investigation: '2023-04-18', plan: '2024-08-20' })
  expect(onOf(stagesOf(board, null, []))).toMatchObject({ investigation: null, risk_assessment: null })
})

test('construction of another project of the same plot is not this one’s', () => {
  expect(onOf(stagesOf(comingNotice.data as typeof board, register, [])).construction).toBeNull()
})

test('an assessment counts from its newest one, whatever the order', () => {
  expect(onOf(stagesOf(board, register, [met, failed])).effect_assessment).toBe(met.assessedOn)
  expect(onOf(stagesOf({ ...board, stages: {} }, null, [])).effect_assessment).toBeNull()
})
