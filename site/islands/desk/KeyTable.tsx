import { Fragment, useEffect, useRef, useState } from 'react'
import { KEY_WORDS, keysAreOn, switchKeys } from './keys.ts'

const GROUPS = [
  ['queue', '在队列和“我的一天”里'],
  ['case', '在办件页'],
  ['everywhere', '随处'],
] as const

/** The table of keys, with the switch that turns single letters off. */
export function KeyTable({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [on, setOn] = useState(keysAreOn)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="key-table" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">快捷键</h2>
      <div className="key-groups">
        {GROUPS.map(([group, label]) => (
          <Fragment key={group}>
            <h3>{label}</h3>
            <dl>
              {KEY_WORDS[group].map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </Fragment>
        ))}
      </div>
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchKeys(event.target.checked)
            setOn(event.target.checked)
          }}
        />
        <span>使用单键快捷键</span>
      </label>
      <form method="dialog">
        <button type="submit" className="button">
          关闭
        </button>
      </form>
    </dialog>
  )
}
