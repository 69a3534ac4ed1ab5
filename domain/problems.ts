import type * as z from 'zod/mini'
import type { Problem } from './refusal.ts'
import { fieldWord, PROBLEM_WORDS, type ProblemCode } from './words/zh/problem.ts'

type Issue = z.core.$ZodIssue

/** Everything zod found wrong, all at once: dotted path, our code, and a sentence that says what to do. */
export function problemsOf(error: { issues: readonly Issue[] }): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => problem([...path, key], 'unknown-key'))
    return [problem(path, codeOf(issue), issue as { minimum?: unknown; maximum?: unknown })]
  })
}

/** One problem with its sentence. */
export function problem(
  path: readonly string[],
  code: ProblemCode,
  about: { minimum?: unknown; maximum?: unknown } = {},
): Problem {
  const dotted = path.join('.')
  return { path: dotted, code, message: PROBLEM_WORDS[code](fieldWord(dotted), about) }
}

function codeOf(issue: Issue): ProblemCode {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'wrong-type'
    case 'too_small':
      if (issue.origin === 'array') return 'choose-one'
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? 'required' : 'too-short'
      return 'too-small'
    case 'too_big':
      return issue.origin === 'array' ? 'too-many' : issue.origin === 'string' ? 'too-long' : 'too-large'
    case 'invalid_value':
      return issue.input === undefined ? 'required' : 'not-in-list'
    case 'invalid_format':
      return issue.format === 'email' ? 'not-an-email' : 'wrong-format'
    case 'custom':
      return issue.message === 'not-a-date' ? 'not-a-date' : 'wrong-format'
    default:
      return 'wrong-type'
  }
}
