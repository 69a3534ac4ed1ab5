import { useEffect, useRef, useState } from 'react'
import type { CasePhoto } from '../../client.ts'

const addressOf = (photo: CasePhoto): string => `/api/attachments/${photo.id}`

/** Photos as small pictures; one opens large, and the arrow keys turn pages. */
export function CasePhotos({ photos, label }: { photos: CasePhoto[]; label: string }) {
  const [shown, setShown] = useState<number | null>(null)
  if (photos.length === 0) return null
  return (
    <>
      <ul className="photos" aria-label={label}>
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <button type="button" onClick={() => setShown(at)}>
              <img
                src={addressOf(photo)}
                alt={`${label}，第 ${at + 1} 张，共 ${photos.length} 张`}
                width={photo.width}
                height={photo.height}
                loading="lazy"
              />
            </button>
          </li>
        ))}
      </ul>
      {shown !== null && <PhotoView photos={photos} label={label} start={shown} onClose={() => setShown(null)} />}
    </>
  )
}

type ViewProps = { photos: CasePhoto[]; label: string; start: number; onClose: () => void }

function PhotoView({ photos, label, start, onClose }: ViewProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(start)
  const turn = (step: number) => setAt((now) => (now + step + photos.length) % photos.length)
  useEffect(() => dialog.current?.showModal(), [])
  const photo = photos[at]
  if (!photo) return null
  const name = `${label}，第 ${at + 1} 张，共 ${photos.length} 张`
  return (
    <dialog
      ref={dialog}
      className="photo-view"
      aria-label={name}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') turn(1)
        if (event.key === 'ArrowLeft') turn(-1)
      }}
    >
      <img src={addressOf(photo)} alt={name} width={photo.width} height={photo.height} />
      <form method="dialog" className="photo-tools">
        {photos.length > 1 && (
          <>
            <button type="button" className="button" onClick={() => turn(-1)}>
              上一张
            </button>
            <span aria-live="polite">
              {at + 1} / {photos.length}
            </span>
            <button type="button" className="button" onClick={() => turn(1)}>
              下一张
            </button>
          </>
        )}
        <a className="button" href={addressOf(photo)} download>
          保存
        </a>
        <button type="submit" className="button">
          关闭
        </button>
      </form>
    </dialog>
  )
}
