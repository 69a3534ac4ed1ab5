import type { Problem } from '#domain/refusal.ts'
import { solve, type WorkChallenge, type Workplace } from './work.ts'

export type Accepted = {
  reference: string
  receipt: string
  acknowledgeBy: { on: string; article: string; provisional: boolean }
  outOfDistrict?: { body: string; phone?: string }
  emergency?: boolean
  promise?: string
}
export type Answer<T> =
  | { is: 'done'; body: T }
  | { is: 'refused'; message: string; problems: Problem[] }
  | { is: 'cannot-work' }

/** One attempt: status 0 when nothing came back. */
type Attempt = (work: string | null) => Promise<{ status: number; body: unknown }>

const MOST_WORK = 3
const UNREACHABLE = '没有连上服务器。填写的内容都还在，请检查网络后再按一次；重复提交不会变成两件。'

/** Sends, does the work a 428 asks for, and sends again. */
export async function sendWithWork<T>(attempt: Attempt, place: Workplace): Promise<Answer<T>> {
  let work: string | null = null
  for (let tries = 0; ; tries += 1) {
    const { status, body } = await attempt(work)
    if (status >= 200 && status < 300) return { is: 'done', body: body as T }
    const said = body as { message?: string; problems?: Problem[]; challenge?: WorkChallenge } | null
    if (status !== 428 || !said?.challenge || tries === MOST_WORK)
      return { is: 'refused', message: said?.message ?? UNREACHABLE, problems: said?.problems ?? [] }
    work = await solve(said.challenge, place).catch(() => null)
    if (work === null) return { is: 'cannot-work' }
  }
}

/** Posts a tip. The same body under the same key is the same tip, however often it is sent. */
export function sendTip(body: string, key: string, place: Workplace): Promise<Answer<Accepted>> {
  return sendWithWork(async (work) => {
    const headers = { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': key }
    const answer = await fetch('/api/tips', {
      method: 'POST',
      headers: work ? { ...headers, 'x-work': work } : headers,
      body,
    }).catch(() => null)
    return { status: answer?.status ?? 0, body: (await answer?.json().catch(() => null)) ?? null }
  }, place)
}

/** Posts one photo; `progress` gets 0 to 1. XMLHttpRequest, because fetch tells no upload progress. */
export function sendPhoto(
  photo: Blob,
  progress: (done: number) => void,
  place: Workplace,
): Promise<Answer<{ id: string }>> {
  const attempt: Attempt = (work) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest()
      const form = new FormData()
      form.append('photo', photo, 'photo')
      request.open('POST', '/api/attachments')
      request.responseType = 'json'
      request.setRequestHeader('accept', 'application/json')
      if (work) request.setRequestHeader('x-work', work)
      request.upload.addEventListener('progress', (event) => progress(event.total ? event.loaded / event.total : 0))
      request.addEventListener('loadend', () => resolve({ status: request.status, body: request.response }))
      request.send(form)
    })
  return sendWithWork(attempt, place)
}

/** 128 random bits in hexadecimal. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
