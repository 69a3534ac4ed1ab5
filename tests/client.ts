import type { Person } from './setup.ts'

/** A server elsewhere, asked as the app in this process is asked (`ask`, `as` of `tests/setup.ts`). */
export function client(url: string) {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const json = body !== undefined && !(body instanceof FormData) && typeof body !== 'string'
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as string | FormData) }),
    })
    const text = await response.clone().text()
    const type = response.headers.get('content-type') ?? ''
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    const data: any = type.includes('json') ? JSON.parse(text) : text
    return { status: response.status, body: data, headers: response.headers, response }
  }
  /** Headers of a signed-in member of the demo's cast. */
  const as = async (person: Person): Promise<Record<string, string>> => {
    const { status, headers } = await ask('POST', '/api/auth/demo', { as: person }, { origin: url })
    if (status !== 200) throw new Error(`couldn't sign in as ${person}: ${status}`)
    const cookies = headers.getSetCookie().map((one) => one.split(';')[0])
    return { cookie: cookies.join('; '), origin: url }
  }
  return { ask, as }
}
