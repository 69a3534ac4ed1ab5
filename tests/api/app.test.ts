import { describe, expect, test } from 'vitest'
import { createApp } from '#api/app.ts'
import { policyOf } from '#api/guards/headers.ts'
import { DatabaseBusy, DatabaseUnreachable } from '#db/engine.ts'
import { ACCESS } from '#domain/access.ts'
import { aTip, openApp } from '../setup.ts'

describe('the app', () => {
  test('describes every API route in OpenAPI 3.1, bodies included', async () => {
    const here = await openApp()
    const { status, body } = await here.ask('GET', '/api/openapi.json')
    expect(status).toBe(200)
    expect(body.openapi).toMatch(/^3\.1/)
    const described = Object.entries<Record<string, unknown>>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const own = Object.keys(ACCESS).filter((route) => route.includes(' /api/') && !route.includes('openapi'))
    expect(described.filter((route) => route.includes(' /api/')).sort()).toEqual(own.sort())
    const tip = body.paths['/api/tips'].post.requestBody.content['application/json'].schema
    expect(JSON.stringify(tip)).toContain('maxLength')
  })

  test('answers the process is there before anything else is', async () => {
    const here = await openApp({ unready: async () => ['migrations'] })
    expect((await here.ask('GET', '/healthz')).status).toBe(200)
    const { status, body } = await here.ask('GET', '/readyz')
    expect(status).toBe(503)
    expect(body.missing).toEqual(['migrations'])
  })

  test('every answer carries the strict policy, allows nothing inline and names no third party', async () => {
    const here = await openApp()
    for (const path of ['/healthz', '/api/nothing', '/prefs.css', '/api/cases']) {
      const { headers } = await here.ask('GET', path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
    }
  })

  test('Turnstile’s host enters the policy of the report page alone, and only with its keys', () => {
    const turnstile = { siteKey: 'k', secret: 's', verifyUrl: 'http://127.0.0.1' }
    expect(policyOf({ csp: {}, turnstile }, '/report/')).toContain('https://challenges.cloudflare.com')
    expect(policyOf({ csp: {}, turnstile }, '/')).not.toContain('cloudflare')
    expect(policyOf({ csp: {}, turnstile: null }, '/report/')).not.toContain('cloudflare')
  })

  test('a locked database is answered 503 with a time to come back, and a fault 500 without its cause', async () => {
    const here = await openApp()
    const busy = createApp({ ...here.env, db: { ...here.db, write: () => Promise.reject(new DatabaseBusy('locked')) } })
    const broken = createApp({
      ...here.env,
      db: { ...here.db, write: () => Promise.reject(new Error('disk on fire')) },
    })
    const send = (app: typeof busy) =>
      app.request('/api/tips', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(aTip()),
      })
    const first = await send(busy)
    expect(first.status).toBe(503)
    expect(first.headers.get('retry-after')).toBe('5')
    const lost = { ...here.db, write: () => Promise.reject(new DatabaseUnreachable('no answer')) }
    const unknown = await send(createApp({ ...here.env, db: lost }))
    expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await unknown.json()).toMatchObject({ code: 'service.unanswered' })
    const second = await send(broken)
    expect(second.status).toBe(500)
    expect(await second.text()).not.toContain('fire')
  })

  test('does not start while a route has no row in the access table', async () => {
    const here = await openApp()
    const access = ACCESS as Record<string, unknown>
    const row = access['POST /api/tips']
    delete access['POST /api/tips']
    try {
      expect(() => createApp(here.env)).toThrow('POST /api/tips has no row')
    } finally {
      access['POST /api/tips'] = row
    }
  })
})

describe('theme and large text', () => {
  test('a form sets a cookie and the stylesheet follows it', async () => {
    const here = await openApp()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const set = await here.ask('POST', '/prefs', 'theme=dark&size=large&back=/privacy/', form)
    expect(set.status).toBe(303)
    expect(set.headers.get('location')).toBe('/privacy/')
    const cookie = set.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const { body, headers } = await here.ask('GET', '/prefs.css', undefined, { cookie })
    expect(body).toContain('dark')
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  test('the way back never leaves our own site', async () => {
    const here = await openApp()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { headers } = await here.ask(
        'POST',
        '/prefs',
        `theme=auto&size=normal&back=${encodeURIComponent(back)}`,
        form,
      )
      expect(headers.get('location')).toBe('/')
    }
  })
})
