import type { BureauChange } from '#domain/bureau/change.ts'

/** A page of the bureau's settings, by its address in the desk. */
export type Setting = 'departments' | 'rules' | 'bureau'

/** What each of them is called, and the kinds of change it is about. */
export const SETTINGS: Readonly<Record<Setting, { word: string; kinds: readonly BureauChange['kind'][] }>> = {
  departments: { word: '部门', kinds: ['department', 'department-end'] },
  rules: { word: '期限规则', kinds: ['rule', 'rule-end'] },
  bureau: { word: '本局资料', kinds: ['data'] },
}
