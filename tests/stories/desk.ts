import sharp from 'sharp'
import { expect } from 'vitest'
import type { Decision } from '#domain/case/state.ts'
import { aTip, type Opened, type Person } from '../setup.ts'

/** What the holder of a receipt keeps after filing. */
export type Filed = { id: string; reference: string; receipt: string; answer: Record<string, unknown> }

/** A resident files a tip; the case is found as the desk finds it, by its reference. */
export async function file(here: Opened, about: Record<string, unknown> = {}): Promise<Filed> {
  const { status, body } = await here.ask('POST', '/api/tips', aTip(about))
  expect(status, JSON.stringify(body)).toBe(201)
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  return { id: list.items[0].id, reference: body.reference, receipt: body.receipt, answer: body }
}

/** A member of the cast decides on the version that is there now; the whole answer comes back. */
export async function tries(here: Opened, who: Person, id: string, decision: Decision, about: object = {}) {
  const { body: seen } = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))
  return here.ask('POST', `/api/cases/${id}/${decision}`, { version: seen.case.version, ...about }, await here.as(who))
}

/** The same, when it must work: the state it leads to. */
export async function does(here: Opened, who: Person, id: string, decision: Decision, about: object = {}) {
  const { status, body } = await tries(here, who, id, decision, about)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.state as string
}

/** What the resident sees with the receipt, written as people write it. */
export async function status(here: Opened, receipt: string) {
  const { status, body } = await here.ask('POST', '/api/tips/status', { receipt: receipt.toLowerCase() })
  expect(status).toBe(200)
  return body
}

/** A case as the clerk sees it. */
export async function caseOf(here: Opened, id: string) {
  return (await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))).body
}

/** A photo as a telephone takes it: position, camera and a thumbnail's worth of traces inside. */
export async function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 320, height: 240, channels: 3, background: '#8a6d3b' } })
    .withExif({
      IFD0: { Make: 'Tattletale', Model: 'T-1', Software: 'canary-camera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 45/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 33/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

/** Uploads a photo and gives its id, to be named in a tip or a message. */
export async function upload(here: Opened, photo: Buffer): Promise<string> {
  const form = new FormData()
  form.append('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'IMG_0001.jpg')
  const { status, body } = await here.ask('POST', '/api/attachments', form)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
