import type { Challenge } from 'altcha-lib/types'
import type { TurnstileObject } from 'turnstile-types'

/** What a 428 asks for. */
export type WorkChallenge = ({ kind: 'altcha' } & Challenge) | { kind: 'turnstile'; siteKey: string }
/** Where progress is told and where a widget may stand. */
export type Workplace = { say(text: string): void; widget: HTMLElement }

/** Where the widget cannot be reached it often never answers; then the slow lane is quicker. */
const PATIENCE_MS = 8000
const TURNSTILE_URL = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'

/**
 * Does the work and gives the value of `X-Work`.
 * @throws Error when this browser cannot (no secure context, widget out of reach): the plain form's slow lane remains
 */
export function solve(challenge: WorkChallenge, place: Workplace): Promise<string> {
  return challenge.kind === 'turnstile' ? solveTurnstile(challenge.siteKey, place) : solveAltcha(challenge, place)
}

async function solveAltcha({ parameters, signature }: Challenge, { say }: Workplace): Promise<string> {
  say('这会儿举报较多，您的设备正在做一道小算题，大约几秒，不用做什么。')
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([
    import('altcha-lib'),
    import('altcha-lib/algorithms/web/pbkdf2'),
  ])
  const challenge = { parameters, ...(signature && { signature }) }
  const solution = await solveChallenge({ challenge, deriveKey })
  if (!solution) throw new Error('no solution')
  return btoa(JSON.stringify({ challenge, solution }))
}

async function solveTurnstile(sitekey: string, { say, widget }: Workplace): Promise<string> {
  say('请完成下面的人机验证，然后会自动提交。')
  const turnstile = await loadTurnstile()
  return new Promise((resolve, reject) => {
    const id = turnstile.render(widget, {
      sitekey,
      language: 'zh-cn',
      callback: (token) => {
        if (id) turnstile.remove(id)
        resolve(`turnstile:${token}`)
      },
      'error-callback': () => reject(new Error('turnstile failed')),
    })
  })
}

function loadTurnstile(): Promise<TurnstileObject> {
  const loaded = () => (globalThis as { turnstile?: TurnstileObject }).turnstile
  const ready = loaded()
  if (ready) return Promise.resolve(ready)
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    const give = () => {
      const turnstile = loaded()
      if (turnstile) resolve(turnstile)
      else reject(new Error('turnstile did not start'))
    }
    script.src = TURNSTILE_URL
    script.addEventListener('load', give)
    script.addEventListener('error', () => reject(new Error('turnstile is out of reach')))
    setTimeout(() => reject(new Error('turnstile is out of reach')), PATIENCE_MS)
    document.head.append(script)
  })
}
