import { createHash, randomBytes } from 'node:crypto'

/** What a resident who got a 201 keeps, written down outside the server. */
export type Acknowledged = { key: string; body: string; reference: string; receipt: string; photo: string | null }

/** The truth of a run: what was acknowledged, and what was sent and never answered. */
export type Ledger = { acknowledged: Acknowledged[]; open: { key: string; body: string; photo: string | null }[] }

let serial = 0

/** A tip like no other, so that none joins another's case by chance. */
export function newTip(attachments: string[] = []): { key: string; body: string } {
  serial += 1
  const body = {
    kinds: ['solid_waste'],
    behaviours: ['industrial_waste_dumping'],
    description: `第${serial}号：货车在河堤边倾倒固体废物，${randomBytes(6).toString('hex')}。`,
    place: { address: `西流湖街道某路${serial}号`, street: '410102011' },
    reporter: { mode: 'anonymous' },
    ...(attachments.length > 0 && { attachments }),
  }
  return { key: randomBytes(24).toString('base64url'), body: JSON.stringify(body) }
}

/**
 * Posts a tip under its key. Only an answer read to its end counts.
 * @returns what was acknowledged; null when the server went away or refused
 */
export async function post(url: string, { key, body }: { key: string; body: string }) {
  try {
    const response = await fetch(`${url}/api/tips`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body,
    })
    const text = await response.text()
    if (response.status !== 201) return { status: response.status, answer: null }
    return { status: 201, answer: JSON.parse(text) as { reference: string; receipt: string } }
  } catch {
    return { status: 0, answer: null }
  }
}

/** Uploads a photo; its id and the digest the server named, or null. */
export async function uploadPhoto(
  url: string,
  photo: Uint8Array<ArrayBuffer>,
): Promise<{ id: string; sha256: string } | null> {
  const form = new FormData()
  form.append('photo', new Blob([photo], { type: 'image/jpeg' }), 'p.jpg')
  try {
    const response = await fetch(`${url}/api/attachments`, { method: 'POST', body: form })
    const text = await response.text()
    return response.status === 201 ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** Files tips one after another until told to stop; everything goes into the ledger. */
export async function resident(url: string, ledger: Ledger, stopped: () => boolean, photo?: Uint8Array<ArrayBuffer>) {
  while (!stopped()) {
    const uploaded = photo ? await uploadPhoto(url, photo) : null
    if (photo && !uploaded) return
    const tip = { ...newTip(uploaded ? [uploaded.id] : []), photo: uploaded?.sha256 ?? null }
    const { answer } = await post(url, tip)
    if (answer) ledger.acknowledged.push({ ...tip, ...answer })
    else ledger.open.push(tip)
    if (!answer) return
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
