import type { InputHTMLAttributes } from 'react'
import { useId } from 'react'
import { ITEMS } from '#domain/standard/item.ts'

const NAMES = [...new Set(ITEMS.map((one) => one.name))]

type Props = { aria: { id: string }; control: InputHTMLAttributes<HTMLInputElement> }

/** A pollutant's name; those of the standards are offered, any other may be written. */
export function PollutantNames({ aria, control }: Props) {
  const list = useId()
  return (
    <>
      <input {...aria} {...control} list={list} autoComplete="off" />
      <datalist id={list}>
        {NAMES.map((name) => (
          <option value={name} key={name} />
        ))}
      </datalist>
    </>
  )
}
