import type { PinAt, Pin as PinOnMap } from '../map/pin-map.ts'

/** The point of the form: three hidden fields, a sentence that says where it came from, and whoever wants to know. */
export class Pin implements PinOnMap {
  readonly #fields: readonly [lng: HTMLInputElement, lat: HTMLInputElement, crs: HTMLInputElement]
  readonly #says: HTMLElement
  readonly #watchers: (() => void)[] = []

  constructor(form: HTMLFormElement, row: HTMLElement) {
    const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
    this.#fields = [field('place.lng'), field('place.lat'), field('place.crs')]
    this.#says = row.querySelector('[data-position-says]') as HTMLElement
    const clear = row.querySelector<HTMLElement>('[data-position-clear]')
    this.watch(() => {
      if (clear) clear.hidden = this.at === null
    })
    clear?.addEventListener('click', () => this.#put('', '', '', '已去掉位置。'))
    // A draft that comes back fills the fields behind our back.
    form.addEventListener('change', () => this.#tell())
    form.addEventListener('reset', () => setTimeout(() => this.#put('', '', '', '')))
    this.#tell()
  }

  get at(): PinAt | null {
    const [lng, lat, crs] = this.#fields.map((field) => field.value)
    return lng && lat ? { lng: Number(lng), lat: Number(lat), crs: crs === 'GCJ02' ? 'GCJ02' : 'WGS84' } : null
  }

  set({ lng, lat, crs }: PinAt, said: string): void {
    this.#put(lng.toFixed(6), lat.toFixed(6), crs, said)
  }

  say(text: string): void {
    this.#says.textContent = text
  }

  watch(tell: () => void): void {
    this.#watchers.push(tell)
  }

  #put(lng: string, lat: string, crs: string, said: string): void {
    for (const [n, value] of [lng, lat, crs].entries()) (this.#fields[n] as HTMLInputElement).value = value
    this.say(said)
    this.#tell()
    // Programmatic changes tell nobody by themselves, and a draft wants to know.
    this.#fields[0].dispatchEvent(new Event('input', { bubbles: true }))
  }

  #tell(): void {
    for (const tell of this.#watchers) tell()
  }
}
