import { expect, test } from 'vitest'
import { memoryLimits, prefixOf } from '#api/guards/limit.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const at = (time: string) => new Date(`2026-09-14T${time}+08:00`)

test('a bucket is over when its hour holds the limit, each class for itself', async () => {
  const limits = memoryLimits(random)
  for (let tip = 0; tip < 10; tip += 1) {
    expect(await limits.isOver('tip', '192.0.2.1', 10, at('10:05:00'))).toBe(false)
    await limits.count('tip', '192.0.2.1', at('10:05:00'))
  }
  expect(await limits.isOver('tip', '192.0.2.1', 10, at('10:06:00'))).toBe(true)
  expect(await limits.isOver('photo', '192.0.2.1', 10, at('10:06:00'))).toBe(false)
  expect(await limits.isOver('tip', '192.0.2.2', 10, at('10:06:00'))).toBe(false)
})

test('the turn of an hour is no clean slate, an hour later little is left, two hours later nothing', async () => {
  const limits = memoryLimits(random)
  for (let tip = 0; tip < 10; tip += 1) await limits.count('tip', '192.0.2.1', at('10:59:00'))
  expect(await limits.isOver('tip', '192.0.2.1', 9, at('11:00:01'))).toBe(true)
  expect(await limits.isOver('tip', '192.0.2.1', 10, at('11:30:00'))).toBe(false)
  expect(await limits.isOver('tip', '192.0.2.1', 5, at('11:30:00'))).toBe(false)
  expect(await limits.isOver('tip', '192.0.2.1', 1, at('11:59:59'))).toBe(false)
  expect(await limits.isOver('tip', '192.0.2.1', 1, at('12:00:01'))).toBe(false)
})

test('an IPv4 address counts whole, however it is written; an IPv6 address counts by its first 56 bits', () => {
  expect(prefixOf('::ffff:192.0.2.7')).toBe(prefixOf('192.0.2.7'))
  expect(prefixOf('192.0.2.7')).not.toBe(prefixOf('192.0.2.8'))
  expect(prefixOf('2001:db8:0:ab01::1')).toBe(prefixOf('2001:db8::ab99:9:8:7:6'.replace('::', ':0:')))
  expect(prefixOf('2001:DB8:0:ab01:1:2:3:4%eth0')).toBe(prefixOf('2001:db8:0:abff::'))
  expect(prefixOf('2001:db8:0:ab01::1')).not.toBe(prefixOf('2001:db8:0:ac01::1'))
  expect(prefixOf('::1')).toBe(prefixOf('::2'))
})

test('two limiters with different keys put one address into different buckets: nothing carries over', async () => {
  const [one, other] = [memoryLimits(random), memoryLimits(random)]
  await one.count('tip', '192.0.2.1', at('10:00:00'))
  expect(await one.isOver('tip', '192.0.2.1', 1, at('10:00:00'))).toBe(true)
  expect(await other.isOver('tip', '192.0.2.1', 1, at('10:00:00'))).toBe(false)
})
