import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { BadNote, noteOf, openNote, readVkey, signatureLine, vkeyOf } from '#domain/log/note.ts'
import { signerOf } from '../../fixtures/log.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const { key, checkpoints, c2sp_note } = VECTORS
const log = signerOf(key.name, hexToBytes(key.seed_hex))
const witness = signerOf('witness.example/1', new Uint8Array(32).fill(9))
const body = 'log.example/env\n1\nabc\n'
const line = (signer = log, text = body) => signatureLine(signer.name, signer.publicKey, text, signer.sign)
const refused = (text: string, verifiers = [log.verifier]) => expect(() => openNote(text, verifiers)).toThrow(BadNote)

test('the key of the vectors has their vkey, and is read from it', () => {
  expect(bytesToHex(log.publicKey)).toBe(key.public_hex)
  expect(vkeyOf(key.name, log.publicKey)).toBe(key.vkey)
  expect(readVkey(key.vkey)).toMatchObject({ name: key.name, id: key.key_id_hex, vkey: key.vkey })
  expect(bytesToHex(readVkey(key.vkey).publicKey)).toBe(key.public_hex)
})

test('the note of the specification opens with its vkey', () => {
  const opened = openNote(c2sp_note.note, [readVkey(c2sp_note.vkey)])
  expect(opened).toEqual({
    body: 'This is an example message.\n',
    signatures: [{ name: 'example.com/foo', id: '530d903a', isOurs: true }],
  })
})

test('checkpoints signed by Go open, and signing the same again gives the same bytes', async () => {
  for (const [size, note] of Object.entries(checkpoints)) {
    const opened = openNote(note, [log.verifier])
    expect(noteOf(opened.body, [await line(log, opened.body)]), size).toBe(note)
  }
})

test('a key that is not its own id, another kind of key, or a name no key may have is refused', () => {
  const { name, key_id_hex: id } = key
  const rest = key.vkey.slice(`${name}+${id}+`.length)
  expect(() => readVkey(key.vkey.replace(id, '945d231a'))).toThrow('whose id is not its own')
  expect(() => readVkey(key.vkey.replace(id, id.toUpperCase()))).toThrow(BadNote)
  expect(() => readVkey(`${name}+${id}+${rest}\n`)).toThrow(BadNote)
  expect(() => readVkey(`${name}x+${id}+${rest}`)).toThrow('whose id is not its own')
  expect(() => readVkey(c2sp_note.vkey.replace('+Aek', '+Bek'))).toThrow('of another kind')
  expect(() => vkeyOf('a b', log.publicKey)).toThrow(BadNote)
  expect(() => vkeyOf('a+b', log.publicKey)).toThrow(BadNote)
  expect(() => vkeyOf('a\u3000b', log.publicKey)).toThrow(BadNote)
  expect(() => vkeyOf('', log.publicKey)).toThrow(BadNote)
})

test('signatures of others are named and not needed; a note by others alone is refused', async () => {
  const both = noteOf(body, [await line(witness), await line()])
  expect(openNote(both, [log.verifier]).signatures).toEqual([
    { name: witness.name, id: witness.verifier.id, isOurs: false },
    { name: log.name, id: key.key_id_hex, isOurs: true },
  ])
  expect(openNote(both, [log.verifier, witness.verifier]).signatures.every((one) => one.isOurs)).toBe(true)
  refused(both, [])
  refused(noteOf(body, [await line(witness)]))
})

test('a failing signature of a known key refuses the note, even beside a good one', async () => {
  const wrong = await line(log, `${body}x\n`)
  refused(noteOf(body, [wrong]))
  refused(noteOf(body, [await line(), wrong]))
  refused(noteOf(body, [await line(), await line(witness, 'other\n')]), [log.verifier, witness.verifier])
  expect(
    openNote(noteOf(body, [await line(), await line(witness, 'other\n')]), [log.verifier]).signatures,
  ).toHaveLength(2)
})

test('every flipped bit of a signature is refused', async () => {
  const signed = await line()
  const bytes = Buffer.from(signed.split(' ')[2] ?? '', 'base64')
  for (let bit = 32; bit < bytes.length * 8; bit += 7) {
    const altered = Buffer.from(bytes)
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    refused(noteOf(body, [`— ${log.name} ${altered.toString('base64')}\n`]))
  }
})

test('a hundred signatures are read, one more is refused', async () => {
  const other = await line(witness)
  const lines = (count: number) => [...Array.from({ length: count - 1 }, () => other), '']
  const note = async (count: number) => noteOf(body, [...lines(count).slice(0, -1), await line()])
  expect(openNote(await note(16), [log.verifier]).signatures).toHaveLength(16)
  expect(openNote(await note(100), [log.verifier]).signatures).toHaveLength(100)
  refused(await note(101))
})

test('anything not in the one form of a note is refused', async () => {
  const good = noteOf(body, [await line()])
  const signature = good.split(' ').at(-1)?.trim() ?? ''
  expect(openNote(good, [log.verifier]).body).toBe(body)
  refused(good.replace('—', '-'))
  refused(good.replace('—', '–'))
  refused(good.replaceAll('\n', '\r\n'))
  refused(good.replace('\n\n', '\n'))
  refused(good.slice(0, -1))
  refused(`${good}\n`)
  refused(`${good}x\n`)
  refused(good.replace(`${log.name} `, `${log.name}  `))
  refused(good.replace(signature, signature.slice(0, -1)))
  refused(good.replace(signature, `${signature.slice(0, -2)}B=`))
  refused(good.replace(signature, signature.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')))
  refused(good.replace(signature, 'lF0jGQ=='))
  refused(body)
  refused(`${body}\n`)
  refused('')
  refused(good.replace('abc', 'ab\tc'))
  refused(good.replace('abc', 'ab\u0000c'))
  refused(good.replace('abc', 'ab\ud800c'))
  refused(new TextDecoder().decode(Uint8Array.of(...new TextEncoder().encode(good), 0xff, 0x0a)))
  refused(good.replace('abc', 'abd'))
})

test('text and signatures are parted at the last empty line', async () => {
  const two = 'first\n\nsecond\n'
  expect(openNote(noteOf(two, [await line(log, two)]), [log.verifier]).body).toBe(two)
})
