import { describe, expect, test } from 'vitest'
import type { ReceiptPage, ReportForm, ReportWait, StatusPage, TipStatus } from '#domain/page.ts'
import { sampleLocals } from '#site/sample.ts'
import { bureau } from '../fixtures/bureau.ts'
import { markupOf, page, textOf } from './build.ts'

const NASTY = `"><script>alert(1)</script><b onclick='x'>&lt;`
const form = (about: Partial<ReportForm>): ReportForm => ({
  ...(sampleLocals('/report/', bureau).form as ReportForm),
  ...about,
})
const receipt = (about: Partial<ReceiptPage>): ReceiptPage => ({
  ...(sampleLocals('/report/received/', bureau).receipt as ReceiptPage),
  ...about,
})
const status = (about: Partial<StatusPage>): StatusPage => ({
  ...(sampleLocals('/report/status/', bureau).status as StatusPage),
  ...about,
})
/** What somebody wrote stayed text. */
function expectHarmless(html: string): void {
  expect(markupOf(html).includes('<script>'), 'a script of theirs').toBe(false)
  expect(markupOf(html).includes("<b onclick='x'>"), 'markup of theirs').toBe(false)
}
/** Names of the fields a browser would send. */
const namesOf = (html: string) =>
  new Set([...html.matchAll(/<(?:input|textarea|select|button)[^>]*\sname="([^"]*)"/g)].map(([, name]) => name))

describe('the report form', () => {
  test('is a form of the whole tip under the names the API takes', async () => {
    const html = await page('/report/')
    expect(html).toMatch(/<form method="post" action="\/api\/tips" enctype="multipart\/form-data"/)
    const names = namesOf(html)
    for (const name of [
      'kinds',
      'behaviours',
      'description',
      'occurredOn',
      'ongoing',
      'place.address',
      'place.street',
      'place.lng',
      'place.lat',
      'place.crs',
      'accused.kind',
      'accused.name',
      'accused.plate',
      'reporter.mode',
      'reporter.notify.email',
      'photo',
    ])
      expect(names, name).toContain(name)
    expect(html).toMatch(/name="reporter\.mode" value="anonymous"/)
    expect(html).toContain('accept="image/jpeg,image/png,image/webp"')
  })

  test('says what is kept, what is not, and that photos are all it takes', async () => {
    const text = textOf(await page('/report/'))
    expect(text).toContain('不收视频和录音')
    expect(text).toContain('别用被举报单位的电脑')
    expect(text).toContain('被举报方看不到')
  })

  test('gives back what was written, as text', async () => {
    const html = await page('/report/', {
      form: form({
        values: {
          description: NASTY,
          'place.address': NASTY,
          kinds: ['water', 'air'],
          'place.street': bureau.streets[0]?.code ?? '',
        },
        idempotencyKey: NASTY,
      }),
    })
    expectHarmless(html)
    expect(html).toMatch(/name="kinds" value="water" checked/)
    expect(html).toMatch(/name="kinds" value="air" checked/)
    expect(html).not.toMatch(/name="kinds" value="noise" checked/)
    expect(html).toMatch(new RegExp(`<option value="${bureau.streets[0]?.code}" selected`))
  })

  test('names every problem on top and beside its field, and leads from one to the other', async () => {
    const problems = [
      { path: 'kinds', code: 'choose-one', message: '请至少选择一项污染类型。' },
      { path: 'place.address', code: 'required', message: '请填写详细地址。' },
      { path: 'reporter.notify.email', code: 'not-an-email', message: '通知邮箱不像一个邮箱地址，请检查。' },
    ]
    const html = await page('/report/', { form: form({ problems }) })
    for (const { message } of problems) expect(html.split(message)).toHaveLength(3)
    expect(html).toContain('href="#field-place-address"')
    expect(html).toMatch(
      /id="field-place-address"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*field-place-address-problem/,
    )
    // What is wrong in the second part must be in sight.
    expect(html).toMatch(/<details[^>]*\sopen/)
  })

  test('keeps photos that are stored, and each can be left out', async () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const html = await page('/report/', { form: form({ attachments: [{ id, width: 800, height: 600 }] }) })
    expect(html).toMatch(new RegExp(`type="checkbox" name="attachments" value="${id}" checked`))
  })

  test('speaks of the foreign check only where one is set', async () => {
    expect(await page('/report/')).not.toContain('Cloudflare')
    const html = await page('/report/', { form: form({ turnstileSiteKey: '1x00000000000000000000AA' }) })
    expect(html).toContain('Cloudflare')
    expect(html).not.toContain('challenges.cloudflare.com')
  })

  test('offers only streets that are in force', async () => {
    const [first, ...others] = bureau.streets
    if (!first) throw new Error('no streets')
    const streets = [{ ...first, validTo: '2020-01-01' }, ...others]
    const locals = sampleLocals('/report/', { ...bureau, streets })
    const html = await page('/report/', locals)
    expect(html).not.toContain(`value="${first.code}"`)
    expect(html).toContain(`value="${others[0]?.code}"`)
  })
})

