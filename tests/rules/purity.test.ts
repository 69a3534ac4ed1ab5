import ts from 'typescript'
import { expect, test } from 'vitest'
import { codeFiles, type SourceFile } from './tree.ts'

/** Names the rules must not reach for: clock, chance, network, host and page are arguments. */
const FORBIDDEN = new Set([
  'crypto',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'process',
  'Buffer',
  'require',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'document',
  'window',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'console',
])
/** These read the time zone of the machine; days are Asia/Shanghai, always. */
const LOCAL_TIME = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes)$/

/** Every impurity in a file, as `path:line: what`. */
function impurities(file: SourceFile): string[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  const declared = new Set<string>()
  const found: string[] = []
  const say = (node: ts.Node, what: string) =>
    found.push(`${file.path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`)

  const collect = (node: ts.Node): void => {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name))
      declared.add(node.name.text)
    ts.forEachChild(node, collect)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (node.moduleSpecifier.text.startsWith('node:')) say(node, node.moduleSpecifier.text)
      return
    }
    if (ts.isNewExpression(node) && isNamed(node.expression, 'Date')) {
      if (node.arguments?.length !== 1) say(node, 'new Date without the one argument that fixes it')
    }
    if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) say(node, 'Date()')
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.name.text
      if (isNamed(node.expression, 'Date') && name === 'now') say(node, 'Date.now')
      if (isNamed(node.expression, 'Math') && name === 'random') say(node, 'Math.random')
      if (LOCAL_TIME.test(name)) say(node, `${name} reads the machine's time zone`)
      visit(node.expression)
    } else if (ts.isPropertyAssignment(node)) {
      visit(node.initializer)
    } else if (!ts.isTypeNode(node)) {
      if (ts.isIdentifier(node) && FORBIDDEN.has(node.text) && !declared.has(node.text)) say(node, node.text)
      ts.forEachChild(node, visit)
    }
  }
  collect(source)
  visit(source)
  return found
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

test('the rules know no clock, network, database, page or chance', () => {
  const domain = codeFiles().filter((file) => file.path.startsWith('domain/'))
  expect(domain.length).toBeGreaterThan(10)
  expect(domain.flatMap(impurities)).toEqual([])
})

test.each([
  ['export const today = () => new Date()', 'new Date without the one argument that fixes it'],
  ['export const at = new Date(2026, 1, 1)', 'new Date without the one argument that fixes it'],
  ['export const now = Date.now()', 'Date.now'],
  ['export const stamp = Date()', 'Date()'],
  ['export const luck = Math.random()', 'Math.random'],
  ['export const id = crypto.randomUUID()', 'crypto'],
  ['export const page = await fetch("/")', 'fetch'],
  ['export const port = process.env.PORT', 'process'],
  ['import { readFile } from "node:fs"', 'node:fs'],
  ['setTimeout(() => {}, 1)', 'setTimeout'],
  ['document.title = "x"', 'document'],
  ['window.close()', 'window'],
  ['console.log("x")', 'console'],
  ['export const hour = (at: Date) => at.getHours()', "getHours reads the machine's time zone"],
])('the purity check sees: %s', (text, what) => {
  expect(impurities({ path: 'domain/bad.ts', text })).toEqual([`domain/bad.ts:1: ${what}`])
})

test('the purity check lets arguments and property names of the same words pass', () => {
  const text = `export const f = (now: Date, window: number) => ({ process: now.getTime() + window, at: new Date(0) })`
  expect(impurities({ path: 'domain/good.ts', text })).toEqual([])
})
