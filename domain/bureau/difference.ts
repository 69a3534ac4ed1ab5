import { type Bureau, type Department, findDepartment, organisationName } from '../bureau.ts'
import { CHANGE_TITLE_WORDS, DEPARTMENT_FIELD_WORDS, DIFFERENCE_WORDS } from '../words/zh/bureau.ts'
import { dayWord } from '../words/zh/clock.ts'
import { TIP_KIND_WORDS } from '../words/zh/tip.ts'
import type { BureauChange } from './change.ts'
import type { DepartmentChange, DepartmentEnd } from './department.ts'

/** One thing a change alters, as people read it; null where there was, or will be, nothing. */
export type Difference = { label: string; before: string | null; after: string | null }

/** A change as it is shown to whoever confirms it, and in the history. */
export type Shown = { title: string; differences: Difference[] }

/** What a change is about, and everything it alters of the bureau before it and nothing else. */
export function shownOf(change: BureauChange, before: Bureau): Shown {
  const differences = change.kind === 'department-end' ? ended(change) : departmentDifferences(change, before)
  return { title: titleOf(change, before), differences }
}

function titleOf(change: BureauChange, before: Bureau): string {
  const known = before.departments.some((one) => one.id === change.id)
  if (change.kind === 'department-end') return CHANGE_TITLE_WORDS.departmentEnd(organisationName(before, change.id))
  return known
    ? CHANGE_TITLE_WORDS.department(organisationName(before, change.id ?? '', change.validFrom))
    : CHANGE_TITLE_WORDS.departmentNew(change.name)
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
  return [
    ...fields,
    { label: DEPARTMENT_FIELD_WORDS.validFrom, before: null, after: DIFFERENCE_WORDS.since(dayWord(validFrom)) },
  ]
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
