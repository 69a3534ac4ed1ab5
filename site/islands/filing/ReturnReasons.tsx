import { useEffect, useRef } from 'react'
import { filingFieldWord } from '#domain/words/zh/disclosure.ts'
import { Field } from '../Field.tsx'
import { type Pointing, WHOLE } from './pointing.ts'

/** The reasons of a return, one for each thing pointed at. */
export function ReturnReasons({ pointing, missing }: { pointing: Pointing; missing: boolean }) {
  const { paths, texts, point, write, drop } = pointing
  const box = useRef<HTMLDivElement>(null)
  const before = useRef(paths.length)
  useEffect(() => {
    if (paths.length > before.current)
      box.current?.querySelector<HTMLElement>('.return-reason:last-of-type textarea')?.focus()
    before.current = paths.length
  }, [paths])
  return (
    <div ref={box}>
      {paths.map((path) => (
        <div className="return-reason" key={path}>
          <Field
            label={path === WHOLE ? '整份填报' : filingFieldWord(path)}
            problem={missing && !texts[path]?.trim() ? '请写明哪里不对、要怎么改。' : undefined}
          >
            {(aria) => (
              <textarea
                {...aria}
                className="input"
                rows={2}
                maxLength={1000}
                value={texts[path] ?? ''}
                onChange={(event) => write(path, event.target.value)}
              />
            )}
          </Field>
          <button
            type="button"
            className="plain"
            aria-label={`去掉这条：${path === WHOLE ? '整份填报' : filingFieldWord(path)}`}
            onClick={() => drop(path)}
          >
            去掉这条
          </button>
        </div>
      ))}
      {!paths.includes(WHOLE) && (
        <button type="button" className="plain whole-reason" onClick={() => point(WHOLE)}>
          对整份填报提意见
        </button>
      )}
    </div>
  )
}
