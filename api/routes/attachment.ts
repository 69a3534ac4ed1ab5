import { Hono } from 'hono'
import { findAttachmentFile, findInspectionFile } from '#db/attachment.ts'
import { UniqueViolation } from '#db/engine.ts'
import { type Actor, mayRead } from '#domain/access.ts'
import { maySeeInspection } from '#domain/inspection.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe } from '../body.ts'
import type { App, Env } from '../env.ts'
import { readForm } from '../form.ts'
import { limitBody } from '../guards/body.ts'
import { requireWork, workRequired } from '../guards/work.ts'
import { PHOTOS_PER_TIP, storePhoto } from '../photo.ts'

const UPLOAD_BYTES = 10.5 * 1024 * 1024

/** Photos: in by anybody, out to the staff who handle the case, or made the inspection. */
export function attachmentRoutes(env: Env) {
  return new Hono<App>()
    .post(
      '/api/attachments',
      limitBody(() => UPLOAD_BYTES, 'attachment.too-large'),
      describe('上传一张照片', undefined, '201'),
      async (c) => {
        const now = env.now()
        const address = c.get('address')
        const over = await env.limits.isOver('photo', address, PHOTOS_PER_TIP * env.intakeLimit, now)
        const { photos, fields } = await readForm(c)
        const solved = over ? await requireWork(env, c.req.header('x-work'), now) : null
        const photo = await env.cleanPhoto(onlyPhoto(photos, fields))
        const stored = await storePhoto(env, photo, solved).catch(async (error) => {
          throw error instanceof UniqueViolation ? await workRequired(env, now) : error
        })
        await env.limits.count('photo', address, now)
        return c.json({ ok: true, ...stored }, 201)
      },
    )
    .get('/api/attachments/:id', describe('下载一张照片'), async (c) => {
      const key = await readableKey(c.req.param('id'), c.get('actor'))
      const bytes = key && (await env.store.get(key))
      if (!bytes) throw new Refusal('request.not-found')
      c.header('Content-Type', 'image/jpeg')
      c.header('Content-Disposition', `attachment; filename="${c.req.param('id')}.jpg"`)
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Content-Security-Policy', "default-src 'none'; sandbox")
      c.header('Cache-Control', 'private, no-store')
      return c.body(new Uint8Array(bytes))
    })

  /** Where a photo's bytes are, of a case or an inspection this person may see; null for everything else. */
  async function readableKey(id: string, actor: Actor): Promise<string | null> {
    const ofCase = await findAttachmentFile(env.db, id)
    if (ofCase) return ofCase.cases.some((one) => mayRead(actor, one)) ? ofCase.key : null
    const ofInspection = await findInspectionFile(env.db, id)
    return ofInspection && maySeeInspection(actor, ofInspection) ? ofInspection.key : null
  }
}

function onlyPhoto(photos: Uint8Array[], fields: Map<string, string[]>): Uint8Array {
  const problems = [...fields.keys()].map((name) => problem([name], 'unknown-key'))
  if (photos.length > 1) problems.push(problem(['photo'], 'too-many', { maximum: 1 }))
  const [photo] = photos
  if (!photo) problems.push(problem(['photo'], 'required'))
  if (problems.length > 0 || !photo) throw new Refusal('request.invalid', { problems })
  return photo
}
