import * as z from 'zod/mini'
import { Bureau } from '../bureau.ts'
import { problem, problemsOf } from '../problems.ts'
import type { Proposal } from '../proposal.ts'
import type { Problem } from '../refusal.ts'
import { text } from '../text.ts'
import { bureauFieldWord } from '../words/zh/bureau.ts'
import { DataChange, dataProblems, withData } from './data.ts'
import { DepartmentChange, DepartmentEnd, departmentProblems, withDepartment, withoutDepartment } from './department.ts'
import type { Shown } from './difference.ts'
import { RuleChange, RuleEnd, ruleProblems, withoutRule, withRule } from './limit.ts'

/** What an administrator may change of `content/bureau.json` at the desk, one thing at a time. */
export const BureauChange = z.discriminatedUnion('kind', [
  DepartmentChange,
  DepartmentEnd,
  RuleChange,
  RuleEnd,
  DataChange,
])
export type BureauChange = z.infer<typeof BureauChange>

/** A change with why it is made: the decision, letter or article it rests on. */
export const BureauProposal = z.strictObject({ change: BureauChange, reason: text(300) })
export type BureauProposal = z.infer<typeof BureauProposal>

export const BUREAU_CHANGE_STATES = ['waiting', 'confirmed', 'declined'] as const
export type BureauChangeState = (typeof BUREAU_CHANGE_STATES)[number]

/**
 * A change somebody proposed. `seq` is its place in the order they took effect, null while it has none; what is in force
 * is `content/bureau.json` with all of them over it. Instants are minutes in Shanghai.
 */
export type KeptChange = Proposal & {
  id: string
  seq: number | null
  change: BureauChange
  shown: Shown
  reason: string
  state: BureauChangeState
  proposedByName: string | null
  proposedAt: string
  settledByName: string | null
  settledAt: string | null
}

/** The bureau after a change. */
export function withChange(bureau: Bureau, change: BureauChange): Bureau {
  switch (change.kind) {
    case 'department':
      return { ...bureau, departments: withDepartment(bureau.departments, change) }
    case 'department-end':
      return { ...bureau, departments: withoutDepartment(bureau.departments, change) }
    case 'rule':
      return { ...bureau, clockRules: withRule(bureau.clockRules ?? [], change) }
    case 'rule-end':
      return { ...bureau, clockRules: withoutRule(bureau.clockRules ?? [], change) }
    case 'data':
      return withData(bureau, change)
  }
}

/** The bureau in force: what the product ships with, and the changes confirmed since, in their order. */
export function bureauAfter(shipped: Bureau, changes: readonly BureauChange[]): Bureau {
  return changes.reduce(withChange, shipped)
}

/** A change with an id of its own where it brings a new department. */
export function identified(change: BureauChange, id: string): BureauChange {
  return change.kind === 'department' && change.id === undefined ? { ...change, id } : change
}

/** What a change touches: two that wait never touch the same, or one would undo what the other was judged by. */
export function touchedBy(change: BureauChange): string[] {
  if (change.kind === 'data') return Object.keys(change.fields).map((field) => `data:${field}`)
  return isOfDepartment(change) ? [`department:${change.id}`] : [`rule:${change.rule}`]
}

/** Everything wrong with a new proposal, by its path in what was sent. `today` is `YYYY-MM-DD` in Asia/Shanghai. */
export function proposalProblems(bureau: Bureau, change: BureauChange, today: string): Problem[] {
  const id = isOfDepartment(change) ? change.id : undefined
  const problems =
    id !== undefined && !bureau.departments.some((one) => one.id === id)
      ? [problem(['id'], 'not-in-list', {}, bureauFieldWord)]
      : standingProblems(bureau, identified(change, 'department-new'), today)
  return problems.map((one) => ({ ...one, path: `change.${one.path}` }))
}

/** What keeps a change from taking effect today, on the bureau as it is by now. */
export function standingProblems(bureau: Bureau, change: BureauChange, today: string): Problem[] {
  const problems = ownProblems(bureau, change, today)
  if (problems.length > 0) return problems
  const after = withChange(bureau, change)
  const read = Bureau.safeParse(after)
  return read.success ? [] : problemsOf(read.error, after, bureauFieldWord)
}

function ownProblems(bureau: Bureau, change: BureauChange, today: string): Problem[] {
  if (change.kind === 'data') return dataProblems(bureau, change)
  return isOfDepartment(change) ? departmentProblems(bureau, change, today) : ruleProblems(bureau, change, today)
}

export function isOfDepartment(change: BureauChange): change is DepartmentChange | DepartmentEnd {
  return change.kind === 'department' || change.kind === 'department-end'
}
