import type { Sending } from './send.ts'
import { REPORT_FIELDS } from './values.ts'

const NAME = 'report-draft'
const STORE = 'parts'
/** Typing is written down this often at most, in milliseconds, and at once when the page goes out of sight. */
const PAUSE_MS = 300
/** Only fields we know are words of a tip: nothing of who tells it, no key, no token. */
const KEPT = new Set<string>(
  [...REPORT_FIELDS, 'place.lng', 'place.lat', 'place.crs'].filter((name) => !/^(?:identity|reporter)\./.test(name)),
)

/** What a draft holds besides the words it put back into the form. */
export type Restored = { photos: Blob[]; sending: Sending | null }

/**
 * A draft on this device, in IndexedDB, only while the reporter wants one: words, shrunk photos, and the key under which
 * they were sent, so that a browser that died waiting for the answer asks for the same tip again and files no second one.
 */
export class Draft {
  readonly #form: HTMLFormElement
  readonly #keep: HTMLInputElement
  readonly #delete: HTMLButtonElement
  readonly #photos: () => Blob[]
  #timer: ReturnType<typeof setTimeout> | undefined
  /** One write after the other; a failed one lets the next try. */
  #writes: Promise<unknown> = Promise.resolve()

  constructor(form: HTMLFormElement, row: HTMLElement, photos: () => Blob[], say: (text: string) => void) {
    this.#form = form
    this.#photos = photos
    this.#keep = row.querySelector('[data-draft-keep]') as HTMLInputElement
    this.#delete = row.querySelector('[data-draft-delete]') as HTMLButtonElement
    row.hidden = false
    this.#keep.addEventListener('change', async () => {
      if (!this.#keep.checked) return this.forget()
      this.#show(true)
      if (await this.#saveAll()) return
      this.#show(false)
      say('这个浏览器不让存草稿。填写的内容还在，可以直接提交。')
    })
    this.#delete.addEventListener('click', async () => {
      await this.forget()
      say('草稿已从这台设备上删除；这一页上填的还在。')
      this.#keep.focus()
    })
    form.addEventListener('input', () => this.#soon())
    form.addEventListener('change', () => this.#soon())
    document.addEventListener('visibilitychange', () => document.hidden && this.#now())
  }

  get isKept(): boolean {
    return this.#keep.checked
  }

  /** Puts a kept draft back into an untouched form; null when there is none. */
  async restore(): Promise<Restored | null> {
    const kept = await read().catch(() => null)
    if (!kept) return null
    this.#show(true)
    for (const [name, value] of kept.words) fill(this.#form, name, value)
    this.#form.dispatchEvent(new Event('change', { bubbles: true }))
    return kept
  }

  /** Photos came or went. */
  async savePhotos(): Promise<void> {
    if (this.isKept) await this.#write({ photos: this.#photos() })
  }

  /** What is about to be sent, and under which key, on the disk before it leaves; null once that is settled. */
  async note(sending: Sending | null): Promise<void> {
    if (!this.isKept) return
    clearTimeout(this.#timer)
    await this.#write({ words: this.#words(), sending })
  }

  /** Takes the draft off this device, and keeps no more. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer)
    this.#show(false)
    await this.#writes
    await done(indexedDB.deleteDatabase(NAME)).catch(() => {})
  }

  #show(isKept: boolean): void {
    this.#keep.checked = isKept
    this.#delete.hidden = !isKept
  }

  #soon(): void {
    clearTimeout(this.#timer)
    if (this.isKept) this.#timer = setTimeout(() => this.#now(), PAUSE_MS)
  }

  #now(): void {
    clearTimeout(this.#timer)
    if (this.isKept) this.#write({ words: this.#words() })
  }

  #saveAll(): Promise<boolean> {
    return this.#write({ words: this.#words(), photos: this.#photos() })
  }

  #words(): [string, string][] {
    return [...new FormData(this.#form)].filter(
      (pair): pair is [string, string] =>
        typeof pair[1] === 'string' && pair[1] !== '' && KEPT.has(pair[0]) && pair[0] !== 'attachments',
    )
  }

  #write(parts: Record<string, unknown>): Promise<boolean> {
    const write = this.#writes.then(async () => {
      if (!this.isKept) return false
      const db = await open(true)
      if (!db) return false
      const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' })
      for (const [name, value] of Object.entries(parts)) transaction.objectStore(STORE).put(value, name)
      await finished(transaction).finally(() => db.close())
      return true
    })
    const settled = write.catch(() => false)
    this.#writes = settled
    return settled
  }
}

async function read(): Promise<(Restored & { words: [string, string][] }) | null> {
  const db = await open(false)
  if (!db) return null
  const store = db.transaction(STORE).objectStore(STORE)
  const [words, photos, sending] = await Promise.all(
    ['words', 'photos', 'sending'].map((name) => done(store.get(name))),
  ).finally(() => db.close())
  return words ? ({ words, photos: photos ?? [], sending: sending ?? null } as Awaited<ReturnType<typeof read>>) : null
}

/** The database of the draft; null when there is none and none is to be made. Looking leaves nothing behind. */
async function open(make: boolean): Promise<IDBDatabase | null> {
  const request = indexedDB.open(NAME, 1)
  let isMissing = false
  request.addEventListener('upgradeneeded', () => {
    isMissing = true
    if (make) request.result.createObjectStore(STORE)
    else request.transaction?.abort()
  })
  return done(request).catch((error) => {
    if (isMissing && !make) return null
    throw error
  })
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
    transaction.addEventListener('error', () => reject(transaction.error))
  })
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  for (const control of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
    if (control.type !== 'checkbox' && control.type !== 'radio') control.value = value
    else if (control.value === value) control.checked = true
    else continue
    for (let at = control.closest('details'); at; at = at.parentElement?.closest('details') ?? null) at.open = true
  }
}
