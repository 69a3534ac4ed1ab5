import type * as z from 'zod/mini'
import type { Problem } from './refusal.ts'
import { cleanText } from './text.ts'
import { fieldWord, PROBLEM_WORDS, type ProblemCode } from './words/zh/problem.ts'

type Issue = z.core.$ZodIssue

/**
 * Everything zod found wrong with what was `sent`, all at once: dotted path, our code, and a sentence that says what to
 * do. The value is asked for because an issue does not tell what is missing from what is of the wrong kind; `wordOf`
 * names the fields of what was sent.
 */
export function problemsOf(
  error: { issues: readonly Issue[] },
  sent: unknown,
  wordOf: (path: string) => string = fieldWord,
): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => problem([...path, key], 'unknown-key', {}, wordOf))
    const code = codeOf(issue, isMissing(sent, issue.path))
    return [problem(path, code, issue as { minimum?: unknown; maximum?: unknown; inclusive?: unknown }, wordOf)]
  })
}

/** One problem with its sentence; `wordOf` names the field. */
export function problem(
  path: readonly string[],
  code: ProblemCode,
  about: { minimum?: unknown; maximum?: unknown; inclusive?: unknown } = {},
  wordOf: (path: string) => string = fieldWord,
): Problem {
  const dotted = path.join('.')
  return { path: dotted, code, message: PROBLEM_WORDS[code](wordOf(dotted), about) }
}

/**
 * What is left of a value without the parts that have problems, so that rules can look at the rest and everything wrong
 * is told at once. Lists keep their positions: an entry that is wrong itself is empty.
 */
export function withoutFaults<T>(sent: T, problems: readonly Problem[]): T {
  if (problems.some((one) => one.path === '')) return {} as T
  const left = structuredClone(sent)
  for (const { path } of problems) {
    const steps = path.split('.')
    const last = steps.pop() as string
    let parent: unknown = left
    for (const step of steps) parent = isHolder(parent, step) ? parent[step] : undefined
    if (Array.isArray(parent) && isHolder(parent, last)) parent[Number(last)] = {}
    else if (isHolder(parent, last)) delete parent[last]
  }
  return left
}

function isHolder(value: unknown, key: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

/** Absent or left empty: for a person that is the same. */
function isMissing(sent: unknown, path: readonly PropertyKey[]): boolean {
  let value = sent
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return true
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  if (typeof value === 'string') return cleanText(value) === ''
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

function codeOf(issue: Issue, missing: boolean): ProblemCode {
  if (missing && issue.code !== 'custom') return 'required'
  switch (issue.code) {
    case 'invalid_type':
      return 'wrong-type'
    case 'too_small':
      return issue.origin === 'string' ? 'too-short' : issue.origin === 'array' ? 'too-few' : 'too-small'
    case 'too_big':
      return issue.origin === 'array' ? 'too-many' : issue.origin === 'string' ? 'too-long' : 'too-large'
    case 'invalid_value':
      return 'not-in-list'
    case 'invalid_format':
      return issue.format === 'email' ? 'not-an-email' : 'wrong-format'
    case 'custom':
      return issue.message === 'not-a-date' ? 'not-a-date' : 'wrong-format'
    default:
      return 'wrong-type'
  }
}
