import { spawnSync } from 'node:child_process'
import { findChromium, onPath } from './browser/chromium.ts'

const PACKAGES = ['chromium', 'fonts-noto-cjk', 'libimage-exiftool-perl']

/**
 * Brings what npm cannot: a browser with Chinese fonts, and exiftool. Debian's packages when root, else Playwright's
 * own browser. `SKIP_BROWSER=1` leaves the browser tests out, and they are counted as skipped.
 * @returns what is still missing, as sentences; empty when all is there
 */
export function bringTools(withBrowser: boolean): string[] {
  const wantsBrowser = withBrowser && process.env.SKIP_BROWSER !== '1'
  const lacks = () => (wantsBrowser && !findChromium()) || !onPath('exiftool')
  if (lacks() && process.getuid?.() === 0 && onPath('apt-get')) {
    say(`installing ${PACKAGES.join(', ')} with apt-get`)
    run('apt-get', ['update', '-q'])
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES])
  }
  if (wantsBrowser && !findChromium()) {
    say('installing Chromium with Playwright')
    run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
  }
  const missing: string[] = []
  if (wantsBrowser && !findChromium())
    missing.push(
      'No Chromium: install one (Debian: chromium fonts-noto-cjk), name it in CHROMIUM_PATH, or set SKIP_BROWSER=1.',
    )
  if (!onPath('exiftool')) missing.push('No exiftool: install it (Debian: libimage-exiftool-perl).')
  return missing
}

function say(text: string): void {
  process.stdout.write(`· ${text}\n`)
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
