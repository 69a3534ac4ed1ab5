/** A bucket of whole objects (R2). `put` resolves once the object is durable and everybody reads it. */
export type Bucket = {
  get(key: string): Promise<StoredObject | null>
  head(key: string): Promise<object | null>
  put(key: string, bytes: Uint8Array, options?: { httpMetadata?: { contentType: string } }): Promise<unknown>
  delete(key: string): Promise<void>
}

type StoredObject = {
  size: number
  checksums: { sha256?: ArrayBuffer }
  body: ReadableStream<Uint8Array<ArrayBuffer>>
  arrayBuffer(): Promise<ArrayBuffer>
}

/** What `wrangler.toml` binds, and beside it variables and secrets by name. */
export type Bindings = {
  /** `_astro/` of the build this Worker was bundled with. */
  ASSETS: { fetch(url: string): Promise<Response> }
  /** Published files, put there by the build machine. */
  SITE: Bucket
  /** Photos and report files, by random key. */
  FILES: Bucket
  /** Wakes the outbox; the messages say nothing. */
  OUTBOX: { send(message: object): Promise<unknown> }
  LIMITS: { idFromName(name: string): unknown; get(id: unknown): unknown }
} & Record<string, unknown>
