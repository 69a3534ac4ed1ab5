import type { Pin, PinAt } from '../../components/map/pin-map.ts'

/** The pin of an entry. It is where it was put at once; the draft hears of it by `onPut` and may put it elsewhere by `follow`. */
export class EntryPoint implements Pin {
  at: PinAt | null
  onPut: (at: PinAt, said: string) => void = () => {}
  readonly #watchers: (() => void)[] = []

  constructor(at: PinAt | null) {
    this.at = at
  }

  set(at: PinAt, said: string): void {
    this.follow(at)
    this.onPut(at, said)
  }

  follow(at: PinAt | null): void {
    this.at = at
    for (const tell of this.#watchers) tell()
  }

  watch(tell: () => void): void {
    this.#watchers.push(tell)
  }
}
