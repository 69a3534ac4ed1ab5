import { describe, expect, test } from 'vitest'
import { aTip, type Opened, openApp } from '../setup.ts'
import { changed } from '../stories/desk.ts'

/** Files a tip and returns its case's id, reference and receipt. */
async function file(here: Opened, about: Record<string, unknown> = {}) {
  const { body } = await here.ask('POST', '/api/tips', aTip(about))
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  return { id: list.items[0].id as string, reference: body.reference as string, receipt: body.receipt as string }
}

describe('the queue', () => {
  test('a tip is in the queue at once, under its reference', async () => {
    const here = await openApp()
    const { reference, id } = await file(here)
    const { body } = await here.ask('GET', '/api/cases', undefined, await here.as('qian'))
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      id,
      reference,
      state: 'received',
      version: 1,
      clock: 'accept',
      dueBy: '2026-09-29',
      overdue: false,
      emergency: false,
      channel: 'web',
      street: '410102011',
    })
  })

  test('emergencies come first, then the nearest deadline, then the closed', async () => {
    const here = await openApp()
    const late = await file(here, { description: '先来的一件普通举报。' })
    here.at('2026-09-15T10:00:00+08:00')
    const urgent = await file(here, { description: '有人往常庄水库里倒废液。', place: { address: '常庄水库北岸' } })
    const { body } = await here.ask('GET', '/api/cases', undefined, await here.as('sun'))
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([urgent.id, late.id])
    expect(body.items[0]).toMatchObject({ emergency: true, clock: 'emergency' })
  })

  test('two characters find a case, and so does part of a reference', async () => {
    const here = await openApp()
    const mine = await file(here, { description: '厂区围墙外堆着红色赤泥。' })
    await file(here, { description: '工地夜间施工噪声。' })
    const clerk = await here.as('qian')
    for (const q of ['赤泥', mine.reference.slice(-4), '泥']) {
      const { body } = await here.ask('GET', `/api/cases?q=${encodeURIComponent(q)}`, undefined, clerk)
      expect(body.items.map((one: { id: string }) => one.id)).toEqual([mine.id])
    }
  })

  test('pages follow one another without a gap or a repeat', async () => {
    const here = await openApp()
    for (let n = 0; n < 7; n++) await file(here, { description: `第 ${n} 件普通举报，互不相同。` })
    const clerk = await here.as('qian')
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await here.ask(
        'GET',
        `/api/cases?limit=3&cursor=${encodeURIComponent(cursor)}`,
        undefined,
        clerk,
      )
      seen.push(...body.items.map((one: { id: string }) => one.id))
      cursor = body.next ?? ''
    } while (cursor)
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  test('an overdue case is counted as overdue on the sixteenth day, not on the fifteenth', async () => {
    const here = await openApp()
    await file(here)
    here.at('2026-09-29T23:59:00+08:00')
    const count = async () =>
      (await here.ask('GET', '/api/cases/count?overdue=true', undefined, await here.as('qian'))).body.total
    expect(await count()).toBe(0)
    here.at('2026-09-30T00:00:00+08:00')
    expect(await count()).toBe(1)
  })

  test('“mine” is what waits for a step of my role', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const mine = async (person: 'qian' | 'zhao') =>
      (await here.ask('GET', '/api/cases?mine=1', undefined, await here.as(person))).body.items.length
    expect([await mine('qian'), await mine('zhao')]).toEqual([1, 0])
    await here.ask('POST', `/api/cases/${id}/acceptance`, { version: 1 }, await here.as('qian'))
    await here.ask('POST', `/api/cases/${id}/assignment`, { version: 2, to: '410102011' }, await here.as('qian'))
    expect([await mine('qian'), await mine('zhao')]).toEqual([0, 0])
  })

  test('an unknown filter or value is a problem, not an empty list', async () => {
    const here = await openApp()
    const { status, body } = await here.ask('GET', '/api/cases?state=lost&colour=red', undefined, await here.as('qian'))
    expect(status).toBe(422)
    expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['colour', 'state'])
  })
})

