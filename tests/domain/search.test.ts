import { describe, expect, test } from 'vitest'
import { bigrams, searchExpression } from '#domain/search.ts'

describe('search', () => {
  test('a run of Chinese becomes overlapping pairs', () => {
    expect(bigrams('常庄水库')).toBe('常庄 庄水 水库 库')
  })
  test('letters and digits fold case and width', () => {
    expect(bigrams('Ｔ-2026-ABC')).toBe('t 20 02 26 6 ab bc c')
  })
  test('a two-character word is one phrase', () => {
    expect(searchExpression('扬尘')).toBe('"扬尘"')
  })
  test('every word typed must occur', () => {
    expect(searchExpression('西流湖 污泥')).toBe('"西流 流湖" AND "污泥"')
  })
  test('one character finds words that contain it', () => {
    expect(searchExpression('泥')).toBe('"泥"*')
  })
  test('operators and quotes are only words', () => {
    expect(searchExpression('a" OR (b)')).toBe('"a"* AND "or" AND "b"*')
    expect(searchExpression('  "*" ')).toBeNull()
  })
})
