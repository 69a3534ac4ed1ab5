import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv } from '#domain/csv.ts'

describe('CSV', () => {
  test('is RFC 4180 behind the mark by which Excel knows UTF-8', () => {
    expect(
      toCsv(
        ['甲', '乙'],
        [
          ['a,b', 'c"d'],
          [1, null],
          ['e\nf', undefined],
          [true, ''],
        ],
      ),
    ).toBe('\uFEFF甲,乙\r\n"a,b","c""d"\r\n1,\r\n"e\nf",\r\ntrue,\r\n')
    expect(toCsv(['甲'], [])).toBe('\uFEFF甲\r\n')
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', ' =1', '"=1', "'=1", '\n=1', '＠x'])(
    '%j is no formula any more',
    (text) => {
      const [, line = ''] = toCsv(['a'], [[text]]).split(/\r\n/)
      expect(line.replace(/^"/, '')).toMatch(/^'/)
    },
  )

  test('numbers stay numbers, and censored results stay as they are', () => {
    expect(toCsv(['a'], [[-1.5], ['<0.01'], ['0.01L'], ['12.3']])).toBe('\uFEFFa\r\n-1.5\r\n<0.01\r\n0.01L\r\n12.3\r\n')
  })

  test('no text begins a cell with what a spreadsheet program would run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('=', '+', '-', '@', '\t=', ' =')), { minLength: 1 }),
        (row) => {
          const line = toCsv(
            row.map(() => 'x'),
            [row],
          )
            .split('\r\n')
            .slice(1)
            .join('\r\n')
          for (const cell of cellsOf(line)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/)
        },
      ),
    )
  })
})

/** The cells of one line as a reader sees them. */
function cellsOf(line: string): string[] {
  const cells: string[] = []
  for (const [, quoted, plain = ''] of line.replace(/\r\n$/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,"]*))(?:,|$)/g))
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
  return cells
}
