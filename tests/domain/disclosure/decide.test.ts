import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { decideDisclosure, openDisclosure } from '#domain/disclosure/decide.ts'
import { cleanDraft, shapeProblems } from '#domain/disclosure/draft.ts'
import { fileName } from '#domain/disclosure/file-name.ts'
import { KINDS } from '#domain/disclosure/kinds.ts'
import { recordOf } from '#domain/disclosure/publication.ts'
import { FILING_KINDS } from '#domain/record.ts'
import { FILING_FIELD_WORDS, filingFieldWord } from '#domain/words/zh/disclosure.ts'
import { aYear, PLATING } from '../../filing.ts'

const NOW = new Date('2026-09-14T10:00:00+08:00')
const yan = { id: 'yan', name: '严填报', role: 'editor', org: PLATING } as const
const zhao = { id: 'zhao', name: '赵审批', role: 'head', org: 'bureau' } as const
const party = { code: PLATING, name: '演示电镀' }
const about = { party, files: [], problems: [], published: null, snapshot: null }

const opened = () => openDisclosure({ id: 'x', kind: 'soil_self_monitoring', year: 2025, data: aYear() }, yan, NOW).next

describe('a decision', () => {
  test('is refused at a version that is gone, before anything else is asked', () => {
    const decide = () => decideDisclosure(opened(), { decision: 'approval', input: { version: 2 } }, zhao, about, NOW)
    expect(decide).toThrow(
      expect.objectContaining({ code: 'disclosure.moved-first', about: { current: { version: 1 } } }),
    )
  })

  test('does not go through while anything blocks it, and tells all of it', () => {
    const problems = [{ path: 'rows', code: 'required', message: '请填写监测数据。' }]
    const decide = () =>
      decideDisclosure(opened(), { decision: 'submission', input: { version: 1 } }, yan, { ...about, problems }, NOW)
    expect(decide).toThrow(expect.objectContaining({ code: 'request.invalid', about: { problems } }))
  })

  test('leaves what it was taken on as it was', () => {
    const current = opened()
    const before = structuredClone(current)
    decideDisclosure(current, { decision: 'submission', input: { version: 1 } }, yan, about, NOW)
    expect(current).toEqual(before)
  })

  test('a withdrawal needs what it takes away', () => {
    const current = { ...opened(), state: 'published' as const, publishedRevision: 1 }
    const input = { decision: 'withdrawal', input: { version: 1, basis: '据' } } as const
    expect(() => decideDisclosure(current, input, zhao, about, NOW)).toThrow("couldn't withdraw")
  })
})

test('what becomes public is the same for the same filing, whatever order its fields came in', () => {
  const filing = { ...opened(), revision: 1 }
  const files = [
    { name: 'b.pdf', type: 'application/pdf', size: 1, sha256: 'b' },
    { name: 'a.pdf', type: 'application/pdf', size: 1, sha256: 'a' },
  ]
  const once = recordOf(filing, party, files, '2026-09-14')
  const turned = { ...filing, data: Object.fromEntries(Object.entries(filing.data).reverse()) }
  const again = recordOf(turned, party, [...files].reverse(), '2026-09-14')
  expect(again).toEqual(once)
  expect(once.files.map((one) => one.name)).toEqual(['a.pdf', 'b.pdf'])
})

describe('what was entered', () => {
  test('loses what no page can carry, and nothing else', () => {
    expect(
      cleanDraft({ a: '  铅\u0000\u0007\r\n<0.01\ud800 ', b: '   ', c: ['', 'x'], d: { e: '' }, f: 0, g: false }),
    ).toEqual({
      a: '铅\n<0.01\ufffd',
      c: ['', 'x'],
      d: {},
      f: 0,
      g: false,
    })
  })

  test('of any shape never throws, and once cleaned stays as it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FILING_KINDS),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 8 })),
        (kind, sent) => {
          const data = cleanDraft(sent) as Record<string, unknown>
          expect(cleanDraft(data)).toEqual(data)
          for (const one of shapeProblems(kind, data)) expect(one.message).toMatch(/\p{Script=Han}.*。$/u)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('too deep is cut, not followed', () => {
    let deep: unknown = 'x'
    for (let n = 0; n < 5000; n++) deep = { a: deep }
    expect(JSON.stringify(cleanDraft(deep)).length).toBeLessThan(100)
  })
})

test('every field of every kind has a word people read', () => {
  for (const kind of FILING_KINDS)
    for (const path of pathsOf(KINDS[kind].schema)) expect(FILING_FIELD_WORDS, path).toHaveProperty([path])
  expect(filingFieldWord('rows.3.value')).toBe('监测数据第 4 行的测定值')
  expect(filingFieldWord('targets.0')).toBe('目标污染物第 1 项')
  expect(filingFieldWord('nonsense')).toBe('“nonsense”')
})

test('names of reports fit every address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (sent) => {
      expect(fileName(sent, 'h', [])).toMatch(/^[a-z0-9][a-z0-9_-]*\.pdf$/)
    }),
  )
})

/** Dotted paths of a schema's fields, `*` for a position in a list. */
function pathsOf(schema: z.core.$ZodType, path = ''): string[] {
  const { def } = schema._zod
  if (def.type === 'object')
    return Object.entries((def as z.core.$ZodObjectDef).shape).flatMap(([name, field]) => {
      const own = path ? `${path}.${name}` : name
      return [own, ...pathsOf(field, own)]
    })
  if (def.type === 'array') return pathsOf((def as z.core.$ZodArrayDef).element, `${path}.*`)
  const inner = (def as { innerType?: z.core.$ZodType }).innerType
  return inner ? pathsOf(inner, path) : []
}
