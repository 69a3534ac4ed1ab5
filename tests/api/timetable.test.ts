import { expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { startTimetable, timetable } from '#api/jobs/timetable.ts'
import { aTip, openApp } from '../setup.ts'

test('the timetable runs the nightly jobs once a night, ten minutes in, and the outbox whenever it is woken', async () => {
  const { env, at } = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const ran: string[] = []
  const ranIt = (name: string) => async () => ran.push(name)
  const names = { replay: 'replay', night: 'publish', tables: 'tables', duty: 'duty', log: 'log', check: 'log-check' }
  const publisher = {
    replay: ranIt(names.replay),
    night: ranIt(names.night),
    tables: ranIt(names.tables),
    duty: ranIt(names.duty),
    log: ranIt(names.log),
    check: ranIt(names.check),
  }
  const jobs = timetable(publisher).map((job) =>
    Object.values<string>(names).includes(job.name) ? job : { ...job, run: ranIt(job.name) },
  )
  const running = startTimetable(env, jobs)
  const settle = () => new Promise((resolve) => setTimeout(resolve, 30))
  await settle()
  expect(ran.splice(0)).toEqual([
    'escalation',
    'digest',
    'release',
    'follows',
    'outbox',
    'figures',
    'replay',
    'tables',
    'duty',
    'log',
    'publish',
    'log-check',
    'sweep',
    'ties',
    'purge',
  ])
  running.wake()
  await settle()
  expect(ran.splice(0)).toEqual([
    'escalation',
    'digest',
    'release',
    'follows',
    'outbox',
    'replay',
    'tables',
    'duty',
    'log',
  ])
  at('2026-09-15T00:09:00+08:00')
  running.wake()
  await settle()
  expect(ran.splice(0)).toEqual([
    'escalation',
    'digest',
    'release',
    'follows',
    'outbox',
    'replay',
    'tables',
    'duty',
    'log',
  ])
  at('2026-09-15T00:10:00+08:00')
  running.wake()
  await settle()
  expect(ran.splice(0)).toEqual([
    'escalation',
    'digest',
    'release',
    'follows',
    'outbox',
    'figures',
    'replay',
    'tables',
    'duty',
    'log',
    'publish',
    'log-check',
    'sweep',
    'ties',
    'purge',
  ])
  await running.stop()
  running.wake()
  await settle()
  expect(ran).toEqual([])
})

test('a job that fails is named in the log by its kind alone, and the others run', async () => {
  const { env, logs } = await openApp()
  const ran: string[] = []
  const running = startTimetable(env, [
    { name: 'publish', when: 'nightly', run: async () => Promise.reject(new TypeError('a resident wrote this')) },
    { name: 'purge', when: 'nightly', run: async () => ran.push('purge') },
  ])
  await new Promise((resolve) => setTimeout(resolve, 30))
  await running.stop()
  expect(ran).toEqual(['purge'])
  expect(logs.filter((line) => line.route === 'job:publish')).toMatchObject([{ fault: 'TypeError' }])
  expect(JSON.stringify(logs)).not.toContain('resident')
})

test('what is kept for a day is forgotten after it', async () => {
  const { env, db, at, ask } = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const key = { 'idempotency-key': 'abcdefghijklmnopqrstuvwxyz' }
  expect((await ask('POST', '/api/tips', aTip(), key)).status).toBe(201)
  const kept = async () => Number((await db.query('SELECT count(*) AS n FROM idempotency_keys')).rows[0]?.n)
  at('2026-09-15T23:00:00+08:00')
  await purge(env)
  expect(await kept()).toBe(1)
  at('2026-09-16T00:10:00+08:00')
  await purge(env)
  expect(await kept()).toBe(0)
})
