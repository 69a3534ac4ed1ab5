import { longDue } from '../desk/due.ts'
import type { FormField } from './fields.ts'
import { textOf } from './input.ts'
import { valueAt } from './paths.ts'

/** A field's value as a reader sees it; null when nothing is filled in. */
export function saidOf(field: FormField, value: unknown): string | null {
  switch (field.kind) {
    case 'flag':
      return typeof value === 'boolean' ? (value ? field.yes : field.no) : null
    case 'choice':
      return wordOf(field.options, textOf(value))
    case 'choices':
      return Array.isArray(value) && value.length > 0
        ? value.map((one) => wordOf(field.options, textOf(one)) ?? one).join('、')
        : null
    case 'number': {
      const text = textOf(value)
      return text ? [text, field.unit].filter(Boolean).join(' ') : null
    }
    case 'day':
      return textOf(value) ? longDue(textOf(value)) : null
    case 'organisation':
      return named(valueAt(value, 'name'), valueAt(value, 'code'))
    case 'plot':
    case 'project':
      return named(valueAt(value, 'name'), valueAt(value, 'id'))
    case 'fixed': {
      if (typeof value === 'string') return value || null
      const year = textOf(valueAt(value, 'year'))
      return year ? `${year} 年` : named(valueAt(value, 'name'), valueAt(value, 'id'))
    }
    default:
      return textOf(value) || null
  }
}

function named(name: unknown, code: unknown): string | null {
  const [said, id] = [textOf(name), textOf(code)]
  return said && id ? `${said}（${id}）` : said || id || null
}

const wordOf = (options: readonly (readonly [string, string])[], value: string): string | null =>
  options.find(([one]) => one === value)?.[1] ?? (value || null)
