import { useId, useState } from 'react'

type Props = { accept: string; label: string; hint: string; busy: boolean; onFile: (file: File) => unknown }

/** Where one file is put: chosen or dropped. While `busy`, nothing is taken. */
export function FileDrop({ accept, label, hint, busy, onFile }: Props) {
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
      <b>{label}</b>
      <span>{hint}</span>
      <input
        id={input}
        type="file"
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files?.[0])
          // The same file again, once mended, is a new choice.
          event.currentTarget.value = ''
        }}
      />
    </label>
  )
}
