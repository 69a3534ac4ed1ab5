import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ListChange } from '#domain/case/list/row.ts'
import { dayOf } from '#domain/clock.ts'
import { ErrorNote, Field } from '../Field.tsx'
import { FileDrop } from '../FileDrop.tsx'
import { useAnnounce } from './announce.tsx'
import { ImportTable } from './ImportTable.tsx'
import { type Changes, type Imported, sendList, willBeSaved } from './import-client.ts'
import { PageHead } from './PageHead.tsx'

type Sending = { file: File; changes: Changes; preview: boolean }

/** A list that came down from above: looked through first, changed where a suggestion is wrong, then saved at once. */
export function CaseImport() {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const after = useRef<HTMLElement>(null)
  const [receivedOn, setReceivedOn] = useState(() => dayOf(new Date()))
  const [file, setFile] = useState<File | null>(null)
  const [changes, setChanges] = useState<Changes>({})
  const [shown, setShown] = useState<(Imported & { saved: boolean }) | null>(null)
  const sending = useMutation({
    mutationFn: ({ file, changes, preview }: Sending) => sendList(file, { changes, receivedOn }, preview),
    onSuccess: async (answer, { preview }) => {
      setShown({ ...answer, saved: !preview })
      if (preview) return announce(`读了 ${answer.rows.length} 行，还没有保存。`)
      announce(`已导入 ${answer.rows.filter((row) => row.action === 'new').length} 件新件。`)
      await queries.invalidateQueries()
    },
    onError: (_, { preview }) => preview && setShown(null),
  })
  useEffect(() => {
    if (shown) after.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [shown])
  const take = async (chosen: File) => {
    // What was looked at is what is saved, even when the file changes on the disk meanwhile.
    const kept = new File([await chosen.arrayBuffer()], chosen.name)
    setFile(kept)
    setChanges({})
    sending.mutate({ file: kept, changes: {}, preview: true })
  }
  const change = (number: string, about: ListChange) =>
    setChanges((before) => ({ ...before, [number]: { ...before[number], ...about } }))
  const reading = sending.isPending && sending.variables.preview
  const toSave = shown?.rows.filter((row) => willBeSaved(row, changes[row.number])).length ?? 0
  return (
    <PageHead title="导入上级交办清单">
      <p className="hint">
        清单用 CSV 或 XLSX，表头要有“受理编号”和“交办问题基本情况”。先预览，确认后一次存入；同一份清单再传一次不会重复。
      </p>
      <div className="import-start">
        <Field label="清单收到日期" hint="告知是否受理的期限从这一天起算。">
          {(aria) => (
            <input
              {...aria}
              className="input"
              type="date"
              max={dayOf(new Date())}
              value={receivedOn}
              onChange={(event) => setReceivedOn(event.target.value)}
            />
          )}
        </Field>
        <FileDrop
          accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          label={reading ? '正在读…' : file ? '换一份清单' : '选择清单文件'}
          hint={file?.name ?? 'CSV 或 XLSX，不超过 5 MB、1000 行'}
          busy={reading}
          onFile={take}
        />
      </div>
      <ErrorNote error={sending.error} />
      {shown && file && (
        <section className="import-found" aria-labelledby="import-title" ref={after}>
          <h2 id="import-title" tabIndex={-1}>
            {shown.saved ? '导入结果' : '预览，还没有保存'}
          </h2>
          <ImportTable found={shown} saved={shown.saved} changes={changes} onChange={change} />
          {!shown.saved && (
            <div className="form-end import-end">
              <button
                type="button"
                className="button button--primary"
                disabled={toSave === 0}
                aria-busy={sending.isPending}
                onClick={() => !sending.isPending && sending.mutate({ file, changes, preview: false })}
              >
                {sending.isPending && !sending.variables.preview ? '正在保存…' : `确认导入 ${toSave} 行`}
              </button>
              {toSave === 0 && <p className="hint">没有要保存的行。</p>}
            </div>
          )}
        </section>
      )}
    </PageHead>
  )
}
