import { type Bureau, type Department, findDepartment, organisationName } from '../bureau.ts'
import { CLOCK_RULES, type Rule, ruleOn, rulesOf } from '../case/rule.ts'
import { addDays } from '../clock.ts'
import {
  CHANGE_TITLE_WORDS,
  DEPARTMENT_FIELD_WORDS,
  DIFFERENCE_WORDS,
  limitWord,
  RULE_FIELD_WORDS,
} from '../words/zh/bureau.ts'
import { dayWord, RULE_WORDS } from '../words/zh/clock.ts'
import { TIP_KIND_WORDS } from '../words/zh/tip.ts'
import type { BureauChange } from './change.ts'
import { dataDifferences } from './data-difference.ts'
import type { DepartmentChange, DepartmentEnd } from './department.ts'
import type { RuleChange, RuleEnd } from './limit.ts'

/** One thing a change alters, as people read it; null where there was, or will be, nothing. */
export type Difference = { label: string; before: string | null; after: string | null }

/** A change as it is shown to whoever confirms it, and in the history. */
export type Shown = { title: string; differences: Difference[] }

/** What a change is about, and everything it alters of the bureau before it and nothing else. */
export function shownOf(change: BureauChange, before: Bureau): Shown {
  switch (change.kind) {
    case 'department':
      return { title: departmentTitle(change, before), differences: departmentDifferences(change, before) }
    case 'department-end':
      return {
        title: CHANGE_TITLE_WORDS.departmentEnd(organisationName(before, change.id)),
        differences: ended(change),
      }
    case 'data':
      return { title: CHANGE_TITLE_WORDS.data, differences: dataDifferences(change.fields, before) }
    case 'rule':
      return {
        title: CHANGE_TITLE_WORDS.rule(RULE_WORDS[change.rule].name),
        differences: ruleDifferences(change, before),
      }
    case 'rule-end':
      return { title: CHANGE_TITLE_WORDS.ruleEnd(RULE_WORDS[change.rule].name), differences: ruleEnded(change, before) }
  }
}

function departmentTitle({ id = '', name, validFrom }: DepartmentChange, before: Bureau): string {
  return before.departments.some((one) => one.id === id)
    ? CHANGE_TITLE_WORDS.department(organisationName(before, id, validFrom))
    : CHANGE_TITLE_WORDS.departmentNew(name)
}

function ended({ lastDay }: DepartmentEnd): Difference[] {
  return [{ label: DEPARTMENT_FIELD_WORDS.validTo, before: null, after: DIFFERENCE_WORDS.until(dayWord(lastDay)) }]
}

function departmentDifferences(change: DepartmentChange, bureau: Bureau): Difference[] {
  const { id = '', validFrom } = change
  const before = findDepartment(bureau, id, validFrom)
  const [was, is] = [before && said(before), said({ ...change, id, email: change.email ?? undefined })]
  const fields = (['name', 'remit', 'kinds', 'email', 'internal'] as const).flatMap((field): Difference[] =>
    (was?.[field] ?? null) === is[field]
      ? []
      : [{ label: DEPARTMENT_FIELD_WORDS[field], before: was?.[field] ?? null, after: is[field] }],
  )
  if (fields.length === 0) return []
  return [...fields, begins(DEPARTMENT_FIELD_WORDS.validFrom, validFrom)]
}

function said({ name, remit, kinds, email, internal }: Omit<Department, 'validFrom' | 'validTo'>) {
  return {
    name,
    remit,
    kinds: kinds?.map((kind) => TIP_KIND_WORDS[kind]).join('、') || null,
    email: email ?? null,
    internal: internal ? DIFFERENCE_WORDS.internal : DIFFERENCE_WORDS.external,
  }
}

function ruleDifferences(change: RuleChange, bureau: Bureau): Difference[] {
  const before = ruleOn(rulesOf(bureau), change.rule, change.validFrom)
  return limitDifferences(before, change, change.validFrom)
}

function ruleEnded({ rule, lastDay }: RuleEnd, bureau: Bureau): Difference[] {
  const [own, law] = [ruleOn(rulesOf(bureau), rule, lastDay), ruleOn(CLOCK_RULES, rule, lastDay)]
  return limitDifferences(own, law, addDays(lastDay, 1))
}

type Limit = Pick<Rule, 'amount' | 'unit' | 'article' | 'unconfirmed'>

function limitDifferences(before: Limit, after: Limit, from: string): Difference[] {
  const said = (limit: Limit) => ({
    amount: limitWord(limit),
    article: limit.article,
    unconfirmed: limit.unconfirmed ? DIFFERENCE_WORDS.unconfirmed : DIFFERENCE_WORDS.confirmed,
  })
  const [was, is] = [said(before), said(after)]
  const fields = (['amount', 'article', 'unconfirmed'] as const).flatMap((field): Difference[] =>
    was[field] === is[field] ? [] : [{ label: RULE_FIELD_WORDS[field], before: was[field], after: is[field] }],
  )
  return fields.length === 0 ? [] : [...fields, begins(RULE_FIELD_WORDS.validFrom, from)]
}

function begins(label: string, day: string): Difference {
  return { label, before: null, after: DIFFERENCE_WORDS.since(dayWord(day)) }
}
