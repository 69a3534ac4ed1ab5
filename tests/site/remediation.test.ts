import { describe, expect, test } from 'vitest'
import type { PageLocals, RemediationPage } from '#domain/page.ts'
import { listAddress, recordAddress } from '#domain/record.ts'
import { IMPACT_WORDS, PLOT_STAGE_WORDS, TRANSFER_ELEMENT_WORDS } from '#domain/words/zh/remediation.ts'
import { sampleLocals } from '#site/sample.ts'
import { assessor, builder } from '#site/sample-institutions.ts'
import { PROJECT_SAMPLES } from '#site/sample-project-pages.ts'
import { comingNotice, notice, transferOff, transferPlanned } from '#site/sample-projects.ts'
import { bureau } from '../fixtures/bureau.ts'
import { frameOf, markupOf, page, textOf } from './build.ts'
import { readQr } from './qr.ts'

const address = recordAddress(notice.kind, notice.id)
const sample = sampleLocals(address, bureau).remediation as RemediationPage
const of = (about: Partial<RemediationPage>): Partial<PageLocals> => ({ remediation: { ...sample, ...about } })
const text = textOf(await page(address))

describe('a remediation', () => {
  test('says who answers for it, what is in the ground, how clean it gets, what it does to neighbours, whom to ask', () => {
    const { data } = notice
    if (!data) throw new Error('the sample is whole')
    for (const said of [data.project, data.process, data.filingNo, data.complaintChannel, data.contact.phone])
      expect(text).toContain(said)
    for (const { pollutant, target, unit } of data.targets)
      expect(text).toMatch(new RegExp(`${RegExp.escape(pollutant)}.*${target} ${unit}`))
    for (const { aspect, impact, measure } of data.impacts)
      for (const said of [IMPACT_WORDS[aspect], impact, measure]) expect(text).toContain(said)
    expect(text).toContain('《土壤污染防治法》第六十八条')
  })

  test('has a day or 「尚未」 at every stage', () => {
    const bar = /进行到哪一步(.*?)是什么工程/.exec(text)?.[1] ?? ''
    for (const word of Object.values(PLOT_STAGE_WORDS)) expect(bar).toContain(word)
    const days = bar.match(/\d{4}年\d+月\d+日/g) ?? []
    expect([days.length, bar.match(/尚未/g)?.length]).toEqual([5, 1])
  })

  test('does not take a stage that is planned for one that was reached', async () => {
    const data = notice.data && { ...notice.data, stages: { ...notice.data.stages, aftercare: '2027-03-01' } }
    const bar = textOf(await page(address, of({ record: { ...notice, data } })))
    expect(bar).toMatch(/后期管理 ?尚未 ?计划 2027年3月1日/)
  })

  test('is marked late when it came after the work began, and only then', async () => {
    expect(text).toMatch(/开工后才公布.*2025年3月10日开工，2025年3月14日才首次公布，晚了 4 天/)
    const coming = textOf(await page(recordAddress(comingNotice.kind, comingNotice.id)))
    expect(coming).toContain('开工前已公布')
    expect(coming).not.toContain('开工后才公布')
  })

  test('tells the six elements of each transfer, and which weights do not agree', () => {
    for (const word of Object.values(TRANSFER_ELEMENT_WORDS)) expect(text.split(word)).toHaveLength(3)
    expect(text).toContain('2 车出场和进场重量相差超过 2%')
    expect(text).toContain('提前报告不足 5 个工作日')
  })

  test('shows failed assessments beside those that followed', () => {
    expect(text).toContain('没有达到修复目标')
    expect(text).toContain('没有达标的：镍')
    expect(text).toContain('4 项指标，4 项达标。')
  })

  test('links an organisation exactly when it has a page', async () => {
    const html = await page(address, of({ registered: [builder.id] }))
    expect(html).toContain(`href="/institutions/${builder.id}/"`)
    expect(html.match(/href="\/institutions\/\w/g)).toHaveLength(1)
    expect(textOf(html)).toContain('没有在本局登记')
    expect(html).not.toContain(`/institutions/${assessor.id}/`)
  })

  test('says so on an old version and points to the one that counts', async () => {
    const html = await page(`${address}v/1/`)
    expect(textOf(html)).toContain('这是旧版')
    expect(html).toContain(`href="${address}v/1.json"`)
    expect(html).not.toContain('application/ld+json')
  })

  test('tells what a correction changed and on what basis, with a link to the comparison', async () => {
    expect(text).toContain('镍的修复目标由 200 毫克/千克改为 150 毫克/千克')
    const diff = textOf(await page(`${address}diff/1-2/`))
    expect(diff).toContain('修复方案专家评审意见')
    expect(diff).toMatch(/1 处改动/)
    expect(diff).toMatch(/原 200 今 150/)
  })
})

describe('the notice board', () => {
  test('carries a code that leads to the project under the public origin', async () => {
    for (const origin of ['http://localhost:8787', 'https://sthj.example.gov.cn']) {
      const html = await page(`${address}board/`, { frame: { ...frameOf(), origin } })
      const svg = /<svg class="qr".*?<\/svg>/s.exec(html)?.[0] ?? ''
      expect(readQr(svg)).toBe(`${origin}${address}`)
    }
  })

  test('says everything without a link, and that it is a demonstration exactly while it is', async () => {
    const sheet = (html: string) => textOf(/<article class="board".*?<\/article>/s.exec(html)?.[0] ?? '')
    const real = { ...frameOf(), demo: false }
    const said = sheet(await page(`${address}board/`))
    expect(said).toContain('演示数据')
    expect(sheet(await page(`${address}board/`, { frame: real }))).not.toContain('演示数据')
    for (const part of [notice.data?.contact.phone, bureau.telephone.number, notice.data?.filingNo, '尚未'])
      expect(said).toContain(part)
  })
})

describe('a transfer', () => {
  test('lists the loads that do not agree and by how much', async () => {
    const said = textOf(await page(recordAddress(transferOff.kind, transferOff.id)))
    expect(said).toContain('少 6.1%')
    expect(said).toContain('多 3.4%')
    expect(said).toContain('出场 12 车')
  })

  test('that was reported too late says so', async () => {
    const said = textOf(await page(recordAddress(transferPlanned.kind, transferPlanned.id)))
    expect(said).toContain('提前报告不足 5 个工作日')
    expect(said).toContain('还没有起运')
  })
})

describe('a list', () => {
  test('offers its feeds and leads to each of its records', async () => {
    const html = await page('/remediations/')
    for (const feed of ['feed.xml', 'feed.json']) expect(html).toContain(`href="${listAddress(notice.kind)}${feed}"`)
    expect(html).toContain(`href="${address}"`)
  })

  test('says the same on a fixed page however many follow it', async () => {
    const list = PROJECT_SAMPLES['/remediations/p/2/']?.list
    if (!list) throw new Error('the sample is there')
    const html = await page('/remediations/p/2/')
    expect(await page('/remediations/p/2/', { list: { ...list, pages: 99 } })).toBe(html)
    expect(html).toContain('start="101"')
    expect(html).toContain('href="/remediations/p/3/"')
    expect(await page('/remediations/p/2/', { list: { ...list, pages: 2 } })).not.toContain('/p/3/')
  })
})

test('what somebody wrote stays text, in markup, attributes and the data block', async () => {
  const nasty = `</script><script>alert(1)</script>"><b onclick='x'>`
  const data = notice.data && { ...notice.data, project: nasty, process: nasty }
  for (const path of [address, `${address}board/`]) {
    const html = await page(path, of({ record: { ...notice, title: nasty, data } }))
    const bare = markupOf(html.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, ''))
    expect(bare).not.toContain('<script')
    expect(bare).not.toContain('<b onclick')
  }
})

test('the lists mark what a reader should not miss', async () => {
  const loss = textOf(await page(listAddress('soil_transfer')))
  expect(loss).toMatch(/\d 车重量对不上/)
  expect(textOf(await page(listAddress('effect_assessment')))).toContain('没有达到修复目标')
})
