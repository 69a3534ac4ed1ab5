import type { Box } from '#domain/tip/redaction.ts'

type Size = { width: number; height: number }
type Point = { x: number; y: number }

/** Pixels of the photo that one press of an arrow key moves or sizes by: a block of it. */
export const BOX_STEP = 16
const SMALLEST = 16

/** The box a pointer drew between two points; null while it is too small to be meant. */
export function boxBetween(one: Point, other: Point, photo: Size): Box | null {
  const x = clamp(Math.round(Math.min(one.x, other.x)), 0, photo.width)
  const y = clamp(Math.round(Math.min(one.y, other.y)), 0, photo.height)
  const width = clamp(Math.round(Math.max(one.x, other.x)), 0, photo.width) - x
  const height = clamp(Math.round(Math.max(one.y, other.y)), 0, photo.height) - y
  return width < SMALLEST / 2 || height < SMALLEST / 2 ? null : { x, y, width, height }
}

/** A box in the middle, a fifth of the photo wide, for whoever adds one without a pointer. */
export function middleBox(photo: Size): Box {
  const side = Math.max(SMALLEST, Math.round(Math.min(photo.width, photo.height) / 5))
  const [width, height] = [Math.min(side, photo.width), Math.min(side, photo.height)]
  return { x: Math.round((photo.width - width) / 2), y: Math.round((photo.height - height) / 2), width, height }
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -BOX_STEP, y: 0 },
  ArrowRight: { x: BOX_STEP, y: 0 },
  ArrowUp: { x: 0, y: -BOX_STEP },
  ArrowDown: { x: 0, y: BOX_STEP },
}

/** A box after an arrow key moved it, or with Shift sized it; null for any other key. It stays inside the photo. */
export function boxByKey(box: Box, key: string, shift: boolean, photo: Size): Box | null {
  const by = ARROWS[key]
  if (!by) return null
  if (shift)
    return {
      ...box,
      width: clamp(box.width + by.x, Math.min(SMALLEST, photo.width - box.x), photo.width - box.x),
      height: clamp(box.height + by.y, Math.min(SMALLEST, photo.height - box.y), photo.height - box.y),
    }
  return {
    ...box,
    x: clamp(box.x + by.x, 0, photo.width - box.width),
    y: clamp(box.y + by.y, 0, photo.height - box.height),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
