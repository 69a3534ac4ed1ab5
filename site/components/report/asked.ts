import { isAsked, type TopicId } from '#domain/tip/questions.ts'

/** Shows the second levels and the questions that go with what is chosen; the others are neither seen nor sent. */
export function askWhatApplies(form: HTMLFormElement): void {
  const parts = [...form.querySelectorAll<HTMLFieldSetElement>('[data-under]')]
  const topics = [...form.querySelectorAll<HTMLDetailsElement>('[data-topic]')]
  const bring = () => {
    const data = new FormData(form)
    const chosen = { kinds: data.getAll('kinds').map(String), behaviours: data.getAll('behaviours').map(String) }
    for (const part of parts) {
      part.hidden = !chosen.kinds.includes(part.dataset.under as string)
      part.disabled = part.hidden
    }
    for (const topic of topics) {
      const wasHidden = topic.hidden
      topic.hidden = !isAsked(topic.dataset.topic as TopicId, chosen)
      if (wasHidden && !topic.hidden) topic.open = true
      const fields = topic.querySelector('fieldset')
      if (fields) fields.disabled = topic.hidden
    }
    hide(form, '[data-sub-kinds]', parts)
    hide(form, '[data-questions]', topics)
  }
  form.addEventListener('change', bring)
  form.addEventListener('reset', () => setTimeout(bring))
  bring()
}

/** A part of which nothing is left to show is not shown either. */
function hide(form: HTMLFormElement, selector: string, parts: readonly HTMLElement[]): void {
  const whole = form.querySelector<HTMLElement>(selector)
  if (whole) whole.hidden = parts.every((part) => part.hidden)
}
