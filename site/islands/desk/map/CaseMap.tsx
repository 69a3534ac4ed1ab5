import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { MapSettings } from '../../../components/map/map-settings.ts'
import { ErrorNote } from '../../Field.tsx'
import type { CaseFilters } from '../case-filters.ts'
import { lookEvery } from '../case-news.ts'
import { useListFocus } from '../list-focus.ts'
import { useListKeys } from '../list-keys.ts'
import { caseHash, goTo, queueHash } from '../route.ts'
import type { CaseChart } from './case-map.ts'
import { GlyphLegend } from './GlyphLegend.tsx'
import { PlaceRow } from './PlaceRow.tsx'
import { type CasePlace, isPlaced, listPlaces, TILES } from './place-client.ts'

/** Rows listed beside the map at a time. */
const LISTED = 50

type Props = { filters: CaseFilters; ground: MapSettings; total: number | undefined }

/** The queue on a map: pins of the same cases, a list of those in view for whoever has no pointer, and those without a place. */
export function CaseMap({ filters, ground, total }: Props) {
  const places = useQuery({
    queryKey: ['cases', 'places', filters],
    queryFn: () => listPlaces(filters),
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
  })
  const frame = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<CaseChart | null>(null)
  const [failed, setFailed] = useState(false)
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const { data: tiles, error: noTiles } = useQuery(TILES)
  useEffect(() => {
    if (tiles === undefined || !box.current || !frame.current) return
    const told = {
      seen: (ids: string[]) => setSeen(new Set(ids)),
      open: (id: string) => goTo(caseHash(id)),
      pick: (ids: string[] | null) => setPicked(ids && new Set(ids)),
    }
    const parts = [box.current, frame.current] as const
    let mine: CaseChart | null = null
    let isGone = false
    import('./case-map.ts')
      .then(({ drawCases }) => drawCases(...parts, { ...ground, tiles }, told))
      .then(
        (drawn) => {
          if (isGone) return drawn.remove()
          mine = drawn
          setChart(drawn)
        },
        () => setFailed(true),
      )
    return () => {
      isGone = true
      mine?.remove()
      setChart(null)
    }
  }, [tiles, ground])
  const items = useMemo(() => places.data?.items ?? [], [places.data])
  const placed = useMemo(() => items.filter(isPlaced), [items])
  const placeless = items.filter((one) => !isPlaced(one))
  useEffect(() => chart?.show(placed), [chart, placed])
  const inView = useMemo(() => placed.filter(({ id }) => (picked ?? seen).has(id)), [placed, picked, seen])
  const shown = inView.slice(0, LISTED)
  const list = useListKeys<HTMLUListElement>()
  useListFocus(list, inView)
  const row = (one: CasePlace) => <PlaceRow place={one} onMark={(id) => chart?.mark(id)} key={one.id} />
  return (
    <>
      <ErrorNote error={places.error ?? noTiles} />
      {failed && (
        <p className="desk-wait">
          地图没有载入，请刷新本页，或回到<a href={queueHash(filters)}>列表</a>。
        </p>
      )}
      <div className="case-map" data-stale={places.isPlaceholderData}>
        <div ref={frame} className="case-map__frame">
          <div
            ref={box}
            className="map__box"
            role="application"
            aria-label="办件地图。方向键移动，加号减号缩放；办件在地图后面的清单里逐件打开"
            aria-roledescription="地图"
          />
          <div className="map__zoom">
            <button type="button" className="button" data-map-in>
              放大
            </button>
            <button type="button" className="button" data-map-out>
              缩小
            </button>
            <button type="button" className="button" onClick={() => chart?.whole()}>
              看全部
            </button>
          </div>
          <GlyphLegend />
        </div>
        <section className="case-map__list" aria-labelledby="in-view-title">
          <h2 id="in-view-title" aria-live="polite">
            {places.isPending
              ? '正在取办件…'
              : picked
                ? `同一处的 ${inView.length} 件`
                : `视野里 ${inView.length} 件（图上共 ${placed.length} 件）`}
          </h2>
          {picked && (
            <button type="button" className="plain" onClick={() => setPicked(null)}>
              看视野里的全部
            </button>
          )}
          {placeless.length > 0 && (
            <details className="placeless">
              <summary>无坐标 {placeless.length} 件</summary>
              <ul className="place-list">{placeless.slice(0, LISTED).map(row)}</ul>
              {placeless.length > LISTED && (
                <p className="hint">
                  先列 {LISTED} 件，其余在<a href={queueHash(filters)}>列表</a>里。
                </p>
              )}
            </details>
          )}
          <ul className="place-list" ref={list}>
            {shown.map(row)}
          </ul>
          {inView.length > shown.length && <p className="hint">先列 {shown.length} 件；放大地图或加条件，看其余的。</p>}
          {total !== undefined && items.length > 0 && total > items.length && (
            <p className="hint">
              符合条件的共 {total} 件，这里只画排在前面的 {items.length} 件。请加条件。
            </p>
          )}
        </section>
      </div>
    </>
  )
}
