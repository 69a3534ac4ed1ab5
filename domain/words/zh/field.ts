/** Names of fields by path; `*` stands for any position in a list. */
export type FieldNames = Readonly<Record<string, string>>

/**
 * The name of a field for a person; positions in lists are counted from one: `监测数据第 3 行的测定值`. What has no name is
 * quoted, shortened. `counter` is the measure word of a list's entries.
 */
export function nameOfField(names: FieldNames, path: string, counter = (_list: string) => '项'): string {
  if (path === '') return '提交的内容'
  const pattern = path.replace(/\.\d+(?=\.|$)/g, '.*')
  const known = Object.hasOwn(names, pattern) ? names[pattern] : undefined
  const [, list = '', at = '', field] = /^([a-zA-Z]+)\.(\d+)(?:\.(.+))?$/.exec(path) ?? []
  if (list && Object.hasOwn(names, list)) {
    const one = `${names[list]}第 ${Number(at) + 1} ${counter(list)}`
    return field ? `${one}的${known ?? `“${field.slice(0, 40)}”`}` : one
  }
  return known ?? quotedField(path)
}

/** A field we have no name for, as it came: quoted, at most 40 characters of it. */
export function quotedField(path: string): string {
  return `“${path.length > 40 ? `${path.slice(0, 40)}…` : path}”`
}
