import { useId, useState } from 'react'

type Props = { name: string | null; busy: boolean; onFile: (file: File) => unknown }

/** Where a list is put: chosen or dropped. */
export function ImportFile({ name, busy, onFile }: Props) {
  const input = useId()
  const [over, setOver] = useState(false)
  const take = (file: File | undefined) => file && !busy && onFile(file)
  return (
    <label
      className="drop"
      htmlFor={input}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <b>{busy ? '正在读…' : name ? '换一份清单' : '选择清单文件'}</b>
      <span>{name ?? 'CSV 或 XLSX，不超过 5 MB、1000 行'}</span>
      <input
        id={input}
        type="file"
        accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.currentTarget.files?.[0])
          // The same file again, once mended, is a new choice.
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}
