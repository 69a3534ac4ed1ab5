import * as z from 'zod/mini'
import { problemsOf } from '../problems.ts'
import type { FilingKind } from '../record.ts'
import type { Problem } from '../refusal.ts'
import { cleanText } from '../text.ts'
import { FILING_PROBLEM_WORDS, type FilingProblemCode, filingFieldWord } from '../words/zh/disclosure.ts'
import { KINDS } from './kinds.ts'

/** Nothing people file lies deeper; what does was never meant to be read. */
const DEPTH = 6

/** One problem of a filing beyond the shape of a field. */
export function filingProblem(path: string, code: FilingProblemCode, about = ''): Problem {
  return { path, code, message: `${FILING_PROBLEM_WORDS[code]}${about}` }
}

/**
 * What was entered, as it is kept: text cleaned, what was left empty absent. Lists keep their positions.
 * @returns undefined in place of what lies too deep
 */
export function cleanDraft(entered: unknown, depth = 0): unknown {
  if (typeof entered === 'string') return cleanText(entered)
  if (typeof entered !== 'object' || entered === null) return entered
  if (depth >= DEPTH) return undefined
  if (Array.isArray(entered)) return entered.map((one) => cleanDraft(one, depth + 1) ?? null)
  return Object.fromEntries(
    Object.entries(entered)
      .map(([name, value]) => [name, cleanDraft(value, depth + 1)] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
}

/** Everything wrong with the shape of a filing, what is missing included. */
export function shapeProblems(kind: FilingKind, data: Record<string, unknown>): Problem[] {
  const read = z.safeParse(KINDS[kind].schema, data)
  return read.success ? [] : problemsOf(read.error, data, filingFieldWord)
}

/** Whether a draft may not have it either: all but what is missing still. A row of results is whole or not there. */
export function isOfDraft(problem: Problem): boolean {
  return problem.code !== 'required' || problem.path.startsWith('rows.')
}
