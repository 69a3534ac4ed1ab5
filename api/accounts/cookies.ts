/** Headers with nothing but our cookies of these names: address, agent and the rest never reach better-auth. */
export function only(headers: Headers, ...names: string[]): Headers {
  const kept = (headers.get('cookie') ?? '')
    .split(/;\s*/)
    .filter((cookie) => names.some((name) => new RegExp(`^(__Secure-)?jingtu\\.${name}=`).test(cookie)))
  return new Headers(kept.length > 0 ? { cookie: kept.join('; ') } : {})
}

/** The cookies an answer of better-auth sets. */
export function cookiesOf(headers: Headers | null | undefined): string[] {
  return headers?.getSetCookie() ?? []
}
