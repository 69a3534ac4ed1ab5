import { Field } from '../Field.tsx'
import type { Proposed } from './staff-client.ts'

/** A one-time link, to be handed over in person; it opens once the grant behind it is confirmed. */
export function InvitationLink({ invitation }: { invitation: Proposed & { link: string } }) {
  const waits =
    invitation.grant.state === 'waiting'
      ? '另一位管理员或审计员在「授权确认」里确认以后才能打开。'
      : '现在还没有第二位管理员或审计员，这一次不用确认，已记入账号变动记录。'
  return (
    <Field label="邀请链接" hint={`只显示这一次，只能用一次，七天内有效。${waits}请当面或用单位内部的渠道交给本人。`}>
      {(aria) => (
        <input
          {...aria}
          className="input"
          readOnly
          value={invitation.link}
          onFocus={(event) => event.target.select()}
        />
      )}
    </Field>
  )
}
