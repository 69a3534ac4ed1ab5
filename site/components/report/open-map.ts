import type { Pin } from './pin.ts'

/** A button that opens the map under the address: Leaflet and its styles are fetched then, and not before. */
export function offerMap(row: HTMLElement, frame: HTMLElement, pin: Pin): void {
  const button = row.querySelector<HTMLButtonElement>('[data-map-open]')
  if (!button) return
  let drawn: Promise<unknown> | null = null
  button.addEventListener('click', async () => {
    frame.hidden = !frame.hidden
    button.setAttribute('aria-expanded', String(!frame.hidden))
    button.textContent = frame.hidden ? '在地图上指' : '收起地图'
    if (frame.hidden) return
    drawn ??= import('../map/pin-map.ts').then(({ drawMap }) => drawMap(frame, pin))
    try {
      await drawn
      frame.querySelector<HTMLElement>('[data-map]')?.focus()
    } catch {
      drawn = null
      pin.say('地图没有载入。写清地址就行，不影响提交。')
    }
  })
  button.hidden = false
}
