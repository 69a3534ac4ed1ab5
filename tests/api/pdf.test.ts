import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { textOfPdf } from '#api/senders/pdf-node.ts'
import { aPdf } from '../filing.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

test('the words of a report are read, and its bytes stay its own', async () => {
  const bytes = bytesOf(aPdf('highest 4.1'))
  const before = bytes.slice()
  expect(await textOfPdf(bytes)).toBe('highest 4.1')
  expect(bytes).toEqual(before)
})

test.each([
  ['no PDF', 'hello', 'file.unsupported'],
  ['a PDF cut short', aPdf('x').slice(0, 60), 'file.undecodable'],
  ['a page in disguise', '<html>%PDF-1.4<script>', 'file.undecodable'],
])('%s is refused', async (_, text, code) => {
  await expect(textOfPdf(bytesOf(text))).rejects.toMatchObject({ code })
})

test('a small file that unpacks into hours of work is ended in time, and others are served meanwhile', async () => {
  const packed = deflateSync(Buffer.alloc(200_000_000, 'BT (a) Tj ET '), { level: 1 }).toString('latin1')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
  ]
  const whole = `%PDF-1.4\n${objects.map((one, at) => `${at + 1} 0 obj\n${one}\nendobj\n`).join('')}trailer << /Root 1 0 R >>\n`
  let ticks = 0
  const ticking = setInterval(() => ticks++, 20)
  const from = performance.now()
  await expect(textOfPdf(bytesOf(whole), 1500)).rejects.toMatchObject({ code: 'file.undecodable' })
  clearInterval(ticking)
  expect(performance.now() - from).toBeLessThan(6000)
  expect(ticks).toBeGreaterThan(20)
}, 20_000)
