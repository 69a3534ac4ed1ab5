import { createTransport } from 'nodemailer'
import type { Mail } from '../env.ts'

/** Failures that are about one mail or its recipient; any other is the server's, whatever number it says. */
const OF_ONE_MAIL = ['EENVELOPE', 'EMESSAGE']

/**
 * Sends over the bureau's mail server. Throws what the server said; with `responseCode` when it answered to this very
 * mail. A server that turns everybody away (554 at the door, a password it no longer knows) is away.
 */
export function smtpSender(url: string, from: string): (mail: Mail) => Promise<void> {
  // A hanging server must not hold the outbox: every wait has an end.
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
  const transport = createTransport({ url, ...patience }, { from })
  return async (mail) => {
    await transport
      .sendMail({ ...mail, headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated' } })
      .catch((error) => {
        if (OF_ONE_MAIL.includes(error.code)) throw error
        throw new Error("couldn't reach the mail server", { cause: error })
      })
  }
}
