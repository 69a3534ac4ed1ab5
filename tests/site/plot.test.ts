import { expect, test } from 'vitest'
import type { PlotPage } from '#domain/page.ts'
import { recordAddress } from '#domain/record.ts'
import { sampleLocals } from '#site/sample.ts'
import { notice, plot } from '#site/sample-projects.ts'
import { bureau } from '../fixtures/bureau.ts'
import { page, textOf } from './build.ts'

const address = recordAddress('plot', plot.id)
const html = await page(address)
const text = textOf(html)

test('a plot says where it is, how far it has come, what it was, what it may become and what is not allowed there', () => {
  const { data } = plot
  for (const said of [data?.address, data?.formerUse, data?.plannedUse, data?.restriction]) expect(text).toContain(said)
  expect(text).toMatch(/施工 ?2025年3月10日 ?目前到这一步/)
  expect(text.match(/尚未/g)).toHaveLength(2)
})

test('a plot leads to its projects, transfers and assessments', () => {
  expect(html).toContain(`href="${recordAddress(notice.kind, notice.id)}"`)
  expect(html.match(/href="\/(transfers|assessments)\/\w/g)).toHaveLength(4)
})

test('a plot on the province’s list says whose list it is; another says it is not on it', async () => {
  expect(text).toContain('在省级风险管控和修复名录中')
  expect(text).toContain('本局不能增减')
  const locals = sampleLocals(address, bureau).plot as PlotPage
  const data = plot.data && { ...plot.data, listed: null, restriction: null }
  const other = textOf(await page(address, { plot: { ...locals, record: { ...plot, data } } }))
  expect(other).toContain('不在省级名录中')
  expect(other).not.toContain('现在不能做什么')
})
