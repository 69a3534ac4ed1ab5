import type { FormField } from './fields.ts'
import { valueAt } from './paths.ts'
import { saidOf } from './said.ts'

type Props = { field: Extract<FormField, { kind: 'list' }>; entries: unknown[] }

/** The entries of a list as a table; on a telephone each becomes a block. */
export function DataTable({ field, entries }: Props) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          {field.item.map(({ path, label }) => (
            <th scope="col" key={path}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: read only, and an entry has no name of its own
          <tr key={at}>
            {field.item.map((item) => (
              <td data-label={item.label} key={item.path}>
                {saidOf(item, valueAt(entry, item.path)) ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
