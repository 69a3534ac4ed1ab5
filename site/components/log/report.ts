/** How a check stands: it passed, it failed, its time has not come, it is under way. */
export type Standing = 'ok' | 'bad' | 'wait' | 'running'

/** One step as it is shown; `value` is what was compared, word for word. */
export type ShownStep = { is: 'ok' | 'bad' | 'skipped'; title: string; says: string; value?: string | undefined }

const MARKS: Readonly<Record<ShownStep['is'], string>> = { ok: '✓', bad: '✗', skipped: '–' }
const SPOKEN: Readonly<Record<ShownStep['is'], string>> = { ok: '通过', bad: '不通过', skipped: '没有查' }

/** The part of the page that says what was found. */
export class Report {
  readonly #root: HTMLElement
  readonly #says: HTMLElement

  constructor(page: HTMLElement) {
    this.#root = page.querySelector('[data-report]') as HTMLElement
    this.#says = page.querySelector('[data-says]') as HTMLElement
  }

  /** Clears what was shown before. */
  begin(what: string): void {
    this.#root.hidden = false
    this.#part('steps').replaceChildren()
    this.#part('facts').hidden = true
    this.#part('note').textContent = ''
    this.#verdict('running', `正在核验：${what}……`, '')
  }

  /** The verdict; whoever asked for it is led there, whoever just came to the page is not. */
  end(is: Standing, verdict: string, summary: string, isAsked: boolean): void {
    this.#verdict(is, verdict, summary)
    if (!isAsked) return
    this.#part('verdict').focus({ preventScroll: true })
    this.#root.scrollIntoView({ block: 'start' })
  }

  steps(steps: readonly ShownStep[]): void {
    this.#part('steps').replaceChildren(...steps.map(stepItem))
  }

  /** What was verified, so that it can be held beside the page. */
  facts(facts: readonly (readonly [string, string])[]): void {
    const list = this.#part('facts')
    list.hidden = facts.length === 0
    list.replaceChildren(
      ...facts.map(([name, text]) => {
        const pair = document.createElement('div')
        pair.append(made('dt', '', name), made('dd', '', text))
        return pair
      }),
    )
  }

  note(text: string): void {
    this.#part('note').textContent = text
  }

  #verdict(is: Standing, verdict: string, summary: string): void {
    const heading = this.#part('verdict')
    heading.dataset.is = is
    heading.textContent = verdict
    this.#part('summary').textContent = summary
    this.#says.textContent = `${verdict} ${summary}`
  }

  #part(name: string): HTMLElement {
    return this.#root.querySelector(`[data-${name}]`) as HTMLElement
  }
}

function stepItem({ is, title, says, value }: ShownStep): HTMLElement {
  const item = made('li', 'check-step', '')
  item.dataset.is = is
  const mark = made('span', 'check-step__mark', MARKS[is])
  mark.setAttribute('aria-hidden', 'true')
  const words = document.createElement('div')
  words.append(made('span', 'check-step__title', title), made('span', 'visually-hidden', `（${SPOKEN[is]}）`))
  words.append(made('span', 'check-step__says', says))
  if (value) words.append(made('code', 'check-step__value', value))
  item.append(mark, words)
  return item
}

function made(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.textContent = text
  return element
}
