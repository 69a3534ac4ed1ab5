import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BadXml, escapeXml, MAX_PIECES, xmlTokens } from '#domain/sheet/xml.ts'

const shown = (xml: string) =>
  [...xmlTokens(xml)].map((one) =>
    one.kind === 'text' ? one.text : one.kind === 'open' ? `<${one.name}>` : `</${one.name}>`,
  )

describe('XML', () => {
  test('is tags, text and nothing else', () => {
    expect(
      shown('<?xml version="1.0"?><!-- c --><x:a b="1"><c d=\'2\'/>t&lt;&#22303;&#x571F;<![CDATA[<&]]></x:a>'),
    ).toEqual(['<a>', '<c>', '</c>', 't<土土', '<&', '</a>'])
  })

  test('attributes are found by their whole name', () => {
    const [open] = xmlTokens('<sheet name="a &amp; b" r:id = "rId1" xr:id="no"/>')
    if (open?.kind !== 'open') throw new Error('no tag')
    expect([open.attributes('name'), open.attributes('r:id'), open.attributes('id')]).toEqual([
      'a & b',
      'rId1',
      undefined,
    ])
  })

  test.each([
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
    '<a b=c>',
    '<a <b>',
    '<',
    '<a b="<">',
    '<!-- never closed',
  ])('%s is refused', (xml) => {
    expect(() => shown(xml)).toThrow(BadXml)
  })

  test('an unknown entity stays as it stands', () => {
    expect(shown('<a>&nothing; &#99999999;</a>')).toEqual(['<a>', '&nothing; &#99999999;', '</a>'])
  })

  test('escaped text comes back, as text and as attribute, without what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = text.toWellFormed().replace(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '')
        expect(
          shown(`<a>${escapeXml(text)}</a>`)
            .slice(1, -1)
            .join(''),
        ).toBe(kept)
        const [open] = xmlTokens(`<a b="${escapeXml(text)}"/>`)
        expect(open?.kind === 'open' && open.attributes('b')).toBe(kept)
      }),
    )
  })

  test('whatever text is read ends, in tokens or in BadXml', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '/', 'a', '="', '"', ' ', '<!--', '-->', '<![CDATA[', ']]>', '&lt;'), {
          maxLength: 40,
        }),
        (parts) => {
          try {
            shown(parts.join(''))
          } catch (error) {
            expect(error).toBeInstanceOf(BadXml)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('a long broken document is refused at once', () => {
    expect(() => shown(`<a ${'b="c" '.repeat(200_000)}<`)).toThrow(BadXml)
    expect(() => shown('<!--'.repeat(200_000))).toThrow(BadXml)
    expect(() => shown(`<${'a'.repeat(1_000_000)}`)).toThrow(BadXml)
  }, 5000)
})

test('a tag with more attributes than any spreadsheet writes is refused, not a fault', () => {
  expect(() => [...xmlTokens(`<row${' a="1"'.repeat(1_000_000)}>`)]).toThrow(BadXml)
  expect(() => [...xmlTokens(`<row${' a="1"'.repeat(1_000_000)}><x`)]).toThrow(BadXml)
})

test('a document of nothing but tags is given up, before it has cost what its few packed bytes do not show', () => {
  let seen = 0
  const readAll = () => {
    for (const _ of xmlTokens('<a/>'.repeat(MAX_PIECES + 1))) seen += 1
  }
  expect(readAll).toThrow(BadXml)
  expect(seen).toBe(2 * MAX_PIECES)
})
