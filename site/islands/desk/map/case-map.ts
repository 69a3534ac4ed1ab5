import { bounds, divIcon, type LatLng, latLngBounds, layerGroup, type Marker, marker } from 'leaflet'
import { drawGround } from '../../../components/map/ground.ts'
import type { MapSettings } from '../../../components/map/map-settings.ts'
import { foremost } from './glyph.ts'
import type { Placed } from './place-client.ts'
import { type Stack, stacksOf } from './stacks.ts'

/** Pins nearer than this on the screen are one, in pixels. */
const REACH = 44
const PADDING = { padding: [48, 48] as [number, number], maxZoom: 15 }

/** What the page is told: which cases are in view, which one to open, and which lie under one pin that never parts. */
export type Told = { seen(ids: string[]): void; open(id: string): void; pick(ids: string[] | null): void }
export type CaseChart = {
  show(places: readonly Placed[]): void
  /** Makes the pin of a case stand out, or none. */
  mark(id: string | null): void
  /** All pins in view; the district when there are none. */
  whole(): void
  remove(): void
}

/** Where the map was left: who opens a case and comes back finds it there. */
let left: { centre: LatLng; zoom: number } | null = null

/** The cases of the queue on the district, as pins or stacks of them. Pins are for a pointer; keys have the list beside. */
export async function drawCases(
  box: HTMLElement,
  frame: HTMLElement,
  settings: MapSettings,
  told: Told,
): Promise<CaseChart> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const motion = { zoomAnimation: !still, fadeAnimation: !still, inertia: !still }
  const { map, district, shown } = await drawGround(box, frame, settings, motion)
  // The wheel scrolls the page until somebody is at the map.
  map.on('focus', () => map.scrollWheelZoom.enable())
  map.on('blur', () => map.scrollWheelZoom.disable())
  let settled = left !== null
  if (left) map.setView(left.centre, left.zoom, { animate: false })

  const layer = layerGroup().addTo(map)
  const markers = new Map<string, Marker>()
  let pins: { place: Placed; at: LatLng }[] = []
  let cut: { zoom: number; stacks: Stack<(typeof pins)[number]>[] } | null = null
  let marked: string | null = null

  const press = (stack: Stack<(typeof pins)[number]>) => {
    const [only, ...more] = stack.pins
    if (only && more.length === 0) return told.open(only.place.id)
    const around = latLngBounds(stack.pins.map(({ at }) => at))
    const top = map.getMaxZoom()
    const across = map.project(around.getNorthEast(), top).distanceTo(map.project(around.getSouthWest(), top))
    if (across < REACH || map.getZoom() === top) return told.pick(stack.pins.map(({ place }) => place.id))
    map.setView(around.getCenter(), Math.min(Math.max(map.getBoundsZoom(around), map.getZoom() + 1), top))
  }
  const draw = () => {
    const zoom = map.getZoom()
    left = { centre: map.getCenter(), zoom }
    if (cut?.zoom !== zoom) cut = { zoom, stacks: stacksOf(pins, ({ at }) => map.project(at, zoom), REACH) }
    const { min, max } = map.getPixelBounds()
    const near = min && max && bounds(min.subtract([REACH, REACH]), max.add([REACH, REACH]))
    layer.clearLayers()
    markers.clear()
    for (const stack of cut.stacks) {
      if (!near?.contains([stack.x, stack.y])) continue
      const places = stack.pins.map(({ place }) => place)
      const pin = marker(map.unproject([stack.x, stack.y], zoom), { icon: iconOf(places), keyboard: false })
      pin.on('click', () => press(stack)).addTo(layer)
      for (const { id } of places) markers.set(id, pin)
    }
    mark(marked)
    const view = map.getBounds()
    told.seen(pins.flatMap(({ place, at }) => (view.contains(at) ? [place.id] : [])))
  }
  const mark = (id: string | null) => {
    if (marked) markers.get(marked)?.setZIndexOffset(0).getElement()?.classList.remove('is-marked')
    if (id) markers.get(id)?.setZIndexOffset(10_000).getElement()?.classList.add('is-marked')
    marked = id
  }
  const whole = () => {
    const all = pins.map(({ at }) => at)
    map.fitBounds(all.length > 0 ? latLngBounds(all) : district, PADDING)
  }
  map.on('movestart', () => told.pick(null))
  map.on('moveend', draw)
  const watch = new ResizeObserver(() => map.invalidateSize({ animate: false }))
  watch.observe(box)
  return {
    show(places) {
      pins = places.map((place) => ({ place, at: shown(place) }))
      cut = null
      if (settled) return draw()
      settled = true
      // What lies far outside, a tip for another district, must not make a dot of this one.
      const ours = pins.filter(({ at }) => district.contains(at)).map(({ at }) => at)
      map.fitBounds(ours.length > 0 ? latLngBounds(ours) : district, { ...PADDING, animate: false })
      draw()
    },
    mark,
    whole,
    remove() {
      watch.disconnect()
      map.remove()
    },
  }
}

function iconOf(places: readonly Placed[]) {
  const { shape, sign, word } = foremost(places)
  const face = Object.assign(document.createElement('span'), { className: 'glyph' })
  face.dataset.shape = places.length > 1 ? 'stack' : shape
  face.textContent = places.length > 1 ? String(places.length) : sign
  if (places.length > 1 && (shape === 'emergency' || shape === 'overdue')) {
    const corner = Object.assign(document.createElement('span'), { className: 'glyph glyph--small', textContent: sign })
    corner.dataset.shape = shape
    face.append(corner)
  }
  const [first] = places
  face.title =
    places.length > 1 ? `${places.length} 件，其中有${word}的` : `${word}：${first?.summary} ${first?.reference}`
  return divIcon({ className: 'case-pin', html: face, iconSize: [REACH, REACH] })
}
