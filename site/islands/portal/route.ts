/** Where in the portal somebody is. It lives in the fragment, which no server sees. */
export type PortalRoute = { page: 'home' } | { page: 'filing'; id: string } | { page: 'unknown' }

export function readPortalRoute(hash: string): PortalRoute {
  const path = hash.replace(/^#/, '')
  const id = /^\/filings\/([\w-]+)$/.exec(path)?.[1]
  if (id) return { page: 'filing', id }
  return path === '' || path === '/' ? { page: 'home' } : { page: 'unknown' }
}

export const filingHash = (id: string): string => `#/filings/${id}`
