import { expect, test } from 'vitest'
import { dayOf } from '#domain/clock.ts'
import { REDACTION_TICKS } from '#domain/tip/redaction.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { does, file, upload } from '../stories/desk.ts'
import { PHONE, SCREEN, withBrowser } from './browser.ts'
import { deskRoom } from './desk-room.ts'

withBrowser('what the public reads of a closed case', () => {
  const room = deskRoom()

  const enter = async (viewport: typeof PHONE, name: string, hash: string) => {
    const at = await room.signedIn(name, viewport)
    await at.page.goto(`/desk/${hash}`)
    await at.page.getByRole('heading', { name: '举报内容' }).waitFor()
    return at
  }

  test('is written on a telephone against the rules as it is typed, and approved by a head who sees all of it', async () => {
    const { ask, as } = room.here()
    const waiting = await ask('GET', '/api/cases?waiting=publications&state=replied', undefined, await as('qian'))
    const { id } = waiting.body.items[0]
    const clerk = await enter(PHONE, '钱登记', `#/cases/${id}`)
    await clerk.page.getByRole('button', { name: /去办理/ }).click()
    await clerk.page.getByRole('button', { name: '起草公开稿' }).click()
    const form = clerk.page.getByRole('form', { name: '起草公开稿' })
    expect(await form.getByLabel('调查核实情况').inputValue()).toMatch(/^本局派员到场检查/)
    const problem = form.getByLabel('反映的问题')
    await problem.fill('群众反映一处场地气味难闻，电话13900000000。')
    await form.getByText('会让人认出来').waitFor()
    await clerk.look('publication')
    await form.getByRole('button', { name: '遮住这些' }).click()
    expect(await problem.inputValue()).toBe('群众反映一处场地气味难闻，电话〔电话已隐去〕。')
    const enterprise = form.getByLabel(/有关的企业/)
    await enterprise.fill('演示电镀')
    await form.locator('option', { hasText: '郑州演示电镀有限公司' }).first().waitFor({ state: 'attached' })
    await enterprise.fill('91410102MADEM00012')
    await form.getByText('郑州演示电镀有限公司（虚构）').last().waitFor()
    await form.getByRole('button', { name: '确定起草公开稿' }).click()
    await form.waitFor({ state: 'detached' })
    await clerk.leave()

    const head = await enter(SCREEN, '赵审批', `#/cases/${id}`)
    await head.page.getByRole('button', { name: '批准公开', exact: true }).click()
    const approval = head.page.getByRole('form')
    await approval.getByText('电话〔电话已隐去〕').waitFor()
    await approval.getByText('郑州演示电镀有限公司（虚构）').waitFor()
    await head.look('publication-approval')
    await approval.getByRole('button', { name: /^确定/ }).click()
    await approval.waitFor({ state: 'detached' })
    await head.leave()
    const { body } = await ask('GET', `/api/cases/${id}`, undefined, await as('zhao'))
    expect(body.case.publication.draft ?? body.published).toMatchObject({ enterprise: { id: '91410102MADEM00012' } })
  })

  test('takes covered pictures with captions by keyboard, and the head sees the very pictures', async () => {
    const here = room.here()
    const photo = await upload(here, await phonePhoto())
    const { id } = await file(here, { attachments: [photo] })
    await does(here, 'qian', id, 'acceptance')
    await does(here, 'sun', id, 'assignment', { to: '410102011' })
    await does(here, 'li', id, 'investigation', { findings: '到场看过。', on: dayOf(new Date()) })
    const ended = { outcome: 'substantiated', remedied: 'yes', measures: '清理完毕。' }
    await does(here, 'li', id, 'closure-proposal', ended)
    await does(here, 'zhao', id, 'closure')
    await does(here, 'qian', id, 'reply', { text: '清理完毕。' })
    const seen = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))
    const boxes = [{ x: 50, y: 50, width: 90, height: 90 }]
    const drawn = { version: seen.body.case.version, boxes, ticks: [...REDACTION_TICKS] }
    const made = await here.ask('POST', `/api/attachments/${photo}/redactions`, drawn, await here.as('qian'))
    const { version } = made.body
    await here.ask('POST', `/api/redactions/${made.body.id}/approval`, { version }, await here.as('zhao'))

    const clerk = await enter(PHONE, '钱登记', `#/cases/${id}`)
    await clerk.page.getByRole('button', { name: /去办理/ }).click()
    await clerk.page.getByRole('button', { name: '起草公开稿' }).click()
    const form = clerk.page.getByRole('form', { name: '起草公开稿' })
    await form.getByRole('checkbox', { name: '附上照片 1，涂黑 1 处' }).press('Space')
    const send = form.getByRole('button', { name: '确定起草公开稿' })
    await send.press('Enter')
    await form.getByText('请填写照片的说明').waitFor()
    const caption = form.getByLabel('照片 1 的说明')
    await expect.poll(() => caption.evaluate((field) => field === document.activeElement)).toBe(true)
    await clerk.look('publication-photos')
    await caption.fill('清理以后的空地')
    await send.press('Enter')
    await form.waitFor({ state: 'detached' })
    await clerk.leave()

    const head = await enter(SCREEN, '赵审批', `#/cases/${id}`)
    await head.page.getByRole('button', { name: '批准公开', exact: true }).click()
    const figure = head.page.getByRole('form').getByRole('figure')
    await figure.getByText('清理以后的空地').waitFor()
    expect(await figure.locator('img').getAttribute('src')).toBe(`/api/redactions/${made.body.id}`)
    await head.look('publication-photos-approval')
    await head.leave()
  })
})