describe('the slow lane', () => {
  test('carries the whole form unseen, with its token', async () => {
    const wait = sampleLocals('/report/waiting/', bureau).wait as ReportWait
    const html = await page('/report/waiting/', {
      wait: { ...wait, values: { ...wait.values, description: NASTY }, token: 'a-token' },
    })
    expect(html.match(/name="kinds"/g)).toHaveLength(2)
    expect(html).toMatch(/name="attachments" value="00000000/)
    expect(html).toMatch(/name="token" value="a-token"/)
    expect(html).toMatch(/name="idempotencyKey" value="sample"/)
    expectHarmless(html)
    expect(textOf(html)).toContain('20 秒')
  })
})

describe('the receipt', () => {
  test('stands in six groups, with the day we answer by and its article', async () => {
    const html = await page('/report/received/')
    const code = /data-fill="receipt"[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? ''
    expect([...code.matchAll(/<span>([^<]*)<\/span>/g)].map(([, group]) => group)).toEqual(
      receipt({}).receipt.split('-'),
    )
    // And once as a whole, for who selects it by hand.
    expect(html).toContain(`>${receipt({}).receipt}<`)
    expect(textOf(html)).toContain('2026年12月7日')
    expect(textOf(html)).toContain('信访工作条例')
    expect(html).not.toContain('待放假安排公布后确认')
  })

  test('says when the day may still move, when the place is another body’s, and when it is urgent', async () => {
    const html = await page('/report/received/', {
      receipt: receipt({
        acknowledgeBy: { on: '2029-10-08', article: '某条', provisional: true },
        outOfDistrict: { body: NASTY, phone: '0371-00000000' },
        emergency: true,
      }),
    })
    expect(html).toContain('待放假安排公布后确认')
    expect(html).toContain('0371-00000000')
    expectHarmless(html)
    expect(html).not.toMatch(/data-fill="(?:outside|emergency)" hidden/)
    expect(await page('/report/received/')).toMatch(/data-fill="outside" hidden/)
  })
})

describe('the status page', () => {
  test('says the status in words and shape, the steps, the next deadline and the messages', async () => {
    const html = await page('/report/status/')
    const text = textOf(html)
    expect(html).toMatch(/class="status status--in_progress"[^>]*> ?<svg/)
    for (const word of ['办理中', '开展调查', '2026年11月11日', '办结', '待放假安排公布后确认', '附照片 1 张'])
      expect(text, word).toContain(word)
    expect(html).toMatch(/action="\/api\/tips\/messages" enctype="multipart\/form-data"/)
    expect(namesOf(html)).toEqual(new Set(['back', 'size', 'theme', 'receipt', 'text', 'photo']))
  })

  test('shows nothing of anybody before a receipt is given, and asks for it in a body', async () => {
    const empty = status({ receipt: null, status: null })
    const html = await page('/report/status/', { status: empty })
    expect(html).toMatch(/method="post" action="\/api\/tips\/status"/)
    expect(html).not.toContain('/api/tips/messages')
    const failed = await page('/report/status/', { status: { ...empty, problem: '没有查到。' } })
    expect(failed).toMatch(/id="receipt"[^>]*aria-invalid="true"[^>]*aria-describedby="receipt-hint receipt-problem"/)
  })

  test('of a code others have seen shows the one to change to, a button, and nothing of the matter', async () => {
    const change = { receipt: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF', nonce: 'a'.repeat(32) }
    const html = await page('/report/status/', { status: status({ receipt: 'old', status: null, change }) })
    expect(textOf(html)).toContain(change.receipt)
    expect(html).toMatch(/action="\/api\/tips\/receipt"/)
    expect(namesOf(html)).toEqual(new Set(['back', 'size', 'theme', 'receipt', 'nonce']))
    expect(html).not.toMatch(/action="\/api\/tips\/(?:messages|status)"/)
  })

  test('asks whether it is solved, without JavaScript, and says what was answered', async () => {
    const answered = status({}).status as TipStatus
    const asked = await page('/report/status/', {
      status: status({ status: { ...answered, survey: { answer: null, isOpen: true, until: null } } }),
    })
    expect(textOf(asked)).toContain('问题解决了吗')
    expect(asked).toMatch(/action="\/api\/tips\/survey"/)
    expect(asked).toMatch(/name="answer" value="unsolved"/)
    const said = { answer: 'unsolved', isOpen: false, until: '2026-09-28' } as const
    const closed = await page('/report/status/', { status: status({ status: { ...answered, survey: said } }) })
    expect(textOf(closed)).toContain('没有解决')
    expect(closed).not.toContain('/api/tips/survey')
  })

  test('gives back a message that could not be sent, as text', async () => {
    const html = await page('/report/status/', {
      status: status({ messageProblem: '请填写内容。', messageText: NASTY }),
    })
    expect(html).toContain('请填写内容。')
    expectHarmless(html)
    expect(html).toContain('&lt;script&gt;alert(1)')
  })
})

test('an error page says what happened, and whose fault it was', async () => {
  const error = { status: 404, code: 'request.not-found', message: '没有找到。', request: 'abc' }
  const theirs = textOf(await page('/error/', { error }))
  expect(theirs).toContain('没有找到。')
  expect(theirs).not.toContain('是我们这边出了问题')
  expect(textOf(await page('/error/', { error: { ...error, status: 500 } }))).toContain('是我们这边出了问题')
})
