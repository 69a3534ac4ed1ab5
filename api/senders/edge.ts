import { waitUntil } from 'cloudflare:workers'
import csp from '#built/csp.json'
import { render as renderPage } from '#built/server/entry.mjs'
import { isLogPath } from '#db/log/files.ts'
import { signingKey } from '#db/log/seed.ts'
import { standingBeside } from '#db/log/signer.ts'
import { openRemote } from '#db/remote.ts'
import type { PageLocals, Render } from '#domain/page.ts'
import { createAccounts } from '../accounts.ts'
import type { Env } from '../env.ts'
import { pageFrame } from '../frame.ts'
import { cleanJpeg } from '../photo-jpeg.ts'
import { servePublished } from '../published.ts'
import { readBureau, shippedBureau } from './bureau.ts'
import type { Bindings } from './edge-bindings.ts'
import { readEdgeConfig } from './edge-config.ts'
import { sharedLimits } from './limits-shared.ts'
import { promisesBy } from './log-promise.ts'
import { textOfPdf } from './pdf-edge.ts'
import { smtpSender } from './smtp.ts'
import { bucketFiles, bucketStore, readObject } from './store-r2.ts'
import { tileSource } from './tiles.ts'

/**
 * What a Worker supplies. Pages that were published come from the bucket, where a build machine puts them; the shells of
 * the staff are made here, because their policy names the blocks of exactly this build.
 * @throws StartRefused when a variable or secret is wrong
 */
export function edgeEnv(bindings: Bindings): Env {
  const config = readEdgeConfig(bindings)
  const { origin, demo, secrets } = config
  const db = openRemote(config.database)
  const now = () => new Date()
  const published = servePublished(bucketFiles(bindings))
  const logFiles = async (path: string) => (isLogPath(path) ? readObject(bindings.SITE, `log/${path}`) : null)
  const env: Env = {
    // What this instance changed of it is read before the first answer (`worker.ts`).
    bureau: shippedBureau(),
    demo,
    origin,
    db,
    secrets,
    now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    render,
    csp,
    cleanPhoto: cleanJpeg,
    burnBoxes: null,
    textOfPdf,
    store: bucketStore(bindings.FILES),
    limits: sharedLimits(bindings.LIMITS, secrets.work),
    intakeLimit: config.intakeLimit,
    turnstile: config.turnstile,
    webhookSecret: config.webhookSecret,
    tiles: config.tiles && tileSource(config.tiles),
    accounts: createAccounts({ db, secret: secrets.session, origin, now, demo }),
    sendMail: config.mail ? smtpSender(config.mail.url, config.mail.from) : null,
    log: (line) => console.log(JSON.stringify(line)),
    caseFeed: null,
    wake: () => waitUntil(bindings.OUTBOX.send({}).catch(() => {})),
    logFiles,
    logStanding: async () => {
      const note = await logFiles('checkpoint')
      return standingBeside(db, note && new TextDecoder().decode(note))
    },
    ...promisesBy(config.promise && signingKey(config.promise)),
    // What was decided stands in the database; the build machine brings it to its pages.
    replay: async () => {},
    renewBureau: async () => {
      env.bureau = await readBureau(db)
    },
    serve: async (c) => {
      const isShell = c.req.path in csp && ['GET', 'HEAD'].includes(c.req.method)
      if (isShell)
        return c.html(await render(c.req.path, { frame: pageFrame(env) }), 200, { 'Cache-Control': 'no-cache' })
      return published(c)
    },
    unready: async () => {
      const state = await db.ready()
      const site = await bindings.SITE.head('index.html')
      return [...(state.ok ? [] : [state.why]), ...(site ? [] : ['site'])]
    },
  }
  return env
}

const render: Render = async (path: string, locals: PageLocals) => {
  const answer = await renderPage(new Request(`http://localhost${path}`), locals)
  if (answer.status >= 500) throw new Error(`couldn't render ${path}: ${answer.status}`)
  return answer.text()
}
