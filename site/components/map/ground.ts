import {
  circle,
  geoJSON,
  type LatLng,
  type LatLngBounds,
  type Map as LeafletMap,
  latLng,
  latLngBounds,
  type MapOptions,
  map as makeMap,
  rectangle,
  tileLayer,
  tooltip,
} from 'leaflet'
import styles from 'leaflet/dist/leaflet.css?url'
import { convert, type Point } from '#domain/coordinates.ts'
import type { MapSettings } from './map-settings.ts'

const ZOOMS = { minZoom: 9, maxZoom: 18 }
/** Names lie below whatever stands on the map. */
const NAME = { permanent: true, direction: 'center', className: 'map-name', pane: 'shadowPane' } as const

/** A map of the district that nothing stands on yet, and how points get onto it. */
export type Ground = {
  map: LeafletMap
  /** What the map is drawn in: where tiles are shifted the whole map is. */
  crs: 'WGS84' | 'GCJ02'
  district: LatLngBounds
  shown: (point: Point, from?: 'WGS84' | 'GCJ02') => LatLng
}

/**
 * The district in a box, with zoom buttons of the page's own in `frame` (`data-map-in`, `data-map-out`): tiles through our
 * own `/tiles/` where a source is set, else a sketch. Everything drawn is ours, and nothing is asked of anybody else.
 */
export async function drawGround(
  box: HTMLElement,
  frame: HTMLElement,
  settings: MapSettings,
  options: MapOptions,
): Promise<Ground> {
  await loadStyles()
  const crs = settings.tiles?.crs ?? 'WGS84'
  const shown = (point: Point, from: 'WGS84' | 'GCJ02' = 'WGS84'): LatLng => {
    const at = convert(point, from, crs)
    return latLng(at.lat, at.lng)
  }
  const { west, south, east, north } = settings.bounds
  const district = latLngBounds(shown({ lng: west, lat: south }), shown({ lng: east, lat: north }))
  const map = makeMap(box, { scrollWheelZoom: false, zoomControl: false, ...ZOOMS, ...options })
  map.attributionControl.setPrefix(false)
  map.fitBounds(district)
  const gone = new AbortController()
  map.on('unload', () => gone.abort())
  frame.querySelector('[data-map-in]')?.addEventListener('click', () => map.zoomIn(), gone)
  frame.querySelector('[data-map-out]')?.addEventListener('click', () => map.zoomOut(), gone)
  if (settings.tiles) tileLayer('/tiles/{z}/{x}/{y}', { attribution: settings.tiles.attribution, ...ZOOMS }).addTo(map)
  else await drawSchematic(map, settings, district, shown)
  return { map, crs, district, shown }
}

/** Outline, a grid, waters and street names as the configuration has them, or the bureau's own boundary. */
async function drawSchematic(
  map: LeafletMap,
  { bounds, zones, streets, boundary }: MapSettings,
  district: LatLngBounds,
  shown: (point: Point) => LatLng,
): Promise<void> {
  const own = boundary && (await fetch(boundary).then((answer) => answer.json()))
  map.attributionControl.addAttribution(own ? '界线由本局提供' : '示意，非行政界线；一格约 2 公里')
  if (own)
    geoJSON(own, {
      interactive: false,
      style: { className: 'map-line map-line--own' },
      coordsToLatLng: ([lng, lat]) => shown({ lng, lat }),
      onEachFeature: ({ properties }, layer) => {
        if (properties?.name) layer.bindTooltip(word(String(properties.name)), NAME)
      },
    }).addTo(map)
  else rectangle(district, { interactive: false, className: 'map-line' }).addTo(map)
  const grid = (from: Point, to: Point) =>
    rectangle(latLngBounds(shown(from), shown(to)), { interactive: false, className: 'map-grid' }).addTo(map)
  const { west, south, east, north } = bounds
  for (let lng = Math.ceil(west * 50) / 50; lng < east; lng += 0.02) grid({ lng, lat: south }, { lng, lat: north })
  for (let lat = Math.ceil(south * 50) / 50; lat < north; lat += 0.02) grid({ lng: west, lat }, { lng: east, lat })
  for (const zone of zones)
    circle(shown(zone), { radius: zone.radiusM, interactive: false, className: 'map-water' })
      .bindTooltip(word(zone.name), NAME)
      .addTo(map)
  for (const street of streets)
    tooltip({ ...NAME, interactive: false })
      .setLatLng(shown(street))
      .setContent(word(street.name))
      .addTo(map)
  const thin = () => hideCovered([...map.getContainer().querySelectorAll<HTMLElement>('.map-name')])
  map.on('zoomend', thin)
  thin()
}

/** Of names that lie over each other the first stays; the others come when the map is near enough for them. */
function hideCovered(names: readonly HTMLElement[]): void {
  const taken: DOMRect[] = []
  for (const name of names) {
    const at = name.getBoundingClientRect()
    const isCovered = taken.some(
      (one) => at.left < one.right && one.left < at.right && at.top < one.bottom && one.top < at.bottom,
    )
    name.classList.toggle('map-name--covered', isCovered)
    if (!isCovered) taken.push(at)
  }
}

/** A name as text: Leaflet takes a string for markup. */
function word(name: string): HTMLElement {
  return Object.assign(document.createElement('span'), { textContent: name })
}

/** Leaflet's stylesheet, from our own origin, once. */
function loadStyles(): Promise<void> {
  if (document.querySelector(`link[href="${styles}"]`)) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = styles
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error('no styles')))
    document.head.append(link)
  })
}
