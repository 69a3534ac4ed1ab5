import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import type { Place } from '#domain/tip/schema.ts'
import type { MapSettings } from '../../components/map/map-settings.ts'
import type { PinAt } from '../../components/map/pin-map.ts'
import type { EntryControls } from './entry-controls.ts'
import { EntryPoint } from './entry-point.ts'
import { TILES } from './map/place-client.ts'

/** The place as a pin, for whoever wants to: the map of the public form, fetched when it is opened. */
export function EntryPin({ controls: { place, set, wrong }, ground }: Props) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const at = pinOf(place)
  const problem = wrong('place.lng') ?? wrong('place.lat')
  const put = ({ lng, lat, crs }: PinAt, how: string | null) => {
    for (const [name, value] of Object.entries({ lng: lng.toFixed(6), lat: lat.toFixed(6), crs })) set(name, value)
    setSaid(how)
  }
  const clear = () => {
    for (const name of ['lng', 'lat', 'crs']) set(name, '')
    setSaid(null)
    // The button that was pressed goes with the pin.
    opener.current?.focus()
  }
  const fail = () => {
    setOpen(false)
    setFailed(true)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand in the grid of a field
    <div
      role="group"
      className={problem ? 'field field--wrong' : 'field'}
      aria-labelledby={`${id}-label`}
      aria-describedby={problem && `${id}-problem`}
    >
      <span className="field__label" id={`${id}-label`}>
        图上的位置<span className="field__optional">（选填）</span>
      </span>
      {problem && (
        <p className="field__problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <div className="position">
        <button
          type="button"
          className="button"
          ref={opener}
          aria-expanded={open}
          aria-controls={open ? `${id}-map` : undefined}
          onClick={() => {
            setFailed(false)
            setOpen(!open)
          }}
        >
          {open ? '收起地图' : '在地图上标出'}
        </button>
        {at && (
          <button type="button" className="button" onClick={clear}>
            去掉位置
          </button>
        )}
        <p className="field__hint" aria-live="polite">
          {failed
            ? '地图没有载入。写清地点就行，不影响登记。'
            : at
              ? (said ?? `已标出：东经 ${at.lng.toFixed(5)}，北纬 ${at.lat.toFixed(5)}。`)
              : '来人说得准就标，可以不标。'}
        </p>
      </div>
      {open && <PinMap id={`${id}-map`} at={at} onPut={put} onFail={fail} ground={ground} />}
    </div>
  )
}
type Props = { controls: EntryControls; ground: MapSettings }

function PinMap({ id, at, onPut, onFail, ground }: MapProps) {
  const tiles = useQuery(TILES)
  const frame = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [point] = useState(() => new EntryPoint(at))
  const settings = tiles.data === undefined ? null : JSON.stringify({ ...ground, tiles: tiles.data })
  const failing = useRef(onFail)
  useEffect(() => {
    point.onPut = onPut
    failing.current = onFail
  })
  // The draft may be emptied while the map is open.
  const isGone = at === null
  useEffect(() => {
    if (isGone) point.follow(null)
  }, [point, isGone])
  useEffect(() => {
    if (tiles.isError) failing.current()
  }, [tiles.isError])
  useEffect(() => {
    const into = frame.current
    if (settings === null || !into) return
    let remove = () => {}
    let isLeft = false
    import('../../components/map/pin-map.ts')
      .then(({ drawMap }) => drawMap(into, point))
      .then(
        (drawn) => {
          if (isLeft) return drawn()
          remove = drawn
          box.current?.focus()
        },
        () => !isLeft && failing.current(),
      )
    return () => {
      isLeft = true
      remove()
    }
  }, [settings, point])
  return (
    <div className="map" id={id} ref={frame}>
      <p className="field__hint">点一下放图钉，可以拖动。用键盘：方向键移动图钉，按住 Shift 移得快些。</p>
      <div
        className="map__box"
        ref={box}
        data-map={settings ?? undefined}
        role="application"
        aria-label="放图钉的地图"
        aria-roledescription="地图"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive
        tabIndex={0}
      />
      <div className="map__zoom">
        <button type="button" className="button" data-map-in>
          放大
        </button>
        <button type="button" className="button" data-map-out>
          缩小
        </button>
      </div>
    </div>
  )
}
type MapProps = {
  id: string
  at: PinAt | null
  onPut: (at: PinAt, said: string) => void
  onFail: () => void
  ground: MapSettings
}

function pinOf({ lng, lat, crs }: Place): PinAt | null {
  return lng !== undefined && lat !== undefined ? { lng, lat, crs: crs === 'GCJ02' ? 'GCJ02' : 'WGS84' } : null
}
