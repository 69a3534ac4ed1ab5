import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ROSTER_HEADER } from '#domain/words/zh/roster.ts'
import { ErrorNote } from '../Field.tsx'
import { FileDrop } from '../FileDrop.tsx'
import { useAnnounce } from './announce.tsx'
import { importRoster } from './roster-client.ts'

/** The roster out as a table, and a table in: looked through first, saved whole or not at all. */
export function RosterFile() {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const look = useMutation({ mutationFn: (chosen: File) => importRoster(chosen, true) })
  const save = useMutation({
    mutationFn: (chosen: File) => importRoster(chosen, false),
    onSuccess: async ({ added }) => {
      announce(`已导入 ${added} 个班次。`)
      setFile(null)
      look.reset()
      await queries.invalidateQueries({ queryKey: ['roster'] })
    },
  })
  const choose = async (chosen: File) => {
    // What was looked at is what is saved, even when the file changes on the disk meanwhile.
    const kept = new File([await chosen.arrayBuffer()], chosen.name)
    setFile(kept)
    save.reset()
    look.mutate(kept)
  }
  const seen = look.data
  return (
    <section className="sheet" aria-labelledby="file-title">
      <h2 id="file-title">表格导入导出</h2>
      <p>
        <a href="/api/roster/export" download>
          导出值班表（CSV）
        </a>
      </p>
      <FileDrop
        accept=".csv,.xlsx"
        label="导入值班表"
        hint={`CSV 或 XLSX，表头：${Object.values(ROSTER_HEADER).join('、')}。同样的班次不会重复。`}
        busy={look.isPending || save.isPending}
        onFile={choose}
      />
      <ErrorNote error={look.error ?? save.error} />
      {file && seen && (
        <div aria-live="polite">
          <p>
            {file.name}：新增 {seen.added} 个班次，已有 {seen.unchanged} 个。
          </p>
          {seen.problems.length > 0 && (
            <ul className="roster-problems">
              {seen.problems.map(({ message, line, path }) => (
                <li key={`${line}-${path}`}>{message}</li>
              ))}
            </ul>
          )}
          <button
            type="button"
            className="button button--primary"
            disabled={seen.problems.length > 0 || seen.added === 0}
            aria-busy={save.isPending}
            onClick={() => save.mutate(file)}
          >
            确定导入
          </button>
          {seen.problems.length > 0 && <p className="hint">请先改好表里的问题，再选一次文件。现在什么都没有保存。</p>}
        </div>
      )}
    </section>
  )
}
