import { rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { afterAll } from 'vitest'
import { shippedBureau } from '#api/senders/bureau.ts'
import { pressForEdge } from '#api/senders/edge-press.ts'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { builtHash } from '#api/senders/site.ts'
import { countHomeFigures } from '#db/figures.ts'
import { seedDemo } from '#db/seed.ts'
import { contract } from '../contract/contract.ts'
import { freePort } from '../server.ts'
import { folder as built, render } from '../site/build.ts'
import { quickFolder } from '../tree.ts'
import { openEdge } from './edge.ts'

const folder = quickFolder('edge-contract')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Someone must know the public origin before the Worker's own port is known: what stands before it at the edge too. */
async function inFront(port: number, worker: URL): Promise<() => Promise<void>> {
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked
    const on = request({ host: worker.hostname, port: worker.port, method, path: url, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
    })
    on.on('error', () => answer.destroy())
    asked.pipe(on)
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return () =>
    new Promise((closed) => {
      server.closeAllConnections()
      server.close(() => closed())
    })
}

contract('the Worker over a libSQL server, with a build machine', async () => {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const bureau = shippedBureau()
  const edge = await openEdge({ ORIGIN: origin, INTAKE_LIMIT: '1000' }, (into) =>
    seedDemo({ ...into, bureau, burnBoxes }, new Date()),
  )
  const publish = async () => {
    await pressForEdge({
      db: edge.db,
      folder,
      buckets: { site: edge.bound.SITE, files: edge.bound.FILES },
      built: { folder: built, hash: await builtHash(built), render },
      about: { bureau, demo: true, origin, turnstileSiteKey: null },
      figures: (at) => countHomeFigures(edge.db, at),
      now: () => new Date(),
      step: () => {},
      report: (error) => {
        throw error
      },
    })
  }
  await publish()
  const leave = await inFront(port, edge.url)
  return {
    url: origin,
    publish,
    async stop() {
      await leave()
      await edge.close()
    },
  }
})
