import { dayOf } from '#domain/clock.ts'
import { ENTRY_FIELD_WORDS } from '#domain/words/zh/entry.ts'
import { Field } from '../Field.tsx'
import type { EntryControls } from './entry-controls.ts'

/** What is written down of its way here, by channel; a limit that came with it prevails. */
export function EntryChannel({ text, wrong }: EntryControls) {
  const channel = text('channel').value
  const day = (name: 'writtenOn' | 'postmarkedOn') => (
    <Field label={ENTRY_FIELD_WORDS[name]} optional problem={wrong(name)}>
      {(aria) => <input {...aria} className="input" type="date" max={dayOf(new Date())} {...text(name)} />}
    </Field>
  )
  const limit = channel === 'phone_12345' ? '工单要求的办结日期' : '上级要求的办结日期'
  return (
    <>
      {channel === 'phone_12345' && (
        <Field label={ENTRY_FIELD_WORDS.ticketNo} optional problem={wrong('ticketNo')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" maxLength={60} {...text('ticketNo')} />}
        </Field>
      )}
      {channel === 'letter' && (
        <div className="pair">
          {day('writtenOn')}
          {day('postmarkedOn')}
        </div>
      )}
      <div className="pair">
        <Field
          label={channel === 'wechat' ? '微信举报平台编号' : '全国平台编号'}
          optional
          problem={wrong('nationalPlatformNo')}
        >
          {(aria) => (
            <input {...aria} className="input" autoComplete="off" maxLength={60} {...text('nationalPlatformNo')} />
          )}
        </Field>
        <Field label={limit} optional problem={wrong('superiorBy')}>
          {(aria) => <input {...aria} className="input" type="date" {...text('superiorBy')} />}
        </Field>
      </div>
    </>
  )
}
