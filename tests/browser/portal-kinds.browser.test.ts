import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { FIRMS } from '#db/cast/institutions.ts'
import { PROJECTS } from '#db/cast/projects.ts'
import { reportPdf } from '#db/cast/report.ts'
import { aPdf } from '../filing.ts'
import { expectClean, SCREEN, violations, withBrowser } from './browser.ts'
import { demoRoom } from './demo-room.ts'
import { csvFile, decide, enter, fill, lines, look, openReview, organisation, said } from './portal-hands.ts'

const NOTICE = '演示电镀北院土壤修复（虚构）'

withBrowser('the other kinds of filing at the portal', () => {
  const room = demoRoom()

  const begin = async (page: Page, kind: string) => {
    await page.goto('/portal/#/')
    await page.getByRole('button', { name: `填${kind}` }).click()
    await page.getByRole('button', { name: '提交签字' }).waitFor()
  }

  /** Sent by one, signed by another, approved by a third; ends on the public page. */
  const carry = async (page: Page, signer: string, title: RegExp) => {
    await page.getByRole('button', { name: '提交签字' }).click()
    await said(page, '已提交')
    await enter(page, signer)
    await page.getByRole('link', { name: '去核对签字' }).click()
    await decide(page, '签字并报送')
    await enter(page, '赵审批')
    await openReview(page, title)
    await decide(page, '审核通过并公开')
    await page.getByRole('link', { name: '看公开的页面' }).click()
    await page.waitForURL(/\/(remediations|transfers|assessments)\//)
    expect(await violations(page)).toEqual([])
    return page.locator('main').innerText()
  }

  test('a remediation notice, filled in field by field, becomes the board at its address', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '严填报')
    await begin(page, '修复公告')
    await page.getByRole('button', { name: '提交签字' }).click()
    const note = page.getByRole('alert').filter({ hasText: '还不能提交' })
    // Everything that is missing at once, each a way to its field.
    await note.getByRole('button', { name: '请填写修复工艺。' }).click()
    const process = page.getByLabel('修复工艺', { exact: true })
    expect(await process.evaluate((element) => element === document.activeElement)).toBe(true)
    await look(page, 'notice-empty')

    await fill(page, {
      项目: NOTICE,
      地块: '郑州演示电镀旧镀铬车间地块',
      责任类型: '造成污染的单位',
      备案号: '演示修备〔2026〕77号',
      修复面积: '1,200',
      修复方量: '900',
      修复工艺: '清挖后异位固化稳定化，检验合格后回填。',
      开工日期: '2027-03-01',
      完工日期: '2027-06-30',
      联系人姓名: '严演示',
      联系电话: '0371-0000-0001（演示号码）',
      投诉渠道: '12345',
    })
    await organisation(page, '施工单位', FIRMS.contractor)
    await organisation(page, '监理单位', FIRMS.supervisor)
    await organisation(page, '监测单位', FIRMS.laboratory)
    await page.getByRole('button', { name: '添加污染物' }).click()
    const target = { 污染物: '铬（六价）', 修复目标值: '5.7', 单位: 'mg/kg', 介质: '土壤' }
    await fill(page, target, '.filing-editor [data-path="targets"]')
    await page.getByRole('button', { name: '添加影响' }).click()
    await fill(
      page,
      { 影响方面: '扬尘', 影响: '清挖扬尘。', 措施: '洒水覆盖。' },
      '.filing-editor [data-path="impacts"]',
    )
    await look(page, 'notice')
    const text = await carry(page, '华签字', /演示电镀北院/)
    for (const words of [NOTICE, '5.7', FIRMS.contractor.name, '演示修备〔2026〕77号']) expect(text).toContain(words)
    expectClean(at)
    await at.close()
  })

  test('a transfer takes its plot from the project, and each load its two weights', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '金填报')
    await begin(page, '土壤转运')
    await fill(page, { 项目: PROJECTS.battery })
    await page.getByText('原豫演蓄电池老厂区地块').first().waitFor()
    await fill(page, {
      转运开始日期: '2026-10-12',
      转运结束日期: '2026-10-13',
      转运方式: '密闭自卸货车',
      转运线路: '演示环路（虚构）',
      转运数量: '40',
      接收单位: '虚构水泥有限公司（虚构）',
      接收地址: '演示市虚构县',
      最终处置方式: '水泥窑协同处置',
      转出地生态环境部门: '郑州市生态环境局（演示）',
      接收地生态环境部门: '演示市生态环境局（虚构）',
      报告日期: '2026-09-20',
    })
    await page.getByLabel('不是', { exact: true }).check()
    await page.getByRole('button', { name: '添加车次' }).click()
    await fill(page, { 车次: '1', 过磅日期: '2026-10-12', 出场重量: '20', '进场重量（选填）': '19.1' })
    await look(page, 'transfer')
    const text = await carry(page, '魏签字', /蓄电池老厂区.*转运/)
    // 4.5 % went missing on the way: said on the page.
    for (const words of ['虚构水泥有限公司', '演示环路', '4.5']) expect(text).toContain(words)
    expectClean(at)
    await at.close()
  })

  test('an assessment brings its findings along, refuses the contractor as assessor, and reads its report', async () => {
    const at = await room.visit({ viewport: SCREEN })
    const { page } = at
    await enter(page, '金填报')
    await begin(page, '效果评估')
    await fill(page, { 项目: PROJECTS.battery })
    // Contractor and targets come from the notice.
    await expect.poll(() => page.getByLabel('施工单位名称').inputValue()).toBe(FIRMS.contractor.name)
    expect(await page.getByRole('group', { name: /^污染物 \d/ }).count()).toBe(2)
    await organisation(page, '评估单位', FIRMS.contractor)
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByRole('alert').getByText('评估单位不能是施工单位').waitFor()
    await organisation(page, '评估单位', FIRMS.assessor)
    await fill(page, {
      评估日期: '2026-10-20',
      评估结论: '达到修复目标',
      结论说明: '两种污染物都达到修复目标。',
      后期管理建议: '三年内每年监测一次地下水。',
      异议联系方式: '0371-0000-0024（演示号码）',
    })
    for (const [n, highest] of [
      [0, '188'],
      [1, '14'],
    ] as const) {
      await fill(page, { 最高值: highest }, `.filing-editor [data-entry="${n}"]`)
      await page.locator(`[data-entry="${n}"]`).getByLabel('达到', { exact: true }).check()
    }
    await page.getByRole('button', { name: '保存草稿' }).click()
    await said(page, '已保存')
    const report = (name: string, bytes: Uint8Array | string) =>
      page.getByLabel(/上传报告/).setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })
    const words = page.getByLabel('报告文字版', { exact: true })
    // Its font is named, not embedded, like a scan it gives no words: the page says what to do.
    await report('扫描件.pdf', reportPdf('效果评估报告（虚构）', ['达到修复目标。']))
    await page.getByText('从这份 PDF 里读不出文字').waitFor()
    await report('评估报告.pdf', aPdf('lead 188, target met'))
    await expect.poll(() => words.inputValue()).toContain('lead 188, target met')
    await page.getByRole('button', { name: '去掉 report.pdf' }).click()
    await expect.poll(() => page.locator('.file-list li').count()).toBe(1)
    const rows = csvFile('结果.csv', lines(2026, ['K1', '铅', '188'], ['K2', '锑', '14']))
    await page.getByLabel(/数据表/).setInputFiles(rows)
    await page.getByText('共 2 行', { exact: true }).waitFor()
    expect(await page.getByRole('row', { name: /铅.*800 mg\/kg.*达到目标/ }).count()).toBe(1)
    // What was read out of the report was not lost to the upload.
    expect(await words.inputValue()).toContain('target met')
    await look(page, 'assessment')
    const text = await carry(page, '魏签字', /蓄电池老厂区.*效果评估/)
    for (const said of ['两种污染物都达到修复目标', '188', FIRMS.assessor.name]) expect(text).toContain(said)
    expectClean(at)
    await at.close()
  })
})
