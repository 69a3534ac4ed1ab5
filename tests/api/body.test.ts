import { request } from 'node:http'
import { BlockList } from 'node:net'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { App } from '#api/env.ts'
import { limitBody } from '#api/guards/body.ts'
import { listen } from '#api/senders/listen.ts'
import { Refusal } from '#domain/refusal.ts'

const app = new Hono<App>()
  .post(
    '/',
    limitBody(() => 10),
    async (c) => c.text(await c.req.text()),
  )
  .onError((error, c) => c.text(error instanceof Refusal ? error.code : 'fault', error instanceof Refusal ? 413 : 500))

/** Sends a body in pieces; `asked` counts those that were read. */
async function send(pieces: string[], headers: Record<string, string>) {
  let asked = 0
  const body = new ReadableStream(
    {
      pull(controller) {
        const piece = pieces[asked++]
        if (piece === undefined) return controller.close()
        controller.enqueue(new TextEncoder().encode(piece))
      },
    },
    { highWaterMark: 0 },
  )
  const response = await app.request('/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  return { status: response.status, text: await response.text(), asked }
}

test('a body that says it is too long is turned away before any of it is read', async () => {
  expect(await send(['0123456789', 'x'], { 'content-length': '11' })).toEqual({
    status: 413,
    text: 'request.too-large',
    asked: 0,
  })
})

test('a body that says it fits is read', async () => {
  expect(await send(['01234', '56789'], { 'content-length': '10' })).toMatchObject({ status: 200, text: '0123456789' })
})

test('a body that does not say how long it is, or says it twice, is turned away as soon as it is too long', async () => {
  const pieces = ['01234', '56789', 'x', 'never read']
  const twice: Record<string, string> = { 'content-length': '1', 'transfer-encoding': 'chunked' }
  for (const headers of [{}, twice])
    expect(await send(pieces, headers)).toEqual({ status: 413, text: 'request.too-large', asked: 3 })
  expect(await send(pieces.slice(0, 2), {})).toMatchObject({ status: 200, text: '0123456789' })
})

test('so it is on the server itself, whose requests are of its own class', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0, trustedProxies: new BlockList() }, (sent, bindings) =>
    app.fetch(sent, bindings),
  )
  const chunked = (pieces: string[]) =>
    new Promise<[number | undefined, string]>((resolve, reject) => {
      const sent = request({ port: server.port, method: 'POST' }, async (answer) => {
        let text = ''
        for await (const piece of answer) text += piece
        resolve([answer.statusCode, text])
      })
      sent.on('error', reject)
      for (const piece of pieces) sent.write(piece)
      sent.end()
    })
  expect(await chunked(['01234', '56789'])).toEqual([200, '0123456789'])
  expect(await chunked(['01234', '567890'])).toEqual([413, 'request.too-large'])
  // Neither a length nor a body.
  const bare = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST' })
  expect([bare.status, await bare.text()]).toEqual([200, ''])
  await server.close()
})
