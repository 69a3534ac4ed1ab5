import { sendPhoto } from './send.ts'
import type { Workplace } from './work.ts'

const LONGEST = 2048
const QUALITY = 0.85

/** `original`: a photo as it was chosen, before it is shrunk; without one, what is in the form changed. */
export type PhotoChange = { original?: File }

/** Shrinks each chosen photo in the browser and sends it at once; ids of stored photos become fields of the form. */
export class PhotoPicker {
  readonly #input: HTMLInputElement
  readonly #list: HTMLElement
  readonly #says: HTMLElement | null
  readonly #place: Workplace
  readonly #seen: (change: PhotoChange) => void
  /** What was made of each photo, for a draft. */
  readonly #kept = new Map<HTMLElement, Blob>()
  #running: Promise<void> = Promise.resolve()

  constructor(root: HTMLElement, place: Workplace, seen: (change: PhotoChange) => void) {
    this.#seen = seen
    this.#input = root.querySelector('input[type="file"]') as HTMLInputElement
    this.#list = root.querySelector('[data-photos]') as HTMLElement
    this.#says = root.querySelector('[data-photos-say]')
    this.#place = place
    this.#input.addEventListener('change', () => this.#take())
  }

  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void> {
    return this.#running
  }

  /** The shrunk photos that are in the form now. */
  photos(): Blob[] {
    return [...this.#kept.values()]
  }

  /** Photos of a draft: sent again, as the server keeps what nobody claimed for a day only. */
  restore(photos: readonly Blob[]): void {
    for (const photo of photos) this.#add(photo, async () => photo)
  }

  /** The form begins anew. */
  clear(): void {
    this.#kept.clear()
    this.#list.replaceChildren()
  }

  #add(photo: Blob, shrunk: () => Promise<Blob>): void {
    const item = this.#show(photo)
    // One after the other: a phone has little memory and one uplink.
    this.#running = this.#running.then(() => this.#upload(shrunk, item))
  }

  #take(): void {
    const files = [...(this.#input.files ?? [])]
    this.#input.value = ''
    const room = Number(this.#input.dataset.max) - this.#stored()
    if (files.length > room) this.#say(`最多 ${this.#input.dataset.max} 张，多出的没有添加。`)
    for (const file of files.slice(0, Math.max(room, 0))) {
      this.#seen({ original: file })
      this.#add(file, () => shrink(file).catch(() => file))
    }
  }

  #stored(): number {
    const form = this.#input.form as HTMLFormElement
    const ticked = form.querySelectorAll('input[type="checkbox"][name="attachments"]:checked').length
    return ticked + this.#list.querySelectorAll('.photo:not(.photo--failed)').length
  }

  async #upload(shrunk: () => Promise<Blob>, item: HTMLElement): Promise<void> {
    if (!item.isConnected) return
    const bar = item.querySelector('progress') as HTMLProgressElement
    const word = item.querySelector('[data-word]') as HTMLElement
    const photo = await shrunk()
    if (!item.isConnected) return
    this.#kept.set(item, photo)
    this.#seen({})
    word.textContent = '正在上传'
    const answer = await sendPhoto(photo, (done) => Object.assign(bar, { value: done }), this.#place)
    bar.remove()
    if (answer.is !== 'done') {
      // What was refused stays out of a draft; what was not answered may go up another time.
      if (answer.is === 'refused' && answer.isSettled) this.#kept.delete(item)
      this.#seen({})
      item.classList.add('photo--failed')
      word.textContent = answer.is === 'refused' ? answer.message : '没有传上去，请去掉再选一次。'
      this.#say(word.textContent)
      return
    }
    // Taken away while it was on its way: it stays unused and is swept.
    if (!item.isConnected) return
    word.textContent = '已上传'
    this.#say('照片已上传。')
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: 'attachments', value: answer.body.id })
    item.append(field)
  }

  #show(photo: Blob): HTMLElement {
    const item = document.createElement('li')
    item.className = 'photo'
    const image = document.createElement('img')
    image.src = URL.createObjectURL(photo)
    image.alt = '要上传的照片'
    image.addEventListener('error', () => image.remove())
    const bar = document.createElement('progress')
    bar.setAttribute('aria-label', '上传进度')
    const word = document.createElement('span')
    word.dataset.word = ''
    word.textContent = '正在缩小'
    const remove = document.createElement('button')
    Object.assign(remove, { type: 'button', className: 'button', textContent: '去掉' })
    remove.setAttribute('aria-label', `去掉第 ${this.#list.children.length + 1} 张照片`)
    remove.addEventListener('click', () => {
      URL.revokeObjectURL(image.src)
      item.remove()
      this.#kept.delete(item)
      this.#seen({})
      this.#say('已去掉一张照片。')
      this.#input.focus()
    })
    item.append(image, bar, word, remove)
    this.#list.append(item)
    return item
  }

  #say(text: string): void {
    if (this.#says) this.#says.textContent = text
  }
}

/** Redraws a photo at most 2048 px wide or high: smaller to send, and the camera's notes stay behind. */
async function shrink(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  // JPEG has no transparency: what was clear becomes white, not black.
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not drawn'))), 'image/jpeg', QUALITY),
  )
}
