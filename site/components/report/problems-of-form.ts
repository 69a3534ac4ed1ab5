import type { Problem } from '#domain/refusal.ts'
import { fieldId, problemAt } from '../field.ts'
import { REPORT_FIELDS } from './values.ts'

/** Shows every problem beside its field and in the summary, and focuses the first field that is wrong. */
export function showProblems(root: HTMLElement, problems: readonly Problem[]): void {
  clearProblems(root)
  const summary = root.querySelector<HTMLElement>('.error-summary')
  const list = summary?.querySelector('ul')
  list?.replaceChildren(...problems.map(summaryItem))
  if (summary) summary.hidden = problems.length === 0
  for (const field of root.querySelectorAll<HTMLElement>('[data-field]')) {
    const message = problemAt(problems, field.dataset.field as string)
    if (message) markWrong(field, message)
  }
  const first = root.querySelector<HTMLElement>('.field--wrong')
  const control = first && controlOf(first)
  if (control) control.focus()
  else summary?.focus()
}

export function clearProblems(root: HTMLElement): void {
  for (const field of root.querySelectorAll<HTMLElement>('.field--wrong')) clearProblem(field)
  const summary = root.querySelector<HTMLElement>('.error-summary')
  if (summary) summary.hidden = true
}

export function clearProblem(field: HTMLElement): void {
  field.classList.remove('field--wrong')
  const said = field.querySelector<HTMLElement>('.field__problem')
  if (said) said.hidden = true
  for (const control of field.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid')
}

function markWrong(field: HTMLElement, message: string): void {
  field.classList.add('field--wrong')
  const said = field.querySelector<HTMLElement>('.field__problem')
  if (said) {
    said.textContent = message
    said.hidden = false
  }
  const details = field.closest('details')
  if (details) details.open = true
  controlOf(field)?.setAttribute('aria-invalid', 'true')
}

/** The control to go to: the field's own input, or the first choice of a group. */
function controlOf(field: HTMLElement): HTMLElement | null {
  return field.querySelector<HTMLElement>('.input, .choice input')
}

function summaryItem(problem: Problem): HTMLLIElement {
  const item = document.createElement('li')
  const field = REPORT_FIELDS.find((path) => problem.path === path || problem.path.startsWith(`${path}.`))
  if (!field) {
    item.textContent = problem.message
    return item
  }
  const link = document.createElement('a')
  link.href = `#${fieldId(field)}`
  link.textContent = problem.message
  item.append(link)
  return item
}
