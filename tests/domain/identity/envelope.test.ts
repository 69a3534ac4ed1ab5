import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { armor, Encrypter } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { envelopeFault } from '#domain/identity/envelope.ts'
import { isIdNumber, personProblems, plainOf, readPlain, SEALED_BYTES } from '#domain/identity/person.ts'
import { type AgeKey, aKey, openWith, REPORTER, sealFor } from '../../fixtures/identity.ts'

let [one, two, three]: AgeKey[] = []
const keys = () => [one, two, three] as [AgeKey, AgeKey, AgeKey]
beforeAll(async () => {
  ;[one, two, three] = [await aKey(), await aKey(), await aKey()]
})
const to = (...of: AgeKey[]) =>
  sealFor(
    of.map(({ recipient }) => recipient),
    plainOf(REPORTER, 'real_name'),
  )

describe('an envelope', () => {
  test('is right when sealed to two keys or more, and to as many as it says', async () => {
    const [a, b, c] = keys()
    expect(envelopeFault(await to(a, b), null)).toBeNull()
    expect(envelopeFault(await to(a, b, c), 3)).toBeNull()
    expect(envelopeFault((await to(a, b)).replaceAll('\n', '\r\n'), 2)).toBeNull()
  })

  test('is none when sealed to one key, to a passphrase, to another number than it says, or to nothing', async () => {
    const [a, b, c] = keys()
    expect(envelopeFault(await to(a), null)).toBe('too-few')
    expect(envelopeFault(await to(a, b), 3)).toBe('mismatch')
    const weak = new Encrypter()
    weak.setPassphrase('x')
    weak.setScryptWorkFactor(8)
    expect(envelopeFault(armor.encode(await weak.encrypt('柳河边')), null)).toBe('wrong-format')
    expect(envelopeFault(await sealFor([a.recipient, b.recipient], ''), null)).toBe('wrong-format')
    expect(envelopeFault(await sealFor([a.recipient, c.recipient], 'x'.repeat(5000)), null)).toBe('too-long')
    for (const junk of [
      '',
      '柳河边 19900001234',
      '-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----',
    ])
      expect(envelopeFault(junk, null)).toBe('wrong-format')
    const cut = (await to(a, b)).split('\n')
    cut.splice(3, 1)
    expect(envelopeFault(cut.join('\n'), null)).not.toBeNull()
  })

  test('is as long for the longest name as for the shortest', async () => {
    const [a, b] = keys()
    const length = async (name: string, phone: string) =>
      (await sealFor([a.recipient, b.recipient], plainOf({ name, phone, consent: true }, 'real_name'))).length
    expect(await length('柳', '1234567')).toBe(await length('柳'.repeat(40), '+86 (371) 6000-00001'))
    expect(plainOf({ phone: '1234567' }, 'contact_only')).toHaveLength(SEALED_BYTES)
    const longest = { name: '"'.repeat(40), phone: '1'.repeat(20), idNumber: '11010519491231002X', consent: true }
    expect(plainOf(longest, 'real_name')).toHaveLength(SEALED_BYTES)
  })
})

const hasAge = spawnSync('age', ['--version']).status === 0
describe.skipIf(!hasAge)('the age of Debian', () => {
  const folder = mkdtempSync(join(tmpdir(), 'age-'))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const age = (...args: string[]) => execFileSync('age', args, { encoding: 'utf8' })

  test('opens what we seal, with either key', async () => {
    const [a, b] = keys()
    const sealed = file('sealed.age', await to(a, b))
    for (const [n, { secret }] of [a, b].entries())
      expect(readPlain(age('-d', '-i', file(`${n}.txt`, `${secret}\n`), sealed))).toEqual({ person: REPORTER })
  })

  test('seals what we take for an envelope and open', async () => {
    const [a, b] = keys()
    const plain = file('plain.txt', '柳河边，19900001234')
    const sealed = age('-r', a.recipient, '-r', b.recipient, '-a', plain)
    expect(envelopeFault(sealed, 2)).toBeNull()
    expect(readPlain(await openWith(b, sealed))).toEqual({ text: '柳河边，19900001234' })
    expect(envelopeFault(age('-r', a.recipient, '-a', plain), null)).toBe('too-few')
  })
})

describe('who somebody says they are', () => {
  test.each([
    ['contact_only', { phone: '199 0000 1234' }, []],
    ['contact_only', {}, ['identity.phone required']],
    ['real_name', { phone: '19900001234' }, ['identity.name required']],
    ['real_name', { name: '柳河边', phone: '打我电话' }, ['identity.phone wrong-format']],
    ['real_name', { ...REPORTER, idNumber: '11010519491231002X', consent: true }, []],
    ['real_name', { ...REPORTER, idNumber: '11010519491231002X' }, ['identity.consent required']],
    ['real_name', { ...REPORTER, idNumber: '110105194912310021', consent: true }, ['identity.idNumber wrong-format']],
    ['real_name', { ...REPORTER, age: 3 }, ['identity.age unknown-key']],
  ] as const)('%s %j', (mode, person, problems) => {
    expect(personProblems(person, mode).map(({ path, code }) => `${path} ${code}`)).toEqual(problems)
  })

  test('an identity number carries its check digit', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true)
    expect(isIdNumber('11010519491231002x')).toBe(true)
    for (let digit = 0; digit < 10; digit += 1) expect(isIdNumber(`11010519491231002${digit}`)).toBe(false)
    expect(isIdNumber('1101051949123100')).toBe(false)
  })
})
