import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useAnnounce } from '../desk/announce.tsx'
import { ErrorNote } from '../Field.tsx'
import { type FilingDetail, type FilingFile, removeFile, sendFile } from './client.ts'
import { FileList } from './FileList.tsx'
import { useForm } from './form-state.ts'

type Props = { detail: FilingDetail; needed: boolean; hasText: boolean; onStored: () => Promise<unknown> }

/** Report files of a filing. What can be read out of one is offered as its text. */
export function FilePart({ detail, needed, hasText, onStored }: Props) {
  const { values, set, wrong } = useForm()
  const announce = useAnnounce()
  const input = useId()
  const { id } = detail.disclosure
  const upload = useMutation({
    mutationFn: (file: File) => sendFile(id, file),
    onSuccess: async (stored) => {
      announce(`“${stored.name}”已存好。`)
      if (hasText && stored.text && !values.reportText) set('reportText', stored.text)
      await onStored()
    },
  })
  const removal = useMutation({ mutationFn: (file: FilingFile) => removeFile(id, file.id), onSuccess: onStored })
  const read = upload.data?.text
  const problem = wrong('files')
  return (
    <section className="sheet form-part" aria-labelledby="files-title" data-path="files">
      <h2 id="files-title">报告文件{!needed && <span className="field__optional">（选填）</span>}</h2>
      {problem && <p className="field__problem">{problem}</p>}
      <label className="drop" htmlFor={input}>
        <b>{upload.isPending ? '正在上传…' : '上传报告'}</b>
        <span>PDF，不超过 20 MB。公开时会写明大小和 SHA-256，任何人都能核对。</span>
        <input
          id={input}
          type="file"
          accept=".pdf,application/pdf"
          disabled={upload.isPending}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) upload.mutate(file)
            event.currentTarget.value = ''
          }}
        />
      </label>
      <ErrorNote error={upload.error ?? removal.error} />
      <FileList
        id={id}
        files={detail.files}
        revision={detail.disclosure.revision}
        onRemove={(file) => !removal.isPending && removal.mutate(file)}
      />
      {hasText && upload.isSuccess && !read && (
        <p className="hint">从这份 PDF 里读不出文字，多半是扫描件。请把报告的文字写进“报告文字版”。</p>
      )}
      {hasText && read && read !== values.reportText && (
        <button type="button" className="button" onClick={() => set('reportText', read)}>
          用刚读出的文字换掉“报告文字版”
        </button>
      )}
    </section>
  )
}
