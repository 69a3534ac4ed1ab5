import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanDraft, shapeProblems } from '#domain/disclosure/draft.ts'
import { problemsOfEntry, problemsOfFiling, type Surroundings } from '#domain/disclosure/rules.ts'
import { FILING_KINDS, type FilingKind } from '#domain/record.ts'
import { aNotice, anAssessment, aTransfer, aYear, PLATING } from '../../filing.ts'

const about: Surroundings = {
  today: '2026-09-14',
  party: { code: PLATING, name: '演示电镀' },
  notice: null,
  plot: null,
  institutions: new Map(),
  before: null,
  files: [],
  published: null,
  firstOn: null,
}

const loads = [
  { no: '1', on: '2026-09-22', out: 30, in: 29 },
  { no: '2', on: '2026-09-23', out: 30, in: null },
]
const WHOLE: { readonly [K in FilingKind]: Record<string, unknown> } = {
  soil_self_monitoring: aYear(),
  remediation_notice: aNotice({ stages: { plan: '2026-02-01' } }) as Record<string, unknown>,
  soil_transfer: aTransfer('project', { loads }),
  effect_assessment: anAssessment('project', { objectionsUntil: '2026-12-01' }),
}

/** A filing in which any parts are something else, or one thing more. */
const spoilt = fc.constantFrom(...FILING_KINDS).chain((kind) => {
  const paths = pathsOf(WHOLE[kind])
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.constantFrom('', ' ', -1, '2026-02-30'))), {
      maxLength: 6,
    })
    .map((changes) => {
      const data = structuredClone(WHOLE[kind])
      for (const [path, value] of changes) put(data, path, value)
      return { kind, data: cleanDraft(data) as Record<string, unknown> }
    })
})

test('whatever parts are wrong, all of it is told: no rule stumbles over a shape, none is silent because of one', () => {
  fc.assert(
    fc.property(spoilt, ({ kind, data }) => {
      const problems = problemsOfFiling({ id: 'x', kind, data, reply: null, revision: 1 }, about)
      for (const one of shapeProblems(kind, data)) expect(problems).toContainEqual(one)
      for (const one of problemsOfEntry(kind, data, about)) expect(problems).toContainEqual(one)
      for (const one of problems) expect(one.message).toMatch(/\p{Script=Han}.*。$/u)
    }),
    { numRuns: 500 },
  )
})

function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, one]) => pathsOf(one, path ? `${path}.${key}` : key))
  return path ? [path, ...inner] : inner
}

function put(data: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() as string
  let parent: unknown = data
  for (const step of steps) {
    if (typeof parent !== 'object' || parent === null) return
    parent = (parent as Record<string, unknown>)[step]
  }
  if (typeof parent === 'object' && parent !== null) (parent as Record<string, unknown>)[last] = value
}
