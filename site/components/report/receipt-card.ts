import { longDay } from '../day.ts'
import type { Accepted } from './send.ts'

/** The receipt's two tools, and the same page filled without a second request. */
export class ReceiptCard extends HTMLElement {
  connectedCallback(): void {
    const tools = this.querySelector<HTMLElement>('[data-tools]')
    if (!tools) return
    tools.hidden = false
    tools.querySelector('[data-print]')?.addEventListener('click', () => print())
    const copy = tools.querySelector<HTMLElement>('[data-copy]')
    // Without a secure context there is no clipboard: the code can still be selected.
    if (!navigator.clipboard && copy) copy.hidden = true
    copy?.addEventListener('click', async () => {
      const said = await navigator.clipboard.writeText(this.#receipt()).then(
        () => '已复制，请贴到只有您看得到的地方。',
        () => '没有复制成功，请手抄或拍照。',
      )
      this.#part('[data-copied]', said)
    })
  }

  /** Shows what the API answered, and moves the reader there; `isEarlier`: it is the answer to an attempt before. */
  show(accepted: Accepted, isEarlier = false): void {
    const { receipt, reference, acknowledgeBy, outOfDistrict, emergency, promise } = accepted
    const groups = receipt.split('-').map((group) => {
      const span = document.createElement('span')
      span.textContent = group
      return span
    })
    this.querySelector('[data-fill="receipt"]')?.replaceChildren(...groups)
    this.#part('[data-fill="line"]', receipt)
    this.#part('[data-fill="reference"]', reference)
    this.querySelector('[data-fill="due"]')?.replaceChildren(deadline(acknowledgeBy))
    this.#reveal('[data-fill="earlier"]', isEarlier)
    this.#reveal('[data-fill="outside"]', Boolean(outOfDistrict))
    this.#part('[data-fill="outside-body"]', outOfDistrict?.body ?? '')
    this.#part('[data-fill="outside-phone"]', outOfDistrict?.phone ? `，电话 ${outOfDistrict.phone}` : '')
    this.#reveal('[data-fill="emergency"]', emergency === true)
    this.#reveal('[data-fill="promise-part"]', Boolean(promise))
    this.#part('[data-fill="promise"]', promise ?? '')
    const field = this.querySelector<HTMLInputElement>('[data-fill="promise-receipt"]')
    if (field) field.value = receipt
    this.querySelector<HTMLElement>('[data-fill="title"]')?.focus()
    scrollTo({ top: 0 })
  }

  #receipt(): string {
    return this.querySelector('[data-fill="line"]')?.textContent ?? ''
  }

  #part(selector: string, text: string): void {
    const part = this.querySelector(selector)
    if (part) part.textContent = text
  }

  #reveal(selector: string, visible: boolean): void {
    const part = this.querySelector<HTMLElement>(selector)
    if (part) part.hidden = !visible
  }
}

/** The same parts as `Deadline.astro`. */
function deadline({ on, article, provisional }: Accepted['acknowledgeBy']): HTMLElement {
  const make = (tag: string, className: string, text: string) =>
    Object.assign(document.createElement(tag), { className, textContent: text })
  const whole = make('span', 'deadline', '')
  const time = make('time', '', longDay(on)) as HTMLTimeElement
  time.dateTime = on
  whole.append(time)
  if (provisional) whole.append(make('span', 'provisional', '（待放假安排公布后确认）'))
  whole.append(' ', make('span', 'article', `依据：${article}`))
  return whole
}

if (!customElements.get('receipt-card')) customElements.define('receipt-card', ReceiptCard)
