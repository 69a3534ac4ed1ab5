import type { Pin } from './pin.ts'

/** A button that reads the position of the device once, when pressed. */
export function offerPosition(row: HTMLElement, pin: Pin): void {
  const button = row.querySelector<HTMLButtonElement>('[data-position-read]')
  if (!button || !navigator.geolocation || !isSecureContext) return
  button.addEventListener('click', () => {
    pin.say('正在读取位置……')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        pin.set(
          { lng: coords.longitude, lat: coords.latitude, crs: 'WGS84' },
          `已记下您的位置，误差约 ${Math.round(coords.accuracy)} 米。地址还是要写一句。`,
        ),
      () => pin.say('没有读到位置。写清地址就行，不影响提交。'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
  button.hidden = false
}
