import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Mail } from '../env.ts'
import { replaceFile } from './files.ts'

/** In a demo mails go nowhere: each becomes a file that a mail program can open. */
export function folderSender(folder: string, from: string): (mail: Mail) => Promise<void> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' }, { from })
  return async (mail) => {
    const { message } = await transport.sendMail(mail)
    const name = mail.messageId.replace(/[^\w.@-]+/g, '')
    await replaceFile(join(folder, `${name}.eml`), message as Buffer, 0o600)
  }
}
