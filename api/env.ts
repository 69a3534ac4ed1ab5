import type { Context } from 'hono'
import type { Db } from '#db/engine.ts'
import type { Actor } from '#domain/access.ts'
import type { Bureau } from '#domain/bureau.ts'
import type { LogStanding } from '#domain/log/standing.ts'
import type { Render } from '#domain/page.ts'
import type { Box } from '#domain/tip/redaction.ts'
import type { Accounts } from './accounts.ts'
import type { CaseFeed } from './case-feed.ts'

/** A photo that carries nothing but its picture. */
export type CleanPhoto = { bytes: Uint8Array; sha256: string; width: number; height: number }

/** Where photo bytes live, by random key. `put` returns after the bytes are durable. */
export type PhotoStore = {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | null>
  remove(key: string): Promise<void>
}

/** Buckets of an hour or a day in memory; nothing about an address survives (keyed, folded, forgotten). Neither call ever throws. */
export type RateLimits = {
  /** True when this address has used up `limit` in the class within its hour or day. Does not count. */
  isOver(kind: RateKind, address: string, limit: number, now: Date): Promise<boolean>
  count(kind: RateKind, address: string, now: Date): Promise<void>
}
/** `mail`, `follow-mail`: an address of mail, by the day; the others count whoever asks, by the hour. */
export type RateKind = 'tip' | 'photo' | 'similar' | 'sign-in' | 'follow' | 'mail' | 'follow-mail'

export type Mail = { to: string; subject: string; text: string; messageId: string; headers?: Record<string, string> }

/** 32-byte keys, each for one purpose, from `DATA_DIR/keys` (0600). */
export type Secrets = {
  receipt: Uint8Array
  pepper: Uint8Array
  mail: Uint8Array
  work: Uint8Array
  session: Uint8Array
}

/** Map tiles of a licensed provider; null for what it does not have. Knows nothing of who asks. */
export type TileSource = {
  /** Whose map it is, with its 审图号. */
  attribution: string
  /** What its grid is drawn in: CGCS2000 counts as WGS84. */
  crs: 'WGS84' | 'GCJ02'
  tile(z: number, x: number, y: number): Promise<{ bytes: Uint8Array; type: string } | null>
}

export type Turnstile = { siteKey: string; secret: string; verifyUrl: string }

/** All that differs between hosts and tests. Nothing else in `api` knows where it runs. */
export type Env = {
  /** In force now: read from here each time, never kept. */
  bureau: Bureau
  demo: boolean
  origin: string
  db: Db
  secrets: Secrets
  now(): Date
  random(length: number): Uint8Array
  render: Render
  cleanPhoto(bytes: Uint8Array): Promise<CleanPhoto>
  /** A photo of ours with black boxes burnt in, written anew; null where the host cannot. */
  burnBoxes: ((photo: Uint8Array, boxes: readonly Box[]) => Promise<CleanPhoto>) | null
  /** The words of a PDF, or why it is none (`Refusal`). */
  textOfPdf(bytes: Uint8Array): Promise<string>
  store: PhotoStore
  limits: RateLimits
  /** New tips per hour and bucket before proof of work. */
  intakeLimit: number
  turnstile: Turnstile | null
  /** Key under which programs of ours sign what they hand in; null: nothing is taken from any. */
  webhookSecret: Uint8Array | null
  /** null: the form's map has no tiles. */
  tiles: TileSource | null
  /** CSP hashes of inline blocks per shell page (`/desk/` …), from the build. */
  csp: Record<string, { script: string[]; style: string[] }>
  accounts: Accounts
  /** null: mails wait in the database. */
  sendMail: ((mail: Mail) => Promise<void>) | null
  /** Which cases change, for desks that are open; null where no answer may last: the desk asks by itself then. */
  caseFeed: CaseFeed | null
  /** Wakes the outbox after a commit; never throws. */
  wake(): void
  /**
   * Brings what was published since to its pages and files. Resolves when it stands at its addresses, on disk (what only
   * counts it follows); at once when there is nothing new. A failure is logged, never thrown: what was decided stands, and the next replay makes up for it.
   */
  replay(): Promise<void>
  /** Reads the bureau anew after a change of it took effect, and has every page made anew; those follow. */
  renewBureau(): Promise<void>
  /** A file of the public log by its path below `/log/`, e.g. `checkpoint`, `tile/0/000.p/5`; null when there is none. */
  logFiles(path: string): Promise<Uint8Array | null>
  /** Whether the log goes on, and why not. */
  logStanding(): Promise<LogStanding>
  /** The signed note over a promise (`promiseBody`). null: no key for promises here, and none are made. */
  signPromise: ((body: string) => Promise<string>) | null
  /** Which key signs promises for the log of an origin (the first line of its checkpoints). */
  promiseVkey: ((origin: string) => Promise<string>) | null
  /** Published pages and assets, where the host has them; null when the path is not one. */
  serve?: (c: Context<App>) => Promise<Response | null>
  /** Which parts are not ready yet; empty when all are. */
  unready(): Promise<string[]>
  log(line: LogLine): void
}

/** The closed list of what may be logged: no address, no agent, no text, no receipt. */
export type LogLine = {
  minute: string
  route: string
  method: string
  status: number
  ms: '<10' | '<100' | '<1000' | '>=1000'
  request: string
  fault?: string
}

/** What middleware leaves for handlers. */
export type Variables = { actor: Actor; request: string; address: string }
export type App = { Bindings: { address?: string }; Variables: Variables }
