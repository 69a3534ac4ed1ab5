import { Field, type FieldProps } from './Field.tsx'

type Props = FieldProps & {
  value: string
  /** What a password manager may do with it; nothing unless said. */
  autoComplete?: 'current-password' | 'new-password'
  onChange: (value: string) => void
}

/** A field for what nobody may read over a shoulder: a password, a passphrase, a key copied from paper. */
export function SecretField({ value, autoComplete, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      {(aria) => (
        <input
          {...aria}
          className="input"
          type="password"
          autoComplete={autoComplete ?? 'off'}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
