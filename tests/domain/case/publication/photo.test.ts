import { expect, test } from 'vitest'
import {
  type ApprovedPhoto,
  chosenPhotos,
  MOST_PHOTOS,
  photoProblems,
  publicPhotos,
} from '#domain/case/publication/photo.ts'
import { DECISION_INPUTS } from '#domain/case/schema.ts'

const approved = (id: string, digest = id): ApprovedPhoto => ({
  id,
  sha256: digest.repeat(64),
  size: 90_000,
  width: 1280,
  height: 960,
})
const choice = (redaction: string) => ({ redaction, caption: '渠岸' })

test('a picture nobody approved, or the same twice, stands against a draft; each is named by its place', () => {
  const list = [approved('a'), approved('b'), approved('c', 'a')]
  expect(photoProblems([choice('a'), choice('b')], list)).toEqual([])
  const codes = photoProblems([choice('x'), choice('a'), choice('c'), choice('a')], list)
  expect(codes.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'photos.0 not-in-list',
    'photos.2 duplicate',
    'photos.3 duplicate',
  ])
})

test('what becomes public is named by its digest and says size and caption, nothing of where it came from', () => {
  const drafted = chosenPhotos([choice('a'), choice('b')], [approved('a'), approved('b')])
  const { files, photos } = publicPhotos(drafted, [approved('a'), approved('b')])
  const name = `${'a'.repeat(64)}.jpg`
  expect(files[0]).toEqual({ name, type: 'image/jpeg', size: 90_000, sha256: 'a'.repeat(64) })
  expect(photos[0]).toEqual({ file: name, caption: '渠岸', width: 1280, height: 960 })
})

test('a picture whose approval is taken back before the row is public is left out, file and caption', () => {
  const drafted = chosenPhotos([choice('a'), choice('b')], [approved('a'), approved('b')])
  const { files, photos } = publicPhotos(drafted, [approved('b')])
  expect([files.map((one) => one.sha256[0]), photos.length]).toEqual([['b'], 1])
})

test(`at most ${MOST_PHOTOS} pictures go with a row, each with a caption`, () => {
  const text = { version: 1, problem: '问题', findings: '情况', measures: '措施' }
  const takes = (photos: object[]) => DECISION_INPUTS['publication-draft'].safeParse({ ...text, photos }).success
  expect(takes(Array.from({ length: MOST_PHOTOS }, (_, at) => choice(`r${at}`)))).toBe(true)
  expect(takes(Array.from({ length: MOST_PHOTOS + 1 }, (_, at) => choice(`r${at}`)))).toBe(false)
  expect(takes([{ redaction: 'a', caption: ' ' }])).toBe(false)
})
