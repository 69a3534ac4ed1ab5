import { expect, test } from 'vitest'
import type { InstitutionPage } from '#domain/page.ts'
import { recordAddress } from '#domain/record.ts'
import { sampleLocals } from '#site/sample.ts'
import { assessor } from '#site/sample-institutions.ts'
import { assessmentFailed, assessmentMet } from '#site/sample-projects.ts'
import { disclosures } from '#site/sample-records.ts'
import { bureau } from '../fixtures/bureau.ts'
import { page, textOf } from './build.ts'

const address = recordAddress('institution', assessor.id)
const locals = sampleLocals(address, bureau).institution as InstitutionPage

test('an institution says what it does and leads to every report of it', async () => {
  const html = await page(address)
  expect(textOf(html)).toContain('效果评估')
  expect(textOf(html)).toContain(assessor.id)
  for (const one of [assessmentFailed, assessmentMet, ...disclosures.slice(0, 2)])
    expect(html).toContain(`href="${recordAddress(one.kind, one.id)}"`)
})

test('an institution counts the failures among what it assessed itself, not among its own works', async () => {
  expect(textOf(await page(address))).toContain('结论为“没有达到修复目标”的有 1 份')
  const data = assessor.data && { ...assessor.data, code: '91410102MADEM0101P' }
  const asBuilder = { ...locals, record: { ...assessor, data } }
  expect(textOf(await page(address, { institution: asBuilder }))).not.toContain('结论为')
})

test('an institution with more reports than are listed says how many there are', async () => {
  const many = { ...locals, total: { ...locals.total, disclosures: 812 } }
  const text = textOf(await page(address, { institution: many }))
  expect(text).toContain('为企业做的土壤检测（812）')
  expect(text).toContain('共 812 件')
})

test('an institution with many reports folds all but the newest ten', async () => {
  const many = Array.from({ length: 13 }, (_, n) => ({ ...disclosures[0], id: `many${n}` }))
  const html = await page(address, { institution: { ...locals, disclosures: many as typeof locals.disclosures } })
  const [shown = '', folded = ''] = html.split(/<details[^>]*record-links__rest/)
  expect([shown, folded].map((part) => part.match(/href="\/disclosures\/many/g)?.length)).toEqual([10, 3])
  expect(textOf(html)).toContain('其余 3 件')
})
