import { beforeAll, expect, test } from 'vitest'
import { csvList, listForm } from '../fixtures/case-list.ts'
import { PHONE, SCREEN, withBrowser } from './browser.ts'
import { deskRoom } from './desk-room.ts'

withBrowser('many cases at the desk', () => {
  const room = deskRoom()
  beforeAll(async () => {
    const { ask, as } = room.here()
    const rows = [1, 2, 3, 4].map((n) => ({ number: `P${n}0001`, matter: `演示路${n}号有人乱倒垃圾`, kinds: '固废' }))
    await ask('POST', '/api/cases/import', listForm(csvList(rows)), await as('qian'))
  })
  const enter = async (viewport: typeof PHONE) => {
    const at = await room.signedIn('钱登记', viewport)
    await at.page.goto('/desk/#/?channel=list_import')
    await at.page.getByText('演示路1号').waitFor()
    return at
  }

  test('are marked and accepted together; one that moved meanwhile is named, the others are done', async () => {
    const { page, look, leave } = await enter(SCREEN)
    await page.getByRole('button', { name: '批量办理' }).click()
    await page.getByRole('button', { name: /^选中列出的/ }).click()
    await page.getByText('选中 4 件').waitFor()
    await page.getByLabel('办什么').selectOption({ label: '受理' })
    await look('triage-marked')
    const { ask, as } = room.here()
    const first = (await ask('GET', '/api/cases?q=P10001', undefined, await as('sun'))).body.items[0]
    await ask('POST', `/api/cases/${first.id}/registration`, { version: 1 }, await as('sun'))
    await page.getByRole('button', { name: '确定受理' }).click()
    await page.getByText('有 1 件没有办成，其余已经办好').waitFor()
    await look('triage-done')
    const { body } = await ask('GET', '/api/cases/count?channel=list_import', undefined, await as('qian'))
    expect(body.byState).toEqual({ accepted: 3, registered: 1 })
    await leave()
  })

  test('are kept as a view, found again, and forgotten, on a telephone', async () => {
    const { page, look, leave } = await enter(PHONE)
    await page.getByRole('button', { name: '保存这个视图' }).tap()
    await page.getByLabel('视图名称').fill('上级清单')
    await page.getByRole('button', { name: '保存', exact: true }).tap()
    await page.getByRole('link', { name: '上级清单', exact: true }).waitFor()
    await page.goto('/desk/#/')
    await page.getByRole('link', { name: '上级清单', exact: true }).tap()
    await page.getByRole('button', { name: '删去“上级清单”' }).waitFor()
    await page.getByRole('button', { name: '批量办理' }).tap()
    await page
      .getByLabel(/^选中 T-/)
      .first()
      .check()
    await look('triage-view')
    await page.getByRole('button', { name: '删去“上级清单”' }).tap()
    await page.getByRole('link', { name: '上级清单', exact: true }).waitFor({ state: 'detached' })
    await leave()
  })
})
