import { Hono } from 'hono'
import * as z from 'zod/mini'
import { GuardFailed, UniqueViolation } from '#db/engine.ts'
import { addGrid, changeGrid, findGrid, listGrids } from '#db/grid.ts'
import { currentStreets } from '#domain/bureau.ts'
import { dayOf } from '#domain/clock.ts'
import { GridInput } from '#domain/grid.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'

const GridChange = z.strictObject({ version: z.int(), grid: GridInput })

/** Streets and their grids: who looks after which blocks. Changed by heads and administrators, each change a version. */
export function gridRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/grids', describe('网格'), async (c) => c.json({ ok: true, items: await listGrids(db) }))
    .post('/api/grids', describe('新增网格', GridInput, '201'), async (c) => {
      const input = await readBody(c, GridInput)
      refuseUnknownStreet(env, input.street)
      const id = uuidOf(env.random(16))
      await saved(db.write(addGrid(id, input, c.get('actor').id, env.now())))
      return c.json({ ok: true, id, version: 1 }, 201)
    })
    .put('/api/grids/:id', describe('修改网格', GridChange), async (c) => {
      const there = await findGrid(db, c.req.param('id'))
      if (!there) throw new Refusal('grid.not-found')
      const { version, grid } = await readBody(c, GridChange)
      refuseUnknownStreet(env, grid.street)
      await saved(db.write(changeGrid({ ...there, version }, grid, c.get('actor').id, env.now())))
      return c.json({ ok: true, version: version + 1 })
    })
}

function refuseUnknownStreet({ bureau, now }: Env, street: string): void {
  if (currentStreets(bureau, dayOf(now())).some((one) => one.code === street)) return
  throw new Refusal('request.invalid', { problems: [problem(['street'], 'not-in-list')] })
}

async function saved(writing: Promise<unknown>): Promise<void> {
  try {
    await writing
  } catch (error) {
    if (error instanceof GuardFailed) throw new Refusal('grid.moved-first')
    // The event's place in the history is taken where somebody was faster, else the code is.
    if (error instanceof UniqueViolation)
      throw new Refusal(error.message.includes('events') ? 'grid.moved-first' : 'grid.taken')
    throw error
  }
}
