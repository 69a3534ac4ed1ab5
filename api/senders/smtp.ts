import { createTransport } from 'nodemailer'
import type { Mail } from '../env.ts'

/** Sends over the bureau's mail server. Throws what the server said, with `responseCode` when it answered at all. */
export function smtpSender(url: string, from: string): (mail: Mail) => Promise<void> {
  // A hanging server must not hold the outbox: every wait has an end.
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
  const transport = createTransport({ url, ...patience }, { from })
  return async (mail) => {
    await transport.sendMail({ ...mail, headers: { 'Auto-Submitted': 'auto-generated' } })
  }
}
