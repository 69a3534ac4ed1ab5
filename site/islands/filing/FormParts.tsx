import { FormFieldView } from './FormFieldView.tsx'
import type { FormSection } from './fields.ts'

/** The parts of a form under their headings. */
export function FormParts({ sections }: { sections: readonly FormSection[] }) {
  return sections.map(({ title, hint, fields }) => (
    <section className="sheet form-part" key={title}>
      <h2>{title}</h2>
      {hint && <p className="hint">{hint}</p>}
      {/* Days alone stand beside each other. */}
      <div className={fields.every(({ kind }) => kind === 'day') ? 'form-fields days' : 'form-fields'}>
        {fields.map((field) => (
          <FormFieldView field={field} path={field.path} key={field.path} />
        ))}
      </div>
    </section>
  ))
}
