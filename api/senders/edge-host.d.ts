/** What the Worker's host and the build give by name; declared here because neither is a file of the checkout. */
declare module 'cloudflare:workers' {
  /** Lets a promise outlive the answer of the request it was begun in. */
  export function waitUntil(promise: Promise<unknown>): void
  export class DurableObject {
    constructor(state: DurableState, bindings: unknown)
    protected ctx: DurableState
  }
  export type DurableState = {
    storage: { getAlarm(): Promise<number | null>; setAlarm(at: number): Promise<void> }
  }
}

declare module '#built/server/entry.mjs' {
  export function render(request: Request, locals: import('#domain/page.ts').PageLocals): Promise<Response>
}

declare module '#built/csp.json' {
  const hashes: Record<string, { script: string[]; style: string[] }>
  export default hashes
}
