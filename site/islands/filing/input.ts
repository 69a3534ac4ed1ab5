import { itemIdOf } from '#domain/standard/item.ts'
import { type FormField, type FormSection, fieldsOf } from './fields.ts'
import { valueAt, withValue } from './paths.ts'

type Typed = Record<string, unknown>

/** What was typed as the API takes it: numbers as numbers, what is empty left out (or null where the schema says so). */
export function inputOf(sections: readonly FormSection[], typed: Typed): Typed {
  return readFields(fieldsOf(sections), typed)
}

function readFields(fields: readonly FormField[], typed: unknown): Typed {
  let read: Typed = {}
  for (const field of fields) {
    const value = readField(field, valueAt(typed, field.path))
    if (value !== undefined) read = withValue(read, field.path, value)
    else if (field.nullable) read = withValue(read, field.path, null)
    if (field.kind === 'pollutant' && typeof value === 'string') {
      const item = itemIdOf('GB 36600-2018', { pollutant: value })
      if (item) read.item = item
    }
  }
  return read
}

function readField(field: FormField, value: unknown): unknown {
  switch (field.kind) {
    case 'number':
      return readNumber(value)
    case 'flag':
      return typeof value === 'boolean' ? value : undefined
    case 'choices':
    case 'fixed':
      return value ?? undefined
    case 'lines':
      return textOf(value)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    case 'list':
      return Array.isArray(value) ? value.map((entry) => readFields(field.item, entry)) : undefined
    case 'organisation': {
      const [code, name] = ['code', 'name'].map((part) => textOf(valueAt(value, part)).trim())
      return code || name ? { ...(code && { code }), ...(name && { name }) } : undefined
    }
    case 'plot':
    case 'project':
      return textOf(valueAt(value, 'id')) ? value : undefined
    default:
      return textOf(value).trim() || undefined
  }
}

/** A number as typed; what is none goes as it is, and the API says what is wrong with it. */
function readNumber(value: unknown): unknown {
  const text = textOf(value)
    .trim()
    .replaceAll(/[,，\s]/g, '')
  if (text === '') return undefined
  return /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/** A value as it stands in a control. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
