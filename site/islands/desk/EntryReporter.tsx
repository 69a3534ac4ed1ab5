import { useQuery } from '@tanstack/react-query'
import { REPORTER_WORDS, WHO_SEES } from '#domain/words/zh/identity.ts'
import { Field } from '../Field.tsx'
import { getRecipients } from './identity/client.ts'

/** Who called, sealed before it is sent: not kept in a draft, and nobody at the desk can read it afterwards. */
export type Caller = { mode: 'anonymous' | 'contact_only' | 'real_name'; name: string; phone: string }
export const NOBODY: Caller = { mode: 'anonymous', name: '', phone: '' }

export function EntryReporter(props: {
  caller: Caller
  onChange: (caller: Caller) => void
  wrong: (path: string) => string | undefined
}) {
  const { caller, onChange, wrong } = props
  const keys = useQuery({ queryKey: ['recipients'], queryFn: getRecipients })
  if (!keys.data || keys.data.modes.length === 1) return null
  const set = (name: keyof Caller) => (event: { target: { value: string } }) =>
    onChange({ ...caller, [name]: event.target.value } as Caller)
  return (
    <>
      <Field label="来人留不留身份" problem={wrong('reporter.mode')}>
        {(aria) => (
          <select {...aria} className="input" value={caller.mode} onChange={set('mode')}>
            {keys.data.modes.map((mode) => (
              <option value={mode} key={mode}>
                {REPORTER_WORDS[mode].label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {caller.mode !== 'anonymous' && (
        <div className="pair">
          <Field label="来人姓名" hint={WHO_SEES.name} problem={wrong('identity.name')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                autoComplete="off"
                maxLength={40}
                value={caller.name}
                onChange={set('name')}
              />
            )}
          </Field>
          <Field label="来人电话" hint="登记以后您也看不到了。" problem={wrong('identity.phone')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                autoComplete="off"
                maxLength={20}
                value={caller.phone}
                onChange={set('phone')}
              />
            )}
          </Field>
        </div>
      )}
    </>
  )
}
