import { askWhatApplies } from './asked.ts'
import { Draft } from './draft.ts'
import { leaveAtOnce } from './leave.ts'
import { offerMap } from './open-map.ts'
import { PhotoPicker } from './photo-picker.ts'
import { offerPhotoPlace } from './photo-place.ts'
import { Pin } from './pin.ts'
import { offerPosition } from './position.ts'
import { clearProblem, clearProblems, showProblems } from './problems-of-form.ts'
import type { ReceiptCard } from './receipt-card.ts'
import './receipt-card.ts'
import { Reporter } from './reporter.ts'
import { newKey, type Sending, sendOnce } from './send.ts'
import { SimilarOffer } from './similar-offer.ts'
import { tipOfForm } from './tip-of-form.ts'
import type { Workplace } from './work.ts'

/**
 * The plain form, made easier: photos shrink and go up at once, the position can be read, a draft can be kept,
 * problems appear without losing anything. Whatever it cannot do, the form does without it.
 */
class ReportForm extends HTMLElement {
  #sending = false
  /** What was sent and never answered: sending again, in whatever words, cannot become a second tip. */
  #open: Sending | null = null

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
    const where = form.querySelector('[data-position]') as HTMLElement
    const pin = new Pin(form, where)
    const seePlace = offerPhotoPlace(form, pin)
    const photos = new PhotoPicker(form.querySelector('[data-field="photo"]') as HTMLElement, place, ({ original }) => {
      if (original) seePlace(original)
      else draft.savePhotos()
    })
    const row = form.querySelector('[data-draft]') as HTMLElement
    const draft = new Draft(form, row, () => photos.photos(), place.say)
    const similar = new SimilarOffer(form)
    const reporter = new Reporter(form)
    this.#restore(form, photos, draft, place)
    leaveAtOnce(this, form, () => draft.isKept)
    offerPosition(where, pin)
    offerMap(where, form.querySelector('[data-map-frame]') as HTMLElement, pin)
    where.hidden = false
    askWhatApplies(form)
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
      this.#send(form, reporter, photos, draft, similar, place).finally(() => {
        this.#sending = false
        button?.removeAttribute('aria-disabled')
      })
    })
  }

  /** A draft goes into an empty form only: one that came back with problems holds newer words. */
  async #restore(form: HTMLFormElement, photos: PhotoPicker, draft: Draft, place: Workplace): Promise<void> {
    if (new FormData(form).get('description')) return
    const kept = await draft.restore()
    if (!kept) return
    photos.restore(kept.photos)
    this.#open = kept.sending
    place.say(
      kept.sending
        ? '已恢复草稿。上次按下提交后没有等到回答：请再按一次，已经收到的不会变成两件。'
        : '已恢复上次的草稿。',
    )
  }

  async #send(
    form: HTMLFormElement,
    reporter: Reporter,
    photos: PhotoPicker,
    draft: Draft,
    similar: SimilarOffer,
    place: Workplace,
  ) {
    clearProblems(this)
    const unsealed = await reporter.seal()
    if (unsealed.length > 0) return showProblems(this, unsealed)
    place.say('正在等照片传完……')
    await photos.settled()
    place.say('')
    await similar.settle(tipOfForm(new FormData(form)))
    place.say('正在提交……')
    const body = JSON.stringify(tipOfForm(new FormData(form)))
    const { key, bodies } = this.#open ?? { key: newKey(), bodies: [] }
    const unanswered = bodies.filter((one) => one !== body)
    const sending = { key, bodies: [...unanswered, body] }
    this.#open = sending
    // On the disk before it leaves: whoever dies now asks for the same tip when he comes back.
    await draft.note(sending)
    const { answer, isEarlier } = await sendOnce(sending, place)
    if (answer.is === 'cannot-work') {
      // The plain form has a lane for browsers that cannot work.
      form.submit()
      return
    }
    place.say('')
    if (answer.is === 'refused') {
      if (answer.isSettled) {
        this.#open = unanswered.length > 0 ? { key, bodies: unanswered } : null
        await draft.note(this.#open)
      }
      if (answer.problems.length > 0) showProblems(this, answer.problems)
      else place.say(answer.message)
      return
    }
    for (const step of this.querySelectorAll<HTMLElement>('[data-step]')) step.hidden = step.dataset.step === 'form'
    this.querySelector<ReceiptCard>('receipt-card')?.show(answer.body, isEarlier)
    // After the receipt is in sight: until then the draft is the way back to it.
    this.#open = null
    reporter.forget()
    form.reset()
    photos.clear()
    await draft.forget()
  }
}

customElements.define('report-form', ReportForm)
