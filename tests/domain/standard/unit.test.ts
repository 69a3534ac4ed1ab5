import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSoilUnit, isWaterUnit, toMgPerKg, toMgPerLitre, unitOf } from '#domain/standard/unit.ts'

const lead = { id: 'pb' }
const dioxins = { id: 'dioxins-teq' }

describe('units of soil', () => {
  test.each([
    ['mg/kg', 12],
    ['MG/KG', 12],
    ['mg·kg⁻¹', 12],
    ['mg kg-1', 12],
    ['毫克/千克', 12],
    ['毫克每公斤', 12],
    ['mg/kg（干重）', 12],
    ['mg/kg dw', 12],
    ['㎎/㎏', 12],
    ['μg/g', 12],
    ['µg/kg', 0.012],
    ['ug/kg', 0.012],
    ['ng/g', 0.012],
    ['ng/kg', 0.000012],
    ['pg/g', 0.000012],
    ['g/kg', 12000],
  ])('12 %s is %d mg/kg', (unit, mgPerKg) => {
    expect(toMgPerKg(12, unit, lead)).toBe(mgPerKg)
  })

  test.each([
    'ppm',
    '%',
    '‰',
    'mg/L',
    'mg/m3',
    'mg/m²',
    'mg/100g',
    'mg/kg鲜重',
    'mg/kg 湿重',
    'mg',
    '',
    '无量纲',
    'constructor',
  ])('%s says nothing sure about dry soil', (unit) => {
    expect(toMgPerKg(12, unit, lead)).toBeNull()
    expect(isSoilUnit(unit)).toBe(false)
  })

  test('dioxins are toxic equivalents: the standard prints mg/kg, laboratories report ng TEQ/kg', () => {
    for (const unit of ['ng TEQ/kg', 'ngTEQ/kg', 'ng I-TEQ/kg', 'ng-WHO2005-TEQ/kg', 'pg TEQ/g', 'ng/kg TEQ'])
      expect(toMgPerKg(10, unit, dioxins), unit).toBe(0.00001)
    expect(toMgPerKg(0.00001, 'mg/kg', dioxins)).toBe(0.00001)
  })

  test('a sum of masses is no toxic equivalent, and nothing else is limited as one', () => {
    expect(toMgPerKg(10, 'ng/kg', dioxins)).toBeNull()
    expect(toMgPerKg(10, unitOf({ pollutant: '二噁英类（总毒性当量）', unit: 'ng/kg' }), dioxins)).toBe(0.00001)
    expect(toMgPerKg(10, 'ng TEQ/kg', { id: 'pcb126' })).toBeNull()
  })

  test('scaling leaves no dust: a value in a smaller unit is the same decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const value = Number(`${digits}e-${places}`)
        expect(toMgPerKg(value, 'μg/kg', lead)).toBe(Number(`${digits}e-${places + 3}`))
        expect(toMgPerKg(value, 'ng/kg', lead)).toBe(Number(`${digits}e-${places + 6}`))
      }),
    )
  })

  test('any text is a unit or none, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (unit) => {
        const read = toMgPerKg(1, unit, lead)
        expect(read === null || read > 0).toBe(true)
      }),
    )
  })
})

describe('units of groundwater', () => {
  test.each([
    ['mg/L', 12],
    ['mg/l', 12],
    ['ＭＧ／Ｌ', 12],
    ['毫克/升', 12],
    ['mg·L⁻¹', 12],
    ['μg/mL', 12],
    ['µg/L', 0.012],
    ['ug/l', 0.012],
    ['ng/L', 0.000012],
    ['g/L', 12000],
  ])('12 %s are %d mg/L', (unit, expected) => {
    expect(toMgPerLitre(12, unit)).toBe(expected)
    expect(isSoilUnit(unit)).toBe(false)
  })

  test.each(['mg/kg', 'ppm', 'mg', 'L', 'mg/m3', 'mL/L', ''])('%s is none', (unit) => {
    expect(toMgPerLitre(1, unit)).toBeNull()
    expect(isWaterUnit(unit)).toBe(false)
  })
})
