import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Running } from '../server.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

withBrowser('the bureau’s own settings', () => {
  let server: Running
  let browser: Browser
  beforeAll(async () => {
    server = await startDemo()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const enter = async (name: string, place: string, viewport: typeof PHONE) => {
    const at = await visit(browser, server.url, { viewport, touch: viewport === PHONE })
    await at.page.goto('/sign-in/')
    await at.page.getByRole('button', { name }).click()
    await at.page.getByRole('link', { name: place, exact: true }).press('Enter')
    await at.page.getByRole('heading', { level: 1, name: new RegExp(`^${place}`) }).waitFor()
    const look = async (name: string) => {
      await shot(at.page, `bureau-${name}-${viewport.width}`)
      expect(await violations(at.page), name).toEqual([])
      expect(await isTooWide(at.page), name).toBe(false)
    }
    const leave = async () => {
      expect([...at.complaints, ...at.foreign]).toEqual([])
      await at.close()
    }
    return { page: at.page, look, leave }
  }

  test('a department is added and one ended by keyboard; another administrator confirms on a telephone', async () => {
    const chu = await enter('褚管理', '部门', SCREEN)
    await chu.page.getByRole('button', { name: '新增部门' }).press('Enter')
    await chu.page.keyboard.type('地下水管理科')
    await chu.page.getByLabel('职责').fill('地下水污染的调查和治理')
    await chu.page.getByLabel('土壤或地下水').press('Space')
    await chu.page.getByLabel('依据和理由').press('Enter')
    await chu.page.getByText('请填写依据和理由').waitFor()
    await chu.page.keyboard.type('演示编制文件第 1 号')
    await chu.look('department-wrong')
    await chu.page.keyboard.press('Enter')
    await chu.page.getByText('已提出，等另一位管理员或审计员确认').waitFor()
    await chu.page.getByRole('button', { name: '停用中原区园林部门' }).press('Enter')
    await chu.page.getByText('没有办完的办件 0 件，人员 0 人，今后的班次 0 个').waitFor()
    await chu.page.getByRole('form', { name: '停用中原区园林部门' }).getByLabel('依据和理由').fill('演示机构改革')
    await chu.look('department-end')
    await chu.page.getByRole('button', { name: '提出停用' }).press('Enter')
    await chu.page.getByText('停用部门：中原区园林部门').waitFor()
    await chu.page.getByText('自己提出的修改不能由自己确认').first().waitFor()
    await chu.look('departments')

    const shen = await enter('沈授权', '人员', PHONE)
    await shen.page.getByText('有 2 项等您确认：部门 2 项。最早的一项').waitFor()
    await shen.look('asked')
    await shen.page.getByRole('link', { name: '授权确认', exact: true }).tap()
    await shen.page.getByText('本局设置也有待确认的修改').waitFor()
    await shen.page.getByRole('link', { name: '部门 2 项' }).tap()
    await shen.page.getByRole('button', { name: '确认：新增部门：地下水管理科' }).click()
    await shen.page.getByText('“新增部门：地下水管理科”已确认，现在生效').waitFor()
    await shen.page.getByRole('button', { name: '不同意：停用部门：中原区园林部门' }).click()
    await shen.page.getByText('修改记录（2）').click()
    await shen.page.getByRole('button', { name: '修改地下水管理科' }).waitFor()
    await shen.look('departments')
    await chu.leave()
    await shen.leave()
  })

  test('a new address and a street are proposed by keyboard, with the difference beside; every page has it once confirmed', async () => {
    const chu = await enter('褚管理', '本局资料', SCREEN)
    await chu.page.getByLabel('办公地址').focus()
    await chu.page.keyboard.press('Control+A')
    await chu.page.keyboard.type('演示路 1 号')
    const proposal = chu.page.getByRole('region', { name: '修改内容' })
    await proposal.getByText('演示路 1 号').waitFor()
    await chu.page.getByRole('button', { name: '加一个街道' }).press('Enter')
    await chu.page.keyboard.type('41010201')
    await chu.page.getByLabel('依据和理由').fill('演示搬迁通知')
    await chu.page.keyboard.press('Enter')
    await chu.page.getByText('街道第 15 项的街道代码的格式不对').waitFor()
    await chu.look('data-wrong')
    await chu.page.keyboard.type('5')
    await chu.page.keyboard.press('Tab')
    await chu.page.keyboard.type('演示街道')
    await chu.page.getByRole('region', { name: '街道' }).getByLabel('启用日期').last().fill('2099-01-01')
    await chu.page.getByRole('button', { name: '提出修改' }).press('Enter')
    await chu.page.getByText('已提出，等另一位管理员或审计员确认').waitFor()
    await proposal.getByText('还没有改动').waitFor()
    await chu.look('data')

    const shen = await enter('沈授权', '本局资料', PHONE)
    await shen.page.getByText('街道代码 410102015；名称 演示街道；启用日期 2099-01-01').waitFor()
    await shen.look('data')
    await shen.page.getByRole('button', { name: '确认：修改本局资料' }).tap()
    await shen.page.getByText('“修改本局资料”已确认，现在生效').waitFor()
    for (const path of ['/', '/accessibility/', '/enterprises/'])
      await expect
        .poll(async () => (await fetch(`${server.url}${path}`)).text(), { timeout: 60_000 })
        .toContain('演示路 1 号')
    await chu.leave()
    await shen.leave()
  })

  test('a limit is tightened by keyboard, never laxer than the law; the auditor confirms, and the public reads it', async () => {
    const chu = await enter('褚管理', '期限规则', SCREEN)
    await chu.page.getByRole('button', { name: '修改告知是否受理的期限' }).press('Enter')
    await chu.page.getByLabel('期限', { exact: true }).fill('20')
    await chu.page.getByLabel('依据', { exact: true }).fill('演示办法（2026）第五条')
    await chu.page.getByLabel('修改理由').fill('本局承诺')
    await chu.page.keyboard.press('Enter')
    await chu.page.getByText('本局可以定得更短，不能更长').waitFor()
    await chu.look('limit-wrong')
    // What is wrong has the focus.
    await chu.page.keyboard.press('Control+A')
    await chu.page.keyboard.type('10')
    await chu.page.keyboard.press('Enter')
    await chu.page.getByText('已提出，等另一位管理员或审计员确认').waitFor()
    await chu.look('limits')

    const feng = await enter('冯审计', '期限规则', PHONE)
    expect(await feng.page.getByRole('heading', { name: '修改期限', exact: true }).count()).toBe(0)
    await feng.page.getByRole('button', { name: '确认：修改期限：告知是否受理' }).tap()
    await feng.page.getByText('“修改期限：告知是否受理”已确认，现在生效').waitFor()
    await feng.page.getByText('本局规定 10 日：演示办法（2026）第五条').waitFor()
    await feng.look('limits')
    await expect
      .poll(async () => (await fetch(`${server.url}/how-we-work/`)).text(), { timeout: 30_000 })
      .toContain('演示办法（2026）第五条')
    await chu.leave()
    await feng.leave()
  })
})
