const KEY = 'draft'
/** Photos and the sending key stay out: a draft holds words only. */
const LEFT_OUT = new Set(
  ['photo', 'attachments', 'idempotencyKey', 'token'].concat([
    'reporter.mode',
    'reporter.sealed',
    'reporter.recipients',
  ]),
)

/** A draft on this device, only while the person wants one. */
export class Draft {
  readonly #form: HTMLFormElement
  readonly #keep: HTMLInputElement

  constructor(form: HTMLFormElement, row: HTMLElement) {
    this.#form = form
    this.#keep = row.querySelector('[data-draft-keep]') as HTMLInputElement
    row.hidden = false
    this.#keep.addEventListener('change', () => (this.#keep.checked ? this.#save() : this.forget()))
    form.addEventListener('input', () => this.#keep.checked && this.#save())
  }

  /** Puts a kept draft back into an untouched form; says whether there was one. */
  restore(): boolean {
    const kept = read()
    if (!kept) return false
    this.#keep.checked = true
    for (const [name, value] of kept) fill(this.#form, name, value)
    return true
  }

  forget(): void {
    try {
      localStorage.removeItem(KEY)
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  #save(): void {
    const pairs = [...new FormData(this.#form)].filter(([name, value]) => value !== '' && !LEFT_OUT.has(name))
    try {
      localStorage.setItem(KEY, JSON.stringify(pairs))
    } catch {
      this.#keep.checked = false
    }
  }
}

function read(): [string, string][] | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null')
  } catch {
    return null
  }
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  for (const control of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
    if (control.type !== 'checkbox' && control.type !== 'radio') control.value = value
    else if (control.value === value) control.checked = true
    const details = control.closest('details')
    if (details) details.open = true
  }
}
