import { StateBadge } from '../CaseBadge.tsx'
import { caseHash } from '../route.ts'
import { glyphOf } from './glyph.ts'
import type { CasePlace } from './place-client.ts'

/** A case beside the map, under the sign of its pin, which stands out while somebody is at the row. */
export function PlaceRow({ place, onMark }: { place: CasePlace; onMark: (id: string | null) => void }) {
  const { shape, sign } = glyphOf(place)
  return (
    <li>
      <a
        href={caseHash(place.id)}
        onFocus={() => onMark(place.id)}
        onBlur={() => onMark(null)}
        onMouseEnter={() => onMark(place.id)}
        onMouseLeave={() => onMark(null)}
      >
        <span className="glyph" data-shape={shape} aria-hidden="true">
          {sign}
        </span>
        <span className="place-summary">{place.summary}</span>
        <span className="case-facts">
          {place.emergency && <b className="place-pressing">紧急</b>}
          {place.overdue && <b className="place-pressing">逾期</b>}
          <span className="reference">{place.reference}</span>
          <StateBadge state={place.state} />
        </span>
      </a>
    </li>
  )
}
