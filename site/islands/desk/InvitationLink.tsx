import { Field } from '../Field.tsx'

/** A one-time link, to be handed over in person. */
export function InvitationLink({ link }: { link: string }) {
  return (
    <Field label="邀请链接" hint="只显示这一次，只能用一次，七天内有效。请当面或用单位内部的渠道交给本人。">
      {(aria) => <input {...aria} className="input" readOnly value={link} onFocus={(event) => event.target.select()} />}
    </Field>
  )
}
