import { bytesToHex } from '@noble/hashes/utils.js'
import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import { Refusal } from '#domain/refusal.ts'
import type { App, Env } from './env.ts'
import { accessGuard, assertAccessTable, routeOf } from './guards/access.ts'
import { headers } from './guards/headers.ts'
import { originRule } from './guards/origin.ts'
import { errorAnswer, refusalOf } from './problem.ts'
import { accountRoutes } from './routes/account.ts'
import { attachmentRoutes } from './routes/attachment.ts'
import { bureauRoutes } from './routes/bureau.ts'
import { caseRoutes } from './routes/case.ts'
import { caseListRoutes } from './routes/case-list.ts'
import { caseStreamRoutes } from './routes/case-stream.ts'
import { caseViewRoutes } from './routes/case-view.ts'
import { dayRoutes } from './routes/day.ts'
import { decisionRoutes } from './routes/decision.ts'
import { digestRoutes } from './routes/digest.ts'
import { disclosureRoutes } from './routes/disclosure.ts'
import { disclosureFileRoutes } from './routes/disclosure-file.ts'
import { followRoutes } from './routes/follow.ts'
import { grantRoutes } from './routes/grant.ts'
import { gridRoutes } from './routes/grid.ts'
import { headerCheckRoutes } from './routes/header-check.ts'
import { identityRoutes } from './routes/identity.ts'
import { inboundRoutes } from './routes/inbound.ts'
import { inspectionRoutes } from './routes/inspection.ts'
import { leaveRoutes } from './routes/leave.ts'
import { logRoutes } from './routes/log.ts'
import { prefsRoutes } from './routes/prefs.ts'
import { printingRoutes } from './routes/printing.ts'
import { recipientRoutes } from './routes/recipient.ts'
import { redactionRoutes } from './routes/redaction.ts'
import { registerRoutes } from './routes/register.ts'
import { rewrapRoutes } from './routes/rewrap.ts'
import { rosterRoutes } from './routes/roster.ts'
import { rosterTableRoutes } from './routes/roster-table.ts'
import { searchRoutes } from './routes/search.ts'
import { staffRoutes } from './routes/staff.ts'
import { textTemplateRoutes } from './routes/text-template.ts'
import { tieRoutes } from './routes/tie.ts'
import { tileRoutes } from './routes/tile.ts'
import { tipRoutes } from './routes/tip.ts'
import { triageRoutes } from './routes/triage.ts'

/**
 * The whole API over one `env`. Knows no host: the same app runs in a Node process and in tests.
 * @throws when a route has no row in `domain/access.ts`, or a row no route
 */
export function createApp(env: Env): Hono<App> {
  const app = new Hono<App>()
  app.use(async (c, next) => {
    c.set('request', bytesToHex(env.random(6)))
    c.set('address', c.env?.address ?? '')
    const began = performance.now()
    await next()
    env.log({
      minute: env.now().toISOString().slice(0, 16),
      route: routeOf(c) ?? '(page)',
      method: c.req.method,
      status: c.res.status,
      ms: bucketOf(performance.now() - began),
      request: c.get('request'),
      ...(c.res.status >= 500 && c.error && { fault: c.error.name }),
    })
  })
  app.use(headers(env))
  app.use(originRule(env))
  app.use(accessGuard(env))

  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const missing = await env.unready()
    if (missing.length > 0) throw new Refusal('service.not-ready', { missing })
    return c.json({ ok: true })
  })
  app.route('/', prefsRoutes(env))
  app.route('/', tipRoutes(env))
  app.route('/', inboundRoutes(env))
  app.route('/', followRoutes(env))
  app.route('/', leaveRoutes(env))
  app.route('/', tileRoutes(env))
  app.route('/', attachmentRoutes(env))
  app.route('/', redactionRoutes(env))
  app.route('/', accountRoutes(env))
  app.route('/', staffRoutes(env))
  app.route('/', grantRoutes(env))
  app.route('/', bureauRoutes(env))
  app.route('/', gridRoutes(env))
  app.route('/', inspectionRoutes(env))
  app.route('/', rosterTableRoutes(env))
  app.route('/', rosterRoutes(env))
  app.route('/', caseListRoutes(env))
  app.route('/', caseStreamRoutes(env))
  app.route('/', caseRoutes(env))
  app.route('/', dayRoutes(env))
  app.route('/', digestRoutes(env))
  app.route('/', caseViewRoutes(env))
  app.route('/', decisionRoutes(env))
  app.route('/', triageRoutes(env))
  app.route('/', printingRoutes(env))
  app.route('/', textTemplateRoutes(env))
  app.route('/', tieRoutes(env))
  app.route('/', recipientRoutes(env))
  app.route('/', headerCheckRoutes(env))
  app.route('/', identityRoutes(env))
  app.route('/', rewrapRoutes(env))
  app.route('/', disclosureRoutes(env))
  app.route('/', disclosureFileRoutes(env))
  app.route('/', registerRoutes(env))
  app.route('/', searchRoutes(env))
  app.route('/', logRoutes(env))
  app.get(
    '/api/openapi.json',
    openAPIRouteHandler(app, {
      documentation: {
        openapi: '3.1.0',
        info: {
          title: `${env.bureau.name} · 净土`,
          version: '1',
          description: '生态环境投诉举报（原12369）与土壤污染信息公开',
        },
        servers: [{ url: env.origin }],
      },
    }),
  )

  app.notFound(async (c) => (await env.serve?.(c)) ?? errorAnswer(c, env, new Refusal('request.not-found')))
  app.onError((error, c) => errorAnswer(c, env, refusalOf(error)))
  assertAccessTable(app)
  return app
}

function bucketOf(ms: number): '<10' | '<100' | '<1000' | '>=1000' {
  return ms < 10 ? '<10' : ms < 100 ? '<100' : ms < 1000 ? '<1000' : '>=1000'
}
