import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { smtpSender } from '#api/senders/smtp.ts'
import { countNotices } from '#db/outbox.ts'
import { openApp } from '../setup.ts'
import { length } from './length.ts'
import { newTip } from './load.ts'
import { type Mode, openMailServer } from './mail-server.ts'

/** Notices that come while the mail server is away: 60 in `npm test`, 2,000 in `npm run test:gate`. */
const EVENTS = length(60, 2_000)
const LIMIT_MS = EVENTS * 200 + 60_000
const OUTAGE: readonly Mode[] = ['refuses', 'hangs', 'never', 'later', 'dies', 'refuses']
/** One mail that was taken without a word is sent again: one for each time the server dies. */
const DEATHS = OUTAGE.filter((mode) => mode === 'dies').length

/** Lives through an outage of every kind, then through the time after it; what arrived, and how intake fared. */
async function throughOutage(events: number, forgetful = false) {
  const server = await openMailServer()
  const send = smtpSender(server.url, '净土 <noreply@bureau.invalid>')
  const sendMail: typeof send = forgetful ? (mail) => send(mail).catch(() => {}) : send
  const start = Date.parse('2026-09-14T08:00:00+08:00')
  const here = await openApp({ sendMail, intakeLimit: 1_000_000 })
  let minute = 0
  const later = (minutes: number) => {
    minute += minutes
    here.at(new Date(start + minute * 60_000).toISOString())
  }
  later(0)
  /** One resident with an address, whose case is accepted: one notice. */
  const event = async (clerk: Record<string, string>) => {
    const tip = JSON.parse(newTip().body)
    tip.reporter.notify = { email: 'resident@example.invalid' }
    const filed = await here.ask('POST', '/api/tips', tip)
    const { rows } = await here.db.query('SELECT case_id FROM tips WHERE reference = ?', [filed.body.reference])
    const done = await here.ask('POST', `/api/cases/${rows[0]?.case_id}/acceptance`, { version: 1 }, clerk)
    return [filed.status, done.status]
  }
  const answers = new Set<number>()
  for (const mode of OUTAGE) {
    await server.become(mode)
    const clerk = await here.as('qian')
    const draining = drainOutbox(here.env)
    // Intake goes on while the mail server is whatever it is.
    for (let n = 0; n < events / OUTAGE.length; n++) for (const status of await event(clerk)) answers.add(status)
    if (mode === 'hangs') {
      const hanging = drainOutbox(here.env)
      while (server.open() === 0) await pause(5)
      answers.add((await here.ask('POST', '/api/tips', JSON.parse(newTip().body))).status)
      // Its patience is ten seconds; the test has less.
      await server.become('refuses')
      await hanging
    }
    await draining
    if (mode === 'dies') await drainOutbox(here.env)
    later(10)
    await drainOutbox(here.env)
    later(10)
  }
  await server.become('fine')
  const began = performance.now()
  let rounds = 0
  for (; rounds < 200; rounds++) {
    later(60)
    await drainOutbox(here.env)
    const { waiting = 0, leased = 0 } = await countNotices(here.db)
    if (waiting + leased === 0) break
  }
  const seconds = (performance.now() - began) / 1000
  await server.stop()
  const states = await countNotices(here.db)
  const wanted = Object.values(states).reduce((sum, count) => sum + count, 0)
  const distinct = new Set(server.taken).size
  return {
    wanted,
    states,
    answers,
    lost: wanted - distinct,
    doubled: server.taken.length - distinct,
    perSecond: distinct / seconds,
  }
}

test(`a mail server that refuses, hangs, fails and dies: of ${EVENTS} notices none is lost, and intake does not wait for it`, {
  timeout: LIMIT_MS,
}, async () => {
  const { wanted, states, answers, lost, doubled, perSecond } = await throughOutage(EVENTS)
  console.log(
    `${wanted} notices through an outage: ${lost} lost, ${doubled} sent twice (under one Message-ID); the rest went out at ${Math.round(perSecond)} a second`,
  )
  expect(wanted).toBeGreaterThanOrEqual(EVENTS)
  expect([...answers].sort()).toEqual([200, 201])
  expect(states).toEqual({ sent: wanted })
  expect(lost).toBe(0)
  expect(doubled).toBeLessThanOrEqual(DEATHS)
})

test('the control, which sends and forgets, loses notices and is seen to', { timeout: LIMIT_MS }, async () => {
  const { lost } = await throughOutage(12, true)
  console.log(`control: ${lost} notices lost`)
  expect(lost).toBeGreaterThan(0)
})
