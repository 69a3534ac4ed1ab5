import { Draft } from './draft.ts'
import { PhotoPicker } from './photo-picker.ts'
import { offerPosition } from './position.ts'
import { clearProblem, clearProblems, showProblems } from './problems-of-form.ts'
import type { ReceiptCard } from './receipt-card.ts'
import './receipt-card.ts'
import { Reporter } from './reporter.ts'
import { newKey, sendTip } from './send.ts'
import { tipOfForm } from './tip-of-form.ts'

/**
 * The plain form, made easier: photos shrink and go up at once, the position can be read, a draft can be kept,
 * problems appear without losing anything. Whatever it cannot do, the form does without it.
 */
class ReportForm extends HTMLElement {
  #sending = false
  /** The last body and its key: sending the same again cannot become a second tip. */
  #last = { body: '', key: '' }

  connectedCallback(): void {
    const form = this.querySelector('form')
    const says = this.querySelector<HTMLElement>('[data-says]')
    const widget = this.querySelector<HTMLElement>('[data-widget]')
    if (!form || !says || !widget) return
    const place = {
      widget,
      say: (text: string) => {
        says.textContent = text
      },
    }
    const photos = new PhotoPicker(form.querySelector('[data-field="photo"]') as HTMLElement, place)
    const draft = new Draft(form, form.querySelector('[data-draft]') as HTMLElement)
    if (draft.restore()) place.say('已恢复上次的草稿。照片没有存，请重新选。')
    const reporter = new Reporter(form)
    offerPosition(this, form)
    form.addEventListener('input', ({ target }) => {
      const field = (target as HTMLElement).closest<HTMLElement>('.field--wrong')
      if (field) clearProblem(field)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (this.#sending) return
      this.#sending = true
      const button = form.querySelector('button[type="submit"]')
      button?.setAttribute('aria-disabled', 'true')
      this.#send(form, reporter, photos, draft, place).finally(() => {
        this.#sending = false
        button?.removeAttribute('aria-disabled')
      })
    })
  }

  async #send(
    form: HTMLFormElement,
    reporter: Reporter,
    photos: PhotoPicker,
    draft: Draft,
    place: Parameters<typeof sendTip>[2],
  ) {
    clearProblems(this)
    const unsealed = await reporter.seal()
    if (unsealed.length > 0) return showProblems(this, unsealed)
    place.say('正在等照片传完……')
    await photos.settled()
    place.say('正在提交……')
    const body = JSON.stringify(tipOfForm(new FormData(form)))
    if (body !== this.#last.body) this.#last = { body, key: newKey() }
    const answer = await sendTip(body, this.#last.key, place)
    if (answer.is === 'cannot-work') {
      // The plain form has a lane for browsers that cannot work.
      form.submit()
      return
    }
    place.say('')
    if (answer.is === 'refused') {
      if (answer.problems.length > 0) showProblems(this, answer.problems)
      else place.say(answer.message)
      return
    }
    draft.forget()
    reporter.forget()
    form.reset()
    for (const step of this.querySelectorAll<HTMLElement>('[data-step]')) step.hidden = step.dataset.step === 'form'
    this.querySelector<ReceiptCard>('receipt-card')?.show(answer.body)
  }
}

customElements.define('report-form', ReportForm)
