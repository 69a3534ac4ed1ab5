import { useMutation } from '@tanstack/react-query'
import { KINDS } from '#domain/disclosure/kinds.ts'
import type { FilingKind } from '#domain/record.ts'
import { ApiError, type SaidProblem } from '../../client.ts'
import { useAnnounce } from '../desk/announce.tsx'
import { ErrorNote } from '../Field.tsx'
import { FileDrop } from '../FileDrop.tsx'
import { sendRows } from './client.ts'
import { CellProblems } from './ProblemList.tsx'

type Props = { id: string; kind: FilingKind; version: number; count: number; onStored: () => Promise<unknown> }

/** Takes a row file: looked through here first, so that most mistakes cost no journey, then again by the server. */
export function RowUpload({ id, kind, version, count, onStored }: Props) {
  const announce = useAnnounce()
  const upload = useMutation({
    mutationFn: async ({ file, seen }: { file: File; seen: number }) => {
      const { readRows } = await import('#domain/disclosure/rows.ts')
      const { problems } = await readRows(new Uint8Array(await file.arrayBuffer()), file.name, KINDS[kind])
      if (problems.length > 0) return { problems }
      return sendRows(id, seen, file)
    },
    onSuccess: async (answer) => {
      if (!('rows' in answer)) return
      announce(`已存入 ${answer.rows} 行数据。`)
      await onStored()
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 409) await onStored()
    },
  })
  const problems = cellProblemsOf(upload.data, upload.error)
  return (
    <div className="row-upload">
      <FileDrop
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        label={upload.isPending ? '正在检查…' : count > 0 ? '换一份数据表' : '上传数据表'}
        hint={`CSV 或 XLSX，不超过 5 MB。${count > 0 ? '新的一份会替换现在的全部数据。' : ''}`}
        busy={upload.isPending}
        onFile={(file) => upload.mutate({ file, seen: version })}
      />
      {problems ? (
        <CellProblems problems={problems} file={upload.variables?.file.name ?? ''} />
      ) : (
        <ErrorNote error={upload.error} />
      )}
    </div>
  )
}

/** Problems that name a place in the file, from here or from the server; null when there are none. */
function cellProblemsOf(answer: unknown, error: unknown): SaidProblem[] | null {
  if (error instanceof ApiError && error.problems.some((one) => one.line !== undefined || one.column !== undefined))
    return error.problems
  const found = (answer as { problems?: SaidProblem[] } | undefined)?.problems
  return found && found.length > 0 ? found : null
}
