import { encode } from 'uqr'

/** Modules of quiet zone the standard (ISO/IEC 18004) asks for around a code. */
const QUIET = 4

/** A text as a QR code, drawn as one path: black on white in every theme, or cameras do not read it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: QUIET })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className="qr-code__light" d={`M0 0h${size}v${size}H0z`} />
      <path className="qr-code__dark" d={path} />
    </svg>
  )
}
