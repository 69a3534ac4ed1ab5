import { ENTERPRISE_ROLES, type Role } from '#domain/access.ts'

/** Where each role works: who files at the portal, the bureau's own people at the desk. */
export type Home = '/desk/' | '/portal/'

export function homeOf(role: Role): Home {
  return (ENTERPRISE_ROLES as readonly Role[]).includes(role) ? '/portal/' : '/desk/'
}

/** Where to go after signing in: the page that was asked for while it is this role's own, else its home. */
export function placeFor(role: Role, asked: string | null): string {
  const home = homeOf(role)
  return asked?.startsWith(home) ? asked : home
}
