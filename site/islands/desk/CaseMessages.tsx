import type { CaseDetail } from '../../client.ts'
import { CasePhotos } from './CasePhotos.tsx'
import { shortDay } from './due.ts'

/** What the bureau and the reporter wrote to each other. */
export function CaseMessages({ detail }: { detail: CaseDetail }) {
  const several = detail.tips.length > 1
  return (
    <section className="sheet" aria-labelledby="messages-title">
      <h2 id="messages-title">与举报人的往来</h2>
      {detail.messages.length === 0 && (
        <p className="hint">还没有往来。补充材料的请求、不予受理的告知和答复会出现在这里。</p>
      )}
      <ol className="messages">
        {detail.messages.map((message) => (
          <li key={message.id} data-from={message.from}>
            <p className="message-head">
              <b>{message.from === 'bureau' ? '我们' : '举报人'}</b>
              <time dateTime={message.on}>{shortDay(message.on, new Date())}</time>
              {several && <span className="reference">{message.tipReference}</span>}
            </p>
            <p className="message-text">{message.text}</p>
            <CasePhotos
              photos={detail.attachments.filter((photo) => message.attachments.includes(photo.id))}
              label="随消息的照片"
            />
          </li>
        ))}
      </ol>
    </section>
  )
}
