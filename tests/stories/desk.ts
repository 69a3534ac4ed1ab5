import { expect } from 'vitest'
import type { Decision } from '#domain/case/state.ts'
import { aTip, type Opened, type Person } from '../setup.ts'

/** The app in this process, or a server elsewhere (`tests/client.ts`). */
type Here = Pick<Opened, 'ask' | 'as'>

/** What the holder of a receipt keeps after filing. */
export type Filed = { id: string; reference: string; receipt: string; answer: Record<string, unknown> }

/** A resident files a tip; the case is found as the desk finds it, by its reference. */
export async function file(here: Here, about: Record<string, unknown> = {}): Promise<Filed> {
  const { status, body } = await here.ask('POST', '/api/tips', aTip(about))
  expect(status, JSON.stringify(body)).toBe(201)
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  return { id: list.items[0].id, reference: body.reference, receipt: body.receipt, answer: body }
}

/** A member of the cast decides on the version that is there now; the whole answer comes back. */
export async function tries(here: Here, who: Person, id: string, decision: Decision, about: object = {}) {
  const { body: seen } = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))
  return here.ask('POST', `/api/cases/${id}/${decision}`, { version: seen.case.version, ...about }, await here.as(who))
}

/** The same, when it must work: the state it leads to. */
export async function does(here: Here, who: Person, id: string, decision: Decision, about: object = {}) {
  const { status, body } = await tries(here, who, id, decision, about)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.state as string
}

/** What the resident sees with the receipt, written as people write it. */
export async function status(here: Here, receipt: string) {
  const { status, body } = await here.ask('POST', '/api/tips/status', { receipt: receipt.toLowerCase() })
  expect(status).toBe(200)
  return body
}

/** A case as the clerk sees it. */
export async function caseOf(here: Here, id: string) {
  return (await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))).body
}

/** Uploads a photo and gives its id, to be named in a tip or a message. */
export async function upload(here: Here, photo: Uint8Array): Promise<string> {
  const form = new FormData()
  form.append('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'IMG_0001.jpg')
  const { status, body } = await here.ask('POST', '/api/attachments', form)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}

/** A case on its way: accepted, given to the street office of 西流湖, looked into. */
export async function investigated(here: Here, about: Record<string, unknown> = {}): Promise<Filed> {
  const tip = await file(here, about)
  await does(here, 'qian', tip.id, 'acceptance')
  await does(here, 'sun', tip.id, 'assignment', { to: '410102011' })
  await does(here, 'li', tip.id, 'investigation', { findings: '现场查看。', on: '2026-09-14' })
  return tip
}

/** And answered: proposed, closed by 赵审批, replied to. */
export async function answered(here: Here, about: Record<string, unknown> = {}): Promise<Filed> {
  const tip = await investigated(here, about)
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'qian', tip.id, 'reply', { text: '经查属实，已清运。' })
  return tip
}

/** The end of one running limit of a case. */
export async function dueBy(here: Here, id: string, step: string): Promise<string | undefined> {
  return (await caseOf(here, id)).case.clocks.find((one: { step: string }) => one.step === step)?.by
}

/** Why somebody may not make a move, as the desk shows it; undefined when they may. */
export async function closedTo(here: Here, who: Person, id: string, decision: Decision): Promise<string | undefined> {
  const { body } = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as(who))
  return body.moves.find((one: { name: string }) => one.name === decision)?.whyNot?.code
}

/** Changes a receipt that a clerk has seen, as its holder does at first use: the new one. */
export async function changed(here: Pick<Here, 'ask'>, receipt: string): Promise<string> {
  const { body: offered } = await here.ask('POST', '/api/tips/status', { receipt })
  expect(offered.code, JSON.stringify(offered)).toBe('tip.receipt-first-use')
  const { nonce } = offered.change
  const { status, body } = await here.ask('POST', '/api/tips/receipt', { receipt, nonce })
  expect([status, body.receipt]).toEqual([200, offered.change.receipt])
  return body.receipt
}
