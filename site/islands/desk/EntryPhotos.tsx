import { useState } from 'react'
import { MAX_ATTACHMENTS } from '#domain/tip/kinds.ts'
import { uploadPhoto } from '../../client.ts'
import { ErrorNote, Field } from '../Field.tsx'

/** Photos that came with a letter or a visit; each is stored as soon as it is chosen. */
export function EntryPhotos({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const ids = chosen.filter(Boolean)
  const add = async (photos: File[]) => {
    setBusy(true)
    setError(null)
    const stored = [...ids]
    try {
      for (const photo of photos.slice(0, MAX_ATTACHMENTS - ids.length)) stored.push((await uploadPhoto(photo)).id)
    } catch (refused) {
      setError(refused)
    }
    onChange(stored)
    setBusy(false)
  }
  return (
    <div className="entry-photos">
      <Field
        label="照片"
        optional
        hint={`最多 ${MAX_ATTACHMENTS} 张，JPEG、PNG 或 WebP。照片里的位置和设备信息会全部去掉。`}
      >
        {(aria) => (
          <input
            {...aria}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            multiple
            disabled={busy || ids.length >= MAX_ATTACHMENTS}
            onChange={async (event) => {
              const input = event.currentTarget
              await add([...(input.files ?? [])])
              input.value = ''
            }}
          />
        )}
      </Field>
      <p aria-live="polite" className="hint">
        {busy ? '正在上传…' : ids.length > 0 && `已上传 ${ids.length} 张。`}
        {ids.length > 0 && (
          <button type="button" className="plain" onClick={() => onChange([])}>
            去掉全部照片
          </button>
        )}
      </p>
      <ErrorNote error={error} />
    </div>
  )
}
