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
  /** `isSettled`: the server said no, so nothing was stored; else it may have been. */
  | { is: 'refused'; code: string; message: string; problems: Problem[]; isSettled: boolean }
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
    const said = body as { code?: string; message?: string; problems?: Problem[]; challenge?: WorkChallenge } | null
    if (status !== 428 || !said?.challenge || tries === MOST_WORK)
      return {
        is: 'refused',
        code: said?.code ?? '',
        message: said?.message ?? UNREACHABLE,
        problems: said?.problems ?? [],
        isSettled: status >= 400 && status < 500,
      }
    work = await solve(said.challenge, place).catch(() => null)
    if (work === null) return { is: 'cannot-work' }
  }
}

/** What was sent under one key and not answered yet: any of these bodies may be the tip that got through. */
export type Sending = { key: string; bodies: string[] }

/**
 * Sends a tip so that it cannot become two. While an earlier attempt was never answered its key is used again: where the
 * server has a tip under it in other words, that is the one (`isEarlier`), and its receipt is asked for.
 */
export async function sendOnce(
  { key, bodies }: Sending,
  place: Workplace,
): Promise<{ answer: Answer<Accepted>; isEarlier: boolean }> {
  const [newest = '', ...earlier] = [...bodies].reverse()
  const answer = await sendTip(newest, key, place)
  if (answer.is !== 'refused' || answer.code !== 'request.idempotency-key-reused') return { answer, isEarlier: false }
  for (const body of earlier) {
    const before = await sendTip(body, key, place)
    if (before.is !== 'refused' || before.code !== answer.code) return { answer: before, isEarlier: true }
  }
  return { answer, isEarlier: false }
}

/** Posts a tip. The same body under the same key is the same tip, however often it is sent. */
function sendTip(body: string, key: string, place: Workplace): Promise<Answer<Accepted>> {
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
