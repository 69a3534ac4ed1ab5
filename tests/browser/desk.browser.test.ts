import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { expectClean, glance, PHONE, SCREEN, shot, violations, withBrowser } from './browser.ts'
import { finger, type Hands, keyboard } from './desk-hands.ts'
import { deskRoom } from './desk-room.ts'

withBrowser('the desk', () => {
  const room = deskRoom()

  /** From a tip to its answer, through four people; the reporter reads the end of it. */
  const handle = async (page: Page, hands: Hands, words: string, receipt: string) => {
    await hands.enter('钱登记')
    await glance(page, 'desk-queue')
    await hands.open(words)
    await glance(page, 'desk-case')
    await hands.decide('受理')
    await hands.decide('交办街道', { 交给哪个街道办事处: '西流湖街道' })
    await hands.leave()
    await hands.enter('李调查')
    await hands.open(words)
    await hands.decide('记录调查', { 调查情况: '现场有新倒的污泥约两车，已取样送检。' })
    await hands.decide('提出办结建议', {
      调查结论: '属实',
      整改情况: '已整改，现场已核实',
      采取的措施: '污泥已全部清走，责任单位另案处罚。',
    })
    await glance(page, 'desk-proposed')
    await hands.leave()
    await hands.enter('赵审批')
    await hands.open(words)
    await hands.decide('批准办结')
    await hands.leave()
    await hands.enter('钱登记')
    await hands.open(words)
    await hands.decide('答复举报人', { 给举报人的答复: '经查属实，污泥已清走，谢谢您。' })
    await glance(page, 'desk-replied')
    const { body } = await room.here().ask('POST', '/api/tips/status', { receipt })
    expect(body.label).toBe('已办结')
    expect(body.messages.at(-1).text).toBe('经查属实，污泥已清走，谢谢您。')
  }

  test('carries a tip from the queue to its answer with the keyboard alone', async () => {
    const { receipt } = await room.file('柿园东头鱼塘边有人倒黑泥，臭得很')
    const at = await room.visit({ viewport: SCREEN })
    await handle(at.page, keyboard(at.page), '柿园东头', receipt)
    expectClean(at)
    await at.close()
  })

  test('does the same on a telephone, in the dark', async () => {
    const { receipt } = await room.file('洼刘桥下堆着化工桶，雨天流红水')
    const at = await room.visit({ viewport: PHONE, dark: true, touch: true })
    await handle(at.page, finger(at.page), '洼刘桥下', receipt)
    expectClean(at)
    await at.close()
  })

  test('says who was first when two decide at once, and keeps what was typed', async () => {
    await room.file('冉屯路旧厂房里夜里烧线')
    const at = await room.visit({ viewport: SCREEN })
    const hands = keyboard(at.page)
    await hands.enter('钱登记')
    await hands.open('冉屯路旧')
    await at.page.getByRole('button', { name: '请举报人补充' }).click()
    await at.page.getByLabel('请举报人补充什么').fill('请问大约几点开始烧？')
    const id = at.page.url().split('/').at(-1)
    const { ask, as } = room.here()
    expect((await ask('POST', `/api/cases/${id}/registration`, { version: 1 }, await as('sun'))).status).toBe(200)
    await at.page.getByRole('button', { name: '确定请举报人补充' }).click()
    await at.page.getByText('别人先办了这一件').waitFor()
    expect(await at.page.getByLabel('请举报人补充什么').inputValue()).toBe('请问大约几点开始烧？')
    expect(await at.page.locator('.state').innerText()).toBe('已登记')
    expect(await violations(at.page)).toEqual([])
    await at.page.getByRole('button', { name: '确定请举报人补充' }).click()
    await at.page.getByRole('status').filter({ hasText: '待补充线索' }).waitFor()
    expectClean(at)
    await at.close()
  })

  test('asks to sign in again when the session ended, over words that stay', async () => {
    await room.file('航海西路桥头有人埋油桶')
    const at = await room.visit({ viewport: PHONE, touch: true })
    const hands = finger(at.page)
    await hands.enter('钱登记')
    await hands.open('航海西路桥头')
    await at.page.getByRole('button', { name: '内部备注' }).tap()
    await at.page.getByRole('textbox', { name: '备注' }).fill('已电话告知街道值班室。')
    await at.page.context().clearCookies()
    // The desk may find out first, when it hears of a change and looks.
    const press = at.page.getByRole('button', { name: '确定内部备注' }).tap({ timeout: 5_000 })
    await press.catch(() => {})
    await at.page.getByRole('dialog', { name: '请重新登录' }).waitFor()
    expect(await violations(at.page)).toEqual([])
    await shot(at.page, 'desk-again-390')
    await at.page.getByRole('button', { name: /钱登记/ }).tap()
    await at.page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await at.page.getByRole('textbox', { name: '备注' }).inputValue()).toBe('已电话告知街道值班室。')
    await at.page.getByRole('button', { name: '确定内部备注' }).tap()
    await at.page.getByText('已电话告知街道值班室。').waitFor()
    expectClean(at)
    await at.close()
  })
})
