import { describe, expect, test } from 'vitest'
import { grown, REDACTION_TICKS, redactionProblems, whyNotDecide } from '#domain/tip/redaction.ts'
import { boxBetween, boxByKey, middleBox } from '#site/islands/desk/boxes.ts'

const photo = { width: 100, height: 75 }
const ticks = [...REDACTION_TICKS]

describe('a redaction', () => {
  test('needs all four ticks, whatever is covered', () => {
    expect(redactionProblems({ boxes: [], ticks }, photo)).toEqual([])
    for (const tick of ticks) {
      const rest = ticks.filter((one) => one !== tick)
      expect(redactionProblems({ boxes: [], ticks: rest }, photo)).toMatchObject([{ path: 'ticks' }])
    }
  })

  test('lies on its photo, to the last pixel', () => {
    const at = (x: number, width: number) =>
      redactionProblems({ boxes: [{ x, y: 0, width, height: 75 }], ticks }, photo)
    expect(at(0, 100)).toEqual([])
    expect(at(1, 100)).toMatchObject([{ path: 'boxes.0', code: 'mismatch' }])
  })

  test('is approved once, by somebody else than drew it, and an approval can be taken back', () => {
    const drawn = { state: 'drawn', drawnBy: 'li' } as const
    expect(whyNotDecide(drawn, 'approved', 'zhao')).toBeUndefined()
    expect(whyNotDecide(drawn, 'approved', 'li')).toBe('case.own-proposal')
    expect(whyNotDecide({ ...drawn, state: 'approved' }, 'approved', 'zhao')).toBe('case.not-from-here')
    expect(whyNotDecide({ ...drawn, state: 'approved' }, 'returned', 'zhao')).toBeUndefined()
    expect(whyNotDecide({ ...drawn, state: 'begun' }, 'returned', 'zhao')).toBe('case.not-from-here')
  })

  test('covers whole blocks of the JPEG and what decoding smooths around them, and no more than the photo has', () => {
    expect(grown({ x: 17, y: 15, width: 1, height: 2 }, photo)).toEqual({ x: 14, y: 0, width: 20, height: 34 })
    expect(grown({ x: 90, y: 70, width: 10, height: 5 }, photo)).toEqual({ x: 78, y: 62, width: 22, height: 13 })
    expect(grown({ x: 16, y: 16, width: 16, height: 16 }, photo)).toEqual({ x: 14, y: 14, width: 20, height: 20 })
  })
})

describe('a box at the desk', () => {
  test('is drawn from any corner, inside the photo, and not by a mere press', () => {
    expect(boxBetween({ x: 60, y: 50 }, { x: 10.4, y: -9 }, photo)).toEqual({ x: 10, y: 0, width: 50, height: 50 })
    expect(boxBetween({ x: 10, y: 10 }, { x: 12, y: 12 }, photo)).toBeNull()
  })

  test('moves by arrows, is sized with Shift, and stays inside', () => {
    const box = middleBox(photo)
    expect(box).toEqual({ x: 42, y: 30, width: 16, height: 16 })
    expect(boxByKey(box, 'ArrowRight', false, photo)).toEqual({ ...box, x: 58 })
    expect(boxByKey({ ...box, x: 80 }, 'ArrowRight', false, photo)).toEqual({ ...box, x: 84 })
    expect(boxByKey(box, 'ArrowDown', true, photo)).toEqual({ ...box, height: 32 })
    expect(boxByKey(box, 'ArrowLeft', true, photo)).toEqual(box)
    expect(boxByKey(box, 'Enter', false, photo)).toBeNull()
  })
})
