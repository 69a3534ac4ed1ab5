import type { Pin } from './pin.ts'

/** Exif stands at the beginning of a photo. */
const HEAD_BYTES = 256 * 1024

/**
 * Where a chosen photo says it was taken: read here, from the original, and offered for the pin. It goes nowhere unless the
 * reporter says so; the photo itself is sent without it either way.
 */
export function offerPhotoPlace(form: HTMLFormElement, pin: Pin): (original: File) => Promise<void> {
  const offer = form.querySelector<HTMLElement>('[data-photo-place]')
  const button = offer?.querySelector('button')
  let taken: { lng: number; lat: number } | null = null
  button?.addEventListener('click', () => {
    if (!offer || !taken) return
    pin.set({ ...taken, crs: 'WGS84' }, '已用照片里的拍摄地点标出位置。照片本身发出时不带它。')
    offer.hidden = true
  })
  form.addEventListener('reset', () => {
    if (offer) offer.hidden = true
  })
  return async (original) => {
    if (!offer || original.type !== 'image/jpeg') return
    const [{ placeOf }, head] = await Promise.all([import('./exif.ts'), original.slice(0, HEAD_BYTES).arrayBuffer()])
    const found = placeOf(head)
    if (!found) return
    taken = found
    offer.hidden = false
  }
}
