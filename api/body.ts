import type { Context } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod/mini'
import { problemsOf } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'

/**
 * The JSON body as the schema promises it.
 * @throws Refusal `request.unreadable` when it is no JSON, `request.invalid` with all problems at once
 */
export async function readBody<S extends z.ZodMiniType>(
  c: Context,
  schema: S,
  wordOf?: (path: string) => string,
): Promise<z.infer<S>> {
  const text = await c.req.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Refusal('request.unreadable')
  }
  return readAs(schema, body, wordOf)
}

/** A value as the schema promises it; `request.invalid` with all problems at once otherwise. `wordOf` names its fields. */
export function readAs<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  wordOf?: (path: string) => string,
): z.infer<S> {
  const read = z.safeParse(schema, value)
  if (!read.success) throw new Refusal('request.invalid', { problems: problemsOf(read.error, value, wordOf) })
  return read.data
}

/** Everything wrong with a value, for what is told together with more. */
export function problemsIn(schema: z.ZodMiniType, value: unknown, wordOf?: (path: string) => string): Problem[] {
  const read = z.safeParse(schema, value)
  return read.success ? [] : problemsOf(read.error, value, wordOf)
}

/** Filters left empty by a form are not filters. */
export function present(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

const ErrorShape = z.object({
  ok: z.literal(false),
  code: z.string(),
  message: z.string(),
  problems: z.optional(
    z.array(z.object({ path: z.string(), code: z.string(), message: z.string(), line: z.optional(z.number()) })),
  ),
  request: z.string(),
})

/** Puts a route into the OpenAPI document: what it is for, its body, and the one error shape. */
export function describe(summary: string, body?: z.ZodMiniType, success = '200') {
  return describeRoute({
    summary,
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: resolver(body) } } } }),
    responses: {
      [success]: {
        description: 'ok',
        content: { 'application/json': { schema: resolver(z.looseObject({ ok: z.literal(true) })) } },
      },
      default: {
        description: 'no, in the one error shape',
        content: { 'application/json': { schema: resolver(ErrorShape) } },
      },
    },
  })
}
