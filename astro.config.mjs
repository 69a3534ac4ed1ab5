import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import react from '@astrojs/react'
import { defineConfig, passthroughImageService } from 'astro/config'

/** Pages that carry an island: their inline blocks are the only ones allowed, by hash. */
const SHELLS = ['/desk/', '/portal/', '/sign-in/']

const api = 'http://127.0.0.1:8787'

export default defineConfig({
  output: 'server',
  srcDir: './site',
  outDir: './dist',
  trailingSlash: 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  image: { service: passthroughImageService() },
  build: { assets: '_astro', inlineStylesheets: 'never' },
  adapter: entry(),
  integrations: [react(), commonStyles(), sampleLocals(), shellHashes()],
  vite: {
    resolve: { alias: { '@astrojs/react/server.js': fileURLToPath(new URL('./site/renderer.ts', import.meta.url)) } },
    build: { assetsInlineLimit: 0 },
    server: { proxy: { '/api': api, '/prefs': api } },
  },
})

/** The prebuilt server entry: one module, no host in it, exporting `render(request, locals)`. */
function entry() {
  const adapter = {
    name: 'jingtu',
    entrypointResolution: 'auto',
    serverEntrypoint: new URL('./site/entry.ts', import.meta.url),
    supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable', sharpImageService: 'unsupported' },
  }
  // The dev server runs in Node and must leave its own tools outside.
  const vite = { ssr: { noExternal: true, target: 'webworker' } }
  return {
    name: 'jingtu:entry',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => command === 'build' && updateConfig({ vite }),
      'astro:config:done': ({ setAdapter }) => setAdapter(adapter),
    },
  }
}

/** The common stylesheet comes first on every page, so that the order of layers is said before any component speaks. */
function commonStyles() {
  const setup = ({ injectScript }) => injectScript('page-ssr', "import '/site/styles/site.css'")
  return { name: 'jingtu:common-styles', hooks: { 'astro:config:setup': setup } }
}

/** `npm run dev` has no caller that loads records: a middleware puts samples where the caller would. */
function sampleLocals() {
  const middleware = { order: 'pre', entrypoint: new URL('./site/dev.ts', import.meta.url) }
  const setup = ({ command, addMiddleware }) => command === 'dev' && addMiddleware(middleware)
  return { name: 'jingtu:sample-locals', hooks: { 'astro:config:setup': setup } }
}

/** After the build: `csp.json` beside it, sha256 of every inline block of each shell page, for that page's header only. */
function shellHashes() {
  let out
  return {
    name: 'jingtu:shell-hashes',
    hooks: {
      'astro:config:done': ({ config }) => {
        out = config.outDir
      },
      'astro:build:done': async () => {
        const { render } = await import(new URL('server/entry.mjs', out).href)
        const bureau = JSON.parse(await readFile(new URL('./content/bureau.json', import.meta.url), 'utf8'))
        const frame = { bureau, demo: true, origin: 'http://localhost', asOf: bureau.dataVersion }
        const hashes = {}
        for (const path of SHELLS) {
          const answer = await render(new Request(`http://localhost${path}`), { frame })
          if (answer.status !== 200) throw new Error(`couldn't render ${path} to hash its blocks: ${answer.status}`)
          hashes[path] = inlineHashes(await answer.text())
        }
        await writeFile(new URL('csp.json', out), `${JSON.stringify(hashes, null, 2)}\n`)
      },
    },
  }
}

function inlineHashes(html) {
  const of = (tag) => [
    ...new Set(
      [...html.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(
        ([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
      ),
    ),
  ]
  return { script: of('script'), style: of('style') }
}
