import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { phonePhoto } from '../fixtures/photos.ts'
import type { Running } from '../server.ts'
import { isTooWide, launch, PHONE, SCREEN, shot, violations, visit, withBrowser } from './browser.ts'
import { startDemo } from './demo.ts'

withBrowser('the administrator’s desk', () => {
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

  const enter = async (name: string, title: string, viewport: typeof PHONE) => {
    const at = await visit(browser, server.url, { viewport, touch: viewport === PHONE })
    await at.page.goto('/sign-in/')
    await at.page.getByRole('button', { name }).click()
    await at.page.getByRole('heading', { level: 1, name: title }).waitFor()
    const look = async (name: string) => {
      await shot(at.page, `admin-${name}-${viewport.width}`)
      expect(await violations(at.page), name).toEqual([])
      expect(await isTooWide(at.page), name).toBe(false)
    }
    const leave = async () => {
      expect([...at.complaints, ...at.foreign]).toEqual([])
      await at.close()
    }
    return { page: at.page, look, leave }
  }

  test('proposes another role by keyboard; another administrator confirms it on a telephone', async () => {
    const chu = await enter('褚管理', '人员管理', SCREEN)
    await chu.page.getByRole('button', { name: '给周巡查调整岗位' }).press('Enter')
    await chu.page.getByLabel('新岗位').selectOption({ label: '受理员' })
    await chu.look('role')
    await chu.page.getByRole('button', { name: '提出调整' }).press('Enter')
    await chu.page.getByText('等另一位管理员或审计员确认').first().waitFor()
    await chu.page.getByLabel('姓名').fill('何探路')
    await chu.page.getByLabel('单位邮箱').fill('he.tan@demo.invalid')
    await chu.page.getByLabel('岗位', { exact: true }).selectOption({ label: '审计员' })
    await chu.page.getByRole('button', { name: '提出邀请' }).press('Enter')
    await chu.page.getByLabel('邀请链接').waitFor()
    await chu.look('proposed')
    await chu.page.getByRole('link', { name: '授权确认' }).press('Enter')
    await chu.page.getByText('自己提出的授权不能由自己确认').first().waitFor()
    await chu.look('own')

    expect(await chu.page.getByText('等您确认').count(), 'what one proposed oneself').toBe(0)

    const shen = await enter('沈授权', '人员管理', PHONE)
    await shen.page.getByText('有 2 项等您确认：授权 2 项。最早的一项').waitFor()
    await shen.look('asked')
    await shen.page.getByRole('link', { name: '授权确认' }).click()
    await shen.page.getByRole('button', { name: '不同意：邀请加入何探路' }).waitFor()
    await shen.look('waiting')
    await shen.page.getByRole('button', { name: '确认：调整岗位周巡查' }).click()
    await shen.page.getByText('调整岗位（周巡查）已确认，现在生效').waitFor()
    await shen.look('confirmed')
    await chu.leave()
    await shen.leave()
  })

  test('keeps the roster: a head plans by keyboard and imports a table, a handler hands over on a telephone', async () => {
    const zhao = await enter('赵审批', '我的一天', SCREEN)
    await zhao.page.getByRole('link', { name: '值班', exact: true }).press('Enter')
    await zhao.page.getByText('正在值班').first().waitFor()
    await zhao.page.getByText('没有人值班').first().waitFor()
    await zhao.look('roster')
    await zhao.page.getByLabel('范围', { exact: true }).selectOption({ label: '林山寨街道' })
    await zhao.page.getByLabel('值班人', { exact: true }).selectOption({ label: '周巡查（须水街道）' })
    await zhao.page.getByLabel('开始', { exact: true }).fill('2099-12-31T20:00')
    await zhao.page.getByLabel('结束', { exact: true }).fill('2099-12-31T08:00')
    await zhao.page.getByRole('button', { name: '排上' }).press('Enter')
    await zhao.page.getByText('要晚于开始').waitFor()
    await zhao.page.getByLabel('结束', { exact: true }).fill('2100-01-01T08:00')
    await zhao.page.getByRole('button', { name: '排上' }).press('Enter')
    await zhao.page.getByText('已排班。').waitFor()
    const csv = '范围,值班人,邮箱,开始,结束\r\n火星街道,周巡查,zhou@demo.invalid,2099-12-01 08:00,2099-12-01 20:00\r\n'
    const file = { name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await zhao.page.setInputFiles('input[type=file]', file)
    await zhao.page.getByText('第 2 行：“火星街道”').waitFor()
    await zhao.page.getByRole('link', { name: '网格', exact: true }).click()
    await zhao.page.getByRole('button', { name: '修改湖东网格' }).press('Enter')
    await zhao.look('grids')
    await zhao.leave()

    const li = await enter('李调查', '我的一天', PHONE)
    await li.page.goto('/desk/#/roster')
    await li.page.getByText('现在值班').waitFor()
    await li.look('roster')
    // Yesterday's shift has begun at whatever hour this runs, and is still to be handed over.
    await li.page.getByRole('button', { name: '前一周' }).click()
    await li.page
      .getByRole('button', { name: /^交班：西流湖/ })
      .first()
      .click()
    await li.page.getByLabel('交班内容').fill('湖东路有一件待复查。')
    await li.page.getByRole('button', { name: '确定交班' }).click()
    await li.page.getByText('已交班，等下一班确认').waitFor()
    await li.page.getByText('交班：湖东路有一件待复查。').waitFor()
    await li.leave()
  })

  test('plans an inspection by keyboard; a handler checks in at the place on a telephone, and it becomes a case', async () => {
    const zhao = await enter('赵审批', '我的一天', SCREEN)
    await zhao.page.getByRole('link', { name: '巡查', exact: true }).press('Enter')
    await zhao.page.getByLabel('地点名称').fill('湖东河堤')
    await zhao.page.getByLabel('详细地址').fill('西流湖街道湖东路河堤')
    await zhao.page.getByLabel('所在街道').selectOption({ label: '西流湖街道' })
    await zhao.page.getByLabel('经度').fill('113.55')
    await zhao.page.getByLabel('纬度').fill('34.75')
    await zhao.page.getByRole('button', { name: '安排', exact: true }).press('Enter')
    await zhao.page.getByText('请选择巡查单位').waitFor()
    await zhao.page.getByLabel('巡查单位').selectOption({ label: '西流湖街道' })
    await zhao.page.getByRole('button', { name: '安排', exact: true }).press('Enter')
    await zhao.page.getByText('已安排巡查。').waitFor()
    await zhao.page.getByText('西流湖街道湖东路河堤').waitFor()
    await zhao.look('inspections')
    await zhao.leave()

    const li = await enter('李调查', '我的一天', PHONE)
    await li.page.context().grantPermissions(['geolocation'], { origin: server.url })
    await li.page.context().setGeolocation({ longitude: 113.551, latitude: 34.75, accuracy: 10 })
    await li.page.goto('/desk/#/inspections')
    await li.page.getByRole('button', { name: '到场打卡：湖东河堤' }).tap()
    await li.page.getByText('在现场（91 米）').waitFor()
    const photo = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await phonePhoto()) }
    await li.page.getByLabel('现场照片').setInputFiles(photo)
    await li.page.getByText('照片已上传。').waitFor()
    await li.page.getByLabel('巡查结果').selectOption({ label: '发现问题，转为办件' })
    await li.page.getByLabel('巡查情况').fill('河堤下有两车黑色污泥。')
    await li.page.getByRole('button', { name: '打卡', exact: true }).tap()
    await li.page.getByText('请至少选一项污染类型').waitFor()
    await li.look('check-in')
    await li.page.getByLabel('固体废物').check()
    await li.page.getByRole('button', { name: '打卡', exact: true }).tap()
    await li.page.getByText('发现的问题已转为办件').waitFor()
    await li.page.getByRole('button', { name: '已完成' }).tap()
    await li.page.getByText('发现问题，转为办件：河堤下有两车黑色污泥。').waitFor()
    await li.look('inspected')
    await li.leave()
  })
})
