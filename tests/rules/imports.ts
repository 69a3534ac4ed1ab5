import { posix } from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './tree.ts'

const DRAWERS = ['domain', 'db', 'api', 'site', 'content', 'tests'] as const
type Drawer = (typeof DRAWERS)[number]

/** Which drawers a drawer may open. `site` sees of `api` only types, and only in `site/client.ts`. */
const MAY_OPEN: Record<Drawer, readonly Drawer[]> = {
  domain: [],
  db: ['domain', 'content'],
  api: ['db', 'domain', 'content'],
  site: ['domain', 'content'],
  content: [],
  tests: ['domain', 'db', 'api', 'site', 'content'],
}

/** Packages a drawer may use; a trailing slash means the package and everything below it. */
const PACKAGES: Record<Exclude<Drawer, 'tests'>, readonly string[]> = {
  domain: [
    'zod/mini',
    '@noble/hashes/',
    '@noble/curves/',
    'canonicalize',
    'gcoord',
    'chinese-days/',
    'papaparse',
    'fflate',
  ],
  db: [
    '@libsql/client/',
    'drizzle-orm/',
    'drizzle-kit',
    '@noble/hashes/',
    'canonicalize',
    'pinyin-pro',
    'papaparse',
    'age-encryption',
  ],
  api: [
    'hono/',
    'hono-openapi',
    'better-auth/',
    '@better-auth/',
    'altcha-lib/',
    'file-type',
    'drizzle-orm/',
    'zod/mini',
    '@noble/hashes/',
    'unpdf',
    'age-encryption',
  ],
  site: [
    'astro/',
    '@astrojs/react',
    'react/',
    'react-dom/',
    '@tanstack/react-query',
    'uqr',
    'd3-scale',
    'hono/client',
    'zod/mini',
    'altcha-lib/',
    'age-encryption',
    'leaflet/',
  ],
  content: [],
}

/** Packages that know the host, besides everything under `node:`. */
const HOST_PACKAGES = ['@hono/node-server/', 'sharp', 'nodemailer/', 'wrangler', 'cloudflare:workers']
/** What the build makes, by the name package.json gives it. */
const BUILT = '#built/'
/** The only files that know the host. Under `db/`: programs, never what routes import. */
const KNOWS_HOST = [
  /^api\/(node|worker|env)\.ts$/,
  /^api\/senders\//,
  /^db\/(migrate|seed|seed-photos|publish|backup|restore|copy)\.ts$/,
  /^db\/backup\//,
  /^db\/drizzle\.config\.ts$/,
]

type Import = { specifier: string; typeOnly: boolean; line: number }

/** Everything wrong with a file's imports and exports, as `path:line: what`. */
export function importProblems(file: SourceFile): string[] {
  const drawer = DRAWERS.find((one) => file.path.startsWith(`${one}/`))
  if (!drawer) return []
  const code = file.path.endsWith('.astro') ? astroScript(file.text) : file.text
  const source = ts.createSourceFile(file.path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const said = importsOf(source).flatMap((one) => {
    const why = whyNotImport(file.path, drawer, one)
    return why ? [`${file.path}:${one.line}: ${why}`] : []
  })
  if (drawer === 'content')
    said.push(...(/\.(ts|js|mjs|tsx)$/.test(file.path) ? [`${file.path}:1: content holds data only`] : []))
  return [...said, ...exportProblems(file.path, source)]
}

function whyNotImport(path: string, drawer: Drawer, one: Import): string | undefined {
  const { specifier, typeOnly } = one
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    if (!target.startsWith(`${drawer}/`)) return `${specifier} leaves the drawer: use #drawer/`
    if (!posix.extname(target)) return `${specifier} has no extension`
    return undefined
  }
  if (specifier.startsWith(BUILT))
    return KNOWS_HOST.some((pattern) => pattern.test(path)) ? undefined : `${specifier} is what the host loads`
  if (specifier.startsWith('#')) {
    const other = DRAWERS.find((name) => specifier.startsWith(`#${name}/`))
    if (!other) return `${specifier} is no drawer`
    if (other === drawer) return `${specifier} is in the same drawer: use a relative path`
    if (!posix.extname(specifier)) return `${specifier} has no extension`
    if (drawer === 'site' && other === 'api')
      return typeOnly && path === 'site/client.ts' ? undefined : 'site sees only types of api, in site/client.ts alone'
    return MAY_OPEN[drawer].includes(other) ? undefined : `${drawer} may not open ${other}`
  }
  if (drawer === 'tests' || typeOnly) return undefined
  const hostly = specifier.startsWith('node:') || HOST_PACKAGES.some((name) => covers(name, specifier))
  if (hostly) return KNOWS_HOST.some((pattern) => pattern.test(path)) ? undefined : `${specifier} knows the host`
  if (/^(virtual|astro):/.test(specifier)) return drawer === 'site' ? undefined : `${specifier} is the site's`
  return PACKAGES[drawer].some((name) => covers(name, specifier)) ? undefined : `${drawer} may not use ${specifier}`
}

function covers(name: string, specifier: string): boolean {
  if (!name.endsWith('/')) return specifier === name
  return specifier === name.slice(0, -1) || specifier.startsWith(name)
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node, at: ts.Expression | undefined, typeOnly: boolean) => {
    if (at && ts.isStringLiteralLike(at))
      found.push({ specifier: at.text, typeOnly, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeOnly(node))
    if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], false)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      add(node, node.argument.literal, true)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly)
}

/** Frameworks that ask for a default export: their configuration files, Astro's renderer and the Worker's entry. */
const DEFAULT_EXPORT = [/\.config\.ts$/, /^api\/worker\.ts$/, /^site\/renderer\.ts$/]

function exportProblems(path: string, source: ts.SourceFile): string[] {
  const at = (node: ts.Node) => `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
  const said: string[] = []
  for (const node of source.statements) {
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) said.push(`${at(node)}: re-export (no barrels)`)
    const isDefault =
      ts.isExportAssignment(node) ||
      (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword))
    if (isDefault && !DEFAULT_EXPORT.some((pattern) => pattern.test(path))) said.push(`${at(node)}: default export`)
  }
  if (/(^|\/)(utils?|helpers?|index)\.(ts|tsx)$/.test(path) && !path.startsWith('site/pages/'))
    said.push(`${path}:1: a file is named after what it answers`)
  return said
}

/** Frontmatter and scripts of an Astro component, with the lines kept in place. */
function astroScript(text: string): string {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  const front = /^---\n([\s\S]*?)\n---/.exec(text)
  const head = front ? `   \n${front[1]}\n` : ''
  const rest = front ? text.slice(front[0].length) : text
  let body = ''
  let end = 0
  for (const script of rest.matchAll(/(<script[^>]*>)([\s\S]*?)(<\/script>)/g)) {
    const start = (script.index ?? 0) + (script[1]?.length ?? 0)
    body += blank(rest.slice(end, start)) + (script[2] ?? '')
    end = start + (script[2]?.length ?? 0)
  }
  return head + body + blank(rest.slice(end))
}
