import { type FilingFile, fileAddress } from './client.ts'

type Props = { id: string; files: FilingFile[]; revision?: number; onRemove?: (file: FilingFile) => void }

/** Report files, each to open, with what proves it is the same one. */
export function FileList({ id, files, revision, onRemove }: Props) {
  if (files.length === 0) return null
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.id}>
          <a href={fileAddress(id, file.id)} download={file.name}>
            {file.name}
          </a>
          <span className="sub">{sizeWords(file.size)}</span>
          <span className="sub sha" title={file.sha256}>
            SHA-256 {file.sha256.slice(0, 16)}…
          </span>
          {onRemove && file.revision === revision && (
            <button type="button" className="plain" aria-label={`去掉 ${file.name}`} onClick={() => onRemove(file)}>
              去掉
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function sizeWords(size: number): string {
  if (size < 1_000_000) return `${Math.max(1, Math.round(size / 1000))} KB`
  return `${(size / 1_000_000).toFixed(1)} MB`
}
