import type { Problem } from '#domain/refusal.ts'

type Recipient = { id: string; recipient: string }

const UNSEALED: Problem = {
  path: 'reporter.mode',
  code: 'unsealed',
  message: '加密程序没有载入，您的姓名电话没有发出。请检查网络后再按一次，或者改选匿名。',
}

/**
 * Who a reporter is, sealed in this page. The fields lose their names at once, so that nothing can send them or keep them
 * in a draft; only `reporter.sealed` ever leaves. What seals is loaded when somebody chooses to come forward.
 */
export class Reporter {
  readonly #form: HTMLFormElement
  readonly #part: HTMLElement | null
  readonly #recipients: Recipient[]
  /** The last person and what they were sealed as: sending the same again must be the same tip. */
  #last = { said: '', sealed: '' }

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#part = form.querySelector('[data-reporter]')
    this.#recipients = JSON.parse(this.#part?.dataset.recipients ?? '[]')
    for (const field of this.#part?.querySelectorAll('[data-sealed-field]') ?? []) field.removeAttribute('name')
    const says = this.#part?.querySelector('[data-seal-says]')
    if (says) says.textContent = '这几项在您的浏览器里加密，只有密文离开这台设备。服务器也打不开。'
    this.#part?.addEventListener('change', () => {
      if (this.#mode() !== 'anonymous') import('./seal-person.ts').catch(() => {})
    })
  }

  /** Puts the envelope into the form; what is wrong with what was written, at the fields' paths. */
  async seal(): Promise<Problem[]> {
    const mode = this.#mode()
    // A page that came back with an envelope already has no fields to seal.
    if (mode !== 'anonymous' && !this.#part?.querySelector('[data-sealed-field]')) return []
    this.#put('reporter.sealed', '')
    this.#put('reporter.recipients', '')
    if (mode === 'anonymous') return []
    const person = this.#person(mode)
    const said = JSON.stringify([mode, person])
    if (said !== this.#last.said) {
      const answer = await import('./seal-person.ts')
        .then(({ sealPerson }) => sealPerson(this.#recipients, person, mode))
        .catch(() => ({ problems: [UNSEALED] }))
      if ('problems' in answer) return answer.problems
      this.#last = { said, sealed: answer.sealed }
    }
    this.#put('reporter.sealed', this.#last.sealed)
    this.#put('reporter.recipients', this.#recipients.map(({ id }) => id).join(' '))
    return []
  }

  /** Forgets it all, after the tip is taken. */
  forget(): void {
    this.#last = { said: '', sealed: '' }
    this.#put('reporter.sealed', '')
    this.#put('reporter.recipients', '')
  }

  #mode(): 'anonymous' | 'contact_only' | 'real_name' {
    const chosen = new FormData(this.#form).get('reporter.mode')
    return chosen === 'contact_only' || chosen === 'real_name' ? chosen : 'anonymous'
  }

  #person(mode: 'contact_only' | 'real_name'): Record<string, string | boolean> {
    const fields = [...(this.#part?.querySelectorAll<HTMLInputElement>('[data-sealed-field]') ?? [])]
    return Object.fromEntries(
      fields.flatMap((field) => {
        const name = field.dataset.sealedField as string
        if (mode !== 'real_name' && (name === 'idNumber' || name === 'consent')) return []
        const value = field.type === 'checkbox' ? field.checked : field.value.trim()
        return value ? [[name, value]] : []
      }),
    )
  }

  #put(name: string, value: string): void {
    let field = this.#form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
    if (value === '') {
      field?.remove()
      return
    }
    if (!field) {
      field = Object.assign(document.createElement('input'), { type: 'hidden', name })
      this.#form.append(field)
    }
    field.value = value
  }
}
