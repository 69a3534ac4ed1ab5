import {
  circle,
  divIcon,
  geoJSON,
  type LatLng,
  type LatLngBounds,
  type Map as LeafletMap,
  latLng,
  latLngBounds,
  map as makeMap,
  marker,
  rectangle,
  tileLayer,
  tooltip,
} from 'leaflet'
import styles from 'leaflet/dist/leaflet.css?url'
import { convert } from '#domain/coordinates.ts'
import type { MapSettings } from './map-settings.ts'
import type { Pin } from './pin.ts'

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
 * The map on which the pin is put: by a press, by dragging, or with the arrow keys. Everything it draws is ours; tiles come
 * through our own `/tiles/`. Where tiles are in GCJ-02 the whole map is, and the point is handed over as such.
 */
export async function drawMap(frame: HTMLElement, pin: Pin): Promise<void> {
  const box = frame.querySelector<HTMLElement>('[data-map]') as HTMLElement
  const settings = JSON.parse(box.dataset.map ?? '{}') as MapSettings
  await loadStyles()
  const crs = settings.tiles?.crs ?? 'WGS84'
  const shown = (lng: number, lat: number, from: 'WGS84' | 'GCJ02' = 'WGS84'): LatLng => {
    const at = convert({ lng, lat }, from, crs)
    return latLng(at.lat, at.lng)
  }
  const { west, south, east, north } = settings.bounds
  const district = latLngBounds(shown(west, south), shown(east, north))
  // Arrow keys are the pin's; the page itself still scrolls over the map, which takes one finger for it.
  const map = makeMap(box, { keyboard: false, scrollWheelZoom: false, minZoom: 9, maxZoom: 18, zoomControl: false })
  map.attributionControl.setPrefix(false)
  map.fitBounds(district)
  addZoom(map, frame)
  if (settings.tiles)
    tileLayer('/tiles/{z}/{x}/{y}', { attribution: settings.tiles.attribution, minZoom: 9, maxZoom: 18 }).addTo(map)
  else await drawSchematic(map, settings, district, shown)

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
    return point.setLatLng(shown(at.lng, at.lat, at.crs)).addTo(map)
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
}

/** Outline, a grid, waters and street names as the configuration has them, or the bureau's own boundary. */
async function drawSchematic(
  map: LeafletMap,
  { bounds, zones, streets, boundary }: MapSettings,
  district: LatLngBounds,
  shown: (lng: number, lat: number) => LatLng,
): Promise<void> {
  const own = boundary && (await fetch(boundary).then((answer) => answer.json()))
  map.attributionControl.addAttribution(own ? '界线由本局提供' : '示意，非行政界线；一格约 2 公里')
  if (own)
    geoJSON(own, {
      interactive: false,
      style: { className: 'map-line map-line--own' },
      coordsToLatLng: ([lng, lat]) => shown(lng, lat),
      onEachFeature: ({ properties }, layer) => {
        if (properties?.name)
          layer.bindTooltip(word(String(properties.name)), {
            permanent: true,
            direction: 'center',
            className: 'map-name',
          })
      },
    }).addTo(map)
  else rectangle(district, { interactive: false, className: 'map-line' }).addTo(map)
  for (let lng = Math.ceil(bounds.west * 50) / 50; lng < bounds.east; lng += 0.02)
    rectangle(latLngBounds(shown(lng, bounds.south), shown(lng, bounds.north)), {
      interactive: false,
      className: 'map-grid',
    }).addTo(map)
  for (let lat = Math.ceil(bounds.south * 50) / 50; lat < bounds.north; lat += 0.02)
    rectangle(latLngBounds(shown(bounds.west, lat), shown(bounds.east, lat)), {
      interactive: false,
      className: 'map-grid',
    }).addTo(map)
  for (const zone of zones)
    circle(shown(zone.lng, zone.lat), { radius: zone.radiusM, interactive: false, className: 'map-water' })
      .bindTooltip(word(zone.name), { permanent: true, direction: 'center', className: 'map-name' })
      .addTo(map)
  for (const street of streets)
    tooltip({ permanent: true, direction: 'center', className: 'map-name', interactive: false })
      .setLatLng(shown(street.lng, street.lat))
      .setContent(word(street.name))
      .addTo(map)
}

/** A name as text: Leaflet takes a string for markup. */
function word(name: string): HTMLElement {
  return Object.assign(document.createElement('span'), { textContent: name })
}

/** Zoom buttons of the page's own kind, in words. */
function addZoom(map: LeafletMap, frame: HTMLElement): void {
  frame.querySelector('[data-map-in]')?.addEventListener('click', () => map.zoomIn())
  frame.querySelector('[data-map-out]')?.addEventListener('click', () => map.zoomOut())
}

/** Leaflet's stylesheet, from our own origin, once. */
function loadStyles(): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = styles
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error('no styles')))
    document.head.append(link)
  })
}
