import { divIcon, type LatLng, marker } from 'leaflet'
import { drawGround } from './ground.ts'
import type { MapSettings } from './map-settings.ts'

/** A point with the system it is in: what browsers and photos give, or what the tiles of the map are drawn in. */
export type PinAt = { lng: number; lat: number; crs: 'WGS84' | 'GCJ02' }

/** The pin of a form: where it is, how it is put elsewhere with a sentence on that, and who hears of it. */
export type Pin = { readonly at: PinAt | null; set(at: PinAt, said: string): void; watch(tell: () => void): void }

/** How far an arrow key moves the pin, in pixels of the screen; with Shift further. */
const STEP = { fine: 8, coarse: 48 }
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const PIN = divIcon({
  className: 'map-pin',
  html: '<svg viewBox="0 0 24 32" width="30" height="40" aria-hidden="true"><path d="M12 31C6 22 2 17.500 2 11.500a10 10 0 0 1 20 0C22 17.500 18 22 12 31z"/><circle cx="12" cy="11.500" r="4"/></svg>',
  iconSize: [30, 40],
  iconAnchor: [15, 39],
})

/**
 * The map on which the pin is put: by a press, by dragging, or with the arrow keys. Where tiles are in GCJ-02 the whole
 * map is, and the point is handed over as such.
 * @returns what takes the map away again
 */
export async function drawMap(frame: HTMLElement, pin: Pin): Promise<() => void> {
  const box = frame.querySelector<HTMLElement>('[data-map]') as HTMLElement
  const settings = JSON.parse(box.dataset.map ?? '{}') as MapSettings
  // Arrow keys are the pin's; the page itself still scrolls over the map, which takes one finger for it.
  const { map, crs, shown } = await drawGround(box, frame, settings, { keyboard: false })

  const point = marker(map.getCenter(), { icon: PIN, draggable: true, keyboard: false, alt: '图钉' })
  const put = (at: LatLng, how: string) => {
    pin.set(
      { lng: at.lng, lat: at.lat, crs },
      `图钉${how}：东经 ${at.lng.toFixed(5)}，北纬 ${at.lat.toFixed(5)}。地址还是要写一句。`,
    )
    map.panInside(at, { padding: [40, 40] })
  }
  const follow = () => {
    const { at } = pin
    if (!at) return point.remove()
    return point.setLatLng(shown(at, at.crs)).addTo(map)
  }
  pin.watch(follow)
  follow()
  if (pin.at) map.setView(point.getLatLng(), 15)
  map.on('click', ({ latlng }) => put(latlng, '已放下'))
  point.on('dragend', () => put(point.getLatLng(), '已移动'))
  box.addEventListener('keydown', (event) => {
    const way = ARROWS[event.key]
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const from = map.latLngToContainerPoint(pin.at ? point.getLatLng() : map.getCenter())
    const step = pin.at ? (event.shiftKey ? STEP.coarse : STEP.fine) : 0
    put(map.containerPointToLatLng(from.add([way[0] * step, way[1] * step])), step ? '已移动' : '已放在中间')
  })
  return () => map.remove()
}
