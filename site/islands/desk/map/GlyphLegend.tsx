import { GLYPHS } from './glyph.ts'

/** What the pins say, in words. */
export function GlyphLegend() {
  return (
    <ul className="glyph-legend" aria-label="图例">
      {GLYPHS.map(({ shape, sign, word }) => (
        <li key={shape}>
          <span className="glyph glyph--small" data-shape={shape} aria-hidden="true">
            {sign}
          </span>
          {word}
        </li>
      ))}
      <li>
        <span className="glyph glyph--small" data-shape="stack" aria-hidden="true">
          5
        </span>
        几件叠在一处
      </li>
    </ul>
  )
}