describe('a case', () => {
  test('shows a handler only what is assigned to their street; anything else does not exist', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const handler = await here.as('li')
    const unknown = await here.ask('GET', '/api/cases/00000000-0000-4000-8000-000000000000', undefined, handler)
    const foreign = await here.ask('GET', `/api/cases/${id}`, undefined, handler)
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
    const clerk = await here.as('qian')
    await here.ask('POST', `/api/cases/${id}/acceptance`, { version: 1 }, clerk)
    await here.ask('POST', `/api/cases/${id}/assignment`, { version: 2, to: '410102011' }, clerk)
    expect((await here.ask('GET', `/api/cases/${id}`, undefined, handler)).status).toBe(200)
    expect((await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('zhou'))).status).toBe(404)
    expect((await here.ask('GET', '/api/cases', undefined, await here.as('zhou'))).body.items).toEqual([])
  })

  test('offers the moves of the table and says why the others are closed', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const { body } = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))
    const move = (name: string) => body.moves.find((one: { name: string }) => one.name === name)
    expect(move('acceptance')).toEqual({ name: 'acceptance', allowed: true })
    expect(move('reply').whyNot.code).toBe('case.not-from-here')
    expect(move('closure').whyNot.code).toBe('case.not-your-role')
  })

  test('of fifty moves at once exactly one wins, and the others are told what version is there', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const clerk = await here.as('qian')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        here.ask('POST', `/api/cases/${id}/${n % 2 ? 'acceptance' : 'registration'}`, { version: 1 }, clerk),
      ),
    )
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
    for (const lost of answers.filter((one) => one.status !== 200)) {
      expect(lost.status).toBe(409)
      expect(lost.body).toMatchObject({ code: 'case.moved-first', current: { version: 2 } })
    }
    const { body } = await here.ask('GET', `/api/cases/${id}`, undefined, clerk)
    expect(body.events).toHaveLength(2)
  })

  test('refuses a move from a state that does not lead there, and names the state', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const { status, body } = await here.ask(
      'POST',
      `/api/cases/${id}/reply`,
      { version: 1, text: '已办。' },
      await here.as('qian'),
    )
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'case.not-from-here', from: 'received' })
  })

  test('takes all problems of a decision at once and saves nothing', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const clerk = await here.as('qian')
    const { status, body } = await here.ask(
      'POST',
      `/api/cases/${id}/rejection`,
      { version: 1, ground: 'because', why: 1 },
      clerk,
    )
    expect(status).toBe(422)
    expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['ground', 'tell', 'why'])
    expect((await here.ask('GET', `/api/cases/${id}`, undefined, clerk)).body.case.version).toBe(1)
  })

  test('a place that is no street or department is refused with the field named', async () => {
    const here = await openApp()
    const { id } = await file(here)
    const clerk = await here.as('qian')
    await here.ask('POST', `/api/cases/${id}/acceptance`, { version: 1 }, clerk)
    const { status, body } = await here.ask(
      'POST',
      `/api/cases/${id}/assignment`,
      { version: 2, to: '999999999' },
      clerk,
    )
    expect(status).toBe(422)
    expect(body.problems[0].path).toBe('to')
  })

  test('a clerk enters what came by telephone and gets a receipt to read out', async () => {
    const here = await openApp()
    const clerk = await here.as('qian')
    const { status, body } = await here.ask(
      'POST',
      '/api/cases',
      { ...aTip(), channel: 'phone_12345', receivedOn: '2026-09-10' },
      clerk,
    )
    expect(status).toBe(201)
    const told = await here.ask('POST', '/api/tips/status', { receipt: await changed(here, body.receipt) })
    expect(told.body).toMatchObject({ ok: true, status: 'pending', reference: body.reference })
    // The fifteenth day is 中秋节, a Friday: the limit rolls to Monday.
    const { body: shown } = await here.ask('GET', `/api/cases/${body.id}`, undefined, clerk)
    expect(shown.case).toMatchObject({ channel: 'phone_12345', receivedOn: '2026-09-10', dueBy: '2026-09-28' })
  })
})
