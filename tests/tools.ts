import { spawnSync } from 'node:child_process'
import { findChromium, onPath } from './browser/chromium.ts'

const PACKAGES = ['chromium', 'fonts-noto-cjk', 'libimage-exiftool-perl']
/** What the long fault runs are made with, by the program that shows it is there. Only the gate asks for them. */
const FAULT_PACKAGES: Record<string, string> = {
  'mkfs.xfs': 'xfsprogs',
  strace: 'strace',
  zzuf: 'zzuf',
  slowhttptest: 'slowhttptest',
  faketime: 'faketime',
}

/**
 * Brings what npm cannot: a browser with Chinese fonts, and exiftool. Debian's packages when root, else Playwright's
 * own browser. `SKIP_BROWSER=1` leaves the browser tests out, and they are counted as skipped; so are fault runs
 * whose program is missing.
 * @returns what is still missing, as sentences; empty when all is there
 */
export function bringTools(withBrowser: boolean, withFaults: boolean): string[] {
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
  if (withFaults) bringFaultTools()
  const missing: string[] = []
  if (wantsBrowser && !findChromium())
    missing.push(
      'No Chromium: install one (Debian: chromium fonts-noto-cjk), name it in CHROMIUM_PATH, or set SKIP_BROWSER=1.',
    )
  if (!onPath('exiftool')) missing.push('No exiftool: install it (Debian: libimage-exiftool-perl).')
  return missing
}

function bringFaultTools(): void {
  const lacking = Object.entries(FAULT_PACKAGES).flatMap(([program, name]) => (onPath(program) ? [] : [name]))
  if (lacking.length === 0) return
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    say(`without ${lacking.join(', ')} some fault runs are skipped`)
    return
  }
  say(`installing ${lacking.join(', ')} with apt-get`)
  run('apt-get', ['update', '-q'])
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...lacking])
}

function say(text: string): void {
  process.stdout.write(`· ${text}\n`)
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
