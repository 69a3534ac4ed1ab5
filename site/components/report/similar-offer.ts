import type { TipKind } from '#domain/tip/kinds.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'

type Like = { kinds: TipKind[]; streetName: string | null; week: string; label: string }
/** Whoever has waited this long for an answer about others sends his own. */
const PATIENCE_MS = 4000

/** Asks, once the reporter sends, whether a like case is being worked on, and has him choose. */
export class SimilarOffer {
  readonly #block: HTMLElement
  readonly #choice: HTMLInputElement
  /** The kinds and place that were asked about last: they are not asked about again. */
  #asked = ''

  constructor(form: HTMLFormElement) {
    this.#block = form.querySelector('[data-similar]') as HTMLElement
    const row = form.querySelector('[data-me-too]') as HTMLElement
    this.#choice = row.querySelector('input') as HTMLInputElement
    row.hidden = true
    this.#choice.checked = false
    form.addEventListener('reset', () => {
      this.#asked = ''
      this.#block.hidden = true
    })
  }

  /** Resolves when there is nothing to choose, or the choice is made and stands in the form. */
  async settle({ kinds, place }: Record<string, unknown>): Promise<void> {
    const body = JSON.stringify({ kinds, place })
    if (body === this.#asked) return
    this.#asked = body
    this.#choice.checked = false
    const like = await ask(body)
    if (!like) return
    const [year, week] = like.week.split('-W')
    const facts = this.#block.querySelector('[data-similar-facts]')
    if (facts)
      facts.textContent = `${like.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')}，${like.streetName ?? '本区'}，${year} 年第 ${Number(week)} 周收到，${like.label}。`
    this.#block.hidden = false
    this.#block.querySelector<HTMLElement>('h2')?.focus()
    const pressed = (name: string) =>
      new Promise<boolean>((resolve) =>
        this.#block.querySelector(name)?.addEventListener('click', () => resolve(true), { once: true }),
      )
    this.#choice.checked = await Promise.race([
      pressed('[data-similar-join]'),
      pressed('[data-similar-alone]').then(() => false),
    ])
    this.#block.hidden = true
  }
}

/** The like case; null when there is none, or nobody could say. */
async function ask(body: string): Promise<Like | null> {
  const answer = await fetch('/api/tips/similar', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null)
  if (!answer?.ok) return null
  const { items } = (await answer.json().catch(() => ({ items: [] }))) as { items: Like[] }
  return items[0] ?? null
}
