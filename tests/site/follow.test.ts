import { describe, expect, test } from 'vitest'
import type { FollowPage } from '#domain/follow.ts'
import { PLATING } from '../filing.ts'
import { page, RECORD_PAGES, textOf } from './build.ts'

/** Without the marks that scope styles. */
const bare = (html: string) => html.replaceAll(/ data-astro-cid-\w+/g, '')
const formIn = (html: string) => /<form class="follow[^>]*>[\s\S]*?<\/form>/.exec(bare(html))?.[0] ?? ''
const shown = async (about: Partial<FollowPage>) =>
  bare(
    await page('/follow/', {
      follow: { step: 'asked', subject: '', title: '', until: '', token: '', problem: null, email: '', ...about },
    }),
  )

describe('the form to follow a page by mail', () => {
  test('stands where the page has a feed of its own: enterprise, plot, the table, its streets and kinds', async () => {
    const plot = RECORD_PAGES.find((path) => /^\/plots\/[^/]+\/$/.test(path) && path !== '/plots/p/1/') as string
    const facets = RECORD_PAGES.filter((path) => /^\/cases\/(street|kind)\//.test(path))
    expect(facets.length).toBeGreaterThan(0)
    for (const subject of [`/enterprises/${PLATING}/`, plot, '/cases/', ...facets]) {
      const html = await page(subject)
      expect(html, subject).toContain(`href="${subject}feed.xml"`)
      expect(formIn(html), subject).toContain(`name="subject" value="${subject}"`)
    }
  })

  test('is one field and one button, with a name each, and posts without a script', async () => {
    const form = formIn(await page('/cases/'))
    expect(form).toContain('method="post" action="/api/follows"')
    expect(form).toContain('<label for="follow-email">邮箱</label>')
    expect(form.match(/<input/g)).toHaveLength(2)
    expect(form.match(/<button/g)).toHaveLength(1)
    expect(textOf(form)).toContain('先发一封确认邮件')
  })

  test('stands on no page without a feed of its own', async () => {
    for (const path of ['/', '/report/', '/privacy/', '/enterprises/']) expect(formIn(await page(path)), path).toBe('')
  })
})

describe('what is answered', () => {
  test('an address that is none stands in the form again, with what was wrong beside it', async () => {
    const form = formIn(await shown({ step: 'ask', subject: '/cases/', email: 'a"b', problem: '邮箱不对。' }))
    expect(form).toContain('value="a&quot;b"')
    expect(form).toContain('aria-invalid="true"')
    expect(form).toContain('<p class="field__problem" id="follow-problem">邮箱不对。</p>')
  })

  test('a link offers a button, and does nothing by itself', async () => {
    const confirm = await shown({
      step: 'confirm',
      subject: '/cases/',
      title: '办理结果',
      until: '2026-11-21',
      token: 'x1',
    })
    expect(confirm).toContain('<form method="post" action="/follow/confirmation/x1/">')
    expect(textOf(confirm)).toContain('2026年11月21日')
    expect(await shown({ step: 'end', token: 'x2' })).toContain('<form method="post" action="/follow/end/x2/">')
  })

  test('stays out of search engines', async () => {
    for (const step of ['ask', 'asked', 'confirm', 'confirmed', 'end', 'ended'] as const)
      expect(await shown({ step, subject: '/cases/', until: '2026-11-21' }), step).toContain('content="noindex"')
  })
})
