import { type AddressInfo, createServer, type Socket } from 'node:net'

/**
 * How a mail server fails: no one listens; takes the connection and says nothing; refuses everybody for good (554) or
 * for now (451); takes one mail and dies before it says so.
 */
export type Mode = 'fine' | 'refuses' | 'hangs' | 'never' | 'later' | 'dies'

/** A mail server (RFC 5321, the little of it) that fails as it is told and keeps the Message-ID of what it took. */
export async function openMailServer() {
  const taken: string[] = []
  const sockets = new Set<Socket>()
  let mode: Mode = 'fine'
  let port = 0

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    if (mode === 'hangs') return
    const say = (line: string) => socket.write(`${line}\r\n`)
    if (mode === 'never') return void socket.end('554 no service here\r\n')
    let text = ''
    let isData = false
    say('220 test')
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      for (;;) {
        const mark = isData ? '\r\n.\r\n' : '\r\n'
        const end = text.indexOf(mark)
        if (end < 0) return
        const part = text.slice(0, end)
        text = text.slice(end + mark.length)
        if (isData) {
          isData = false
          taken.push(/^message-id: (\S+)/im.exec(part)?.[1] ?? '')
          if (mode === 'dies') return void stop()
          say('250 taken')
        } else if (/^(EHLO|HELO|RSET)/i.test(part)) say('250 test')
        else if (/^MAIL/i.test(part)) say(mode === 'later' ? '451 not now' : '250 ok')
        else if (/^RCPT/i.test(part)) say('250 ok')
        else if (/^DATA/i.test(part)) {
          isData = true
          say('354 go on')
        } else if (/^QUIT/i.test(part)) socket.end('221 bye\r\n')
        else say('502 unknown')
      }
    })
  })
  const start = () => new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const stop = async () => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await start()
  port = (server.address() as AddressInfo).port

  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    /** Connections open now. */
    open: () => sockets.size,
    async become(next: Mode) {
      if (server.listening) await stop()
      mode = next
      if (mode !== 'refuses') await start()
    },
    stop: async () => {
      if (server.listening) await stop()
    },
  }
}
