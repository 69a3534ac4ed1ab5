import { useEffect, useRef } from 'react'

const SWITCH = 'jingtu.desk.keys'

/** Single-letter keys can be switched off (WCAG 2.1.4): some people speak to their computer. */
export const keysAreOn = (): boolean => localStorage.getItem(SWITCH) !== 'off'
export const switchKeys = (on: boolean): void => localStorage.setItem(SWITCH, on ? 'on' : 'off')

/**
 * Keys of the page that is shown: `event.key` → what to do. They rest while somebody types or a dialog is open;
 * Escape works in fields too.
 */
export function useKeys(keys: Record<string, () => unknown>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = latest.current[event.key]
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (document.querySelector('dialog[open]')) return
      if (event.key !== 'Escape' && (isTyping(event.target) || !keysAreOn())) return
      // The letter itself must not land in a field that opens under it.
      event.preventDefault()
      act()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null
}

/** The table of keys, by where they work. What stands here is what `useKeys` is called with there. */
export const KEY_WORDS = {
  queue: [
    ['j / ↓', '下一件'],
    ['k / ↑', '上一件'],
    ['Enter', '打开这一件'],
    ['/', '查找'],
    ['v', '列表和地图之间切换'],
    ['b', '批量办理（受理员、负责人）'],
    ['x', '批量办理时，选中或放下这一件'],
    ['n', '登记来电来信（受理员）'],
  ],
  case: [
    ['1–9', '打开第几个可办事项'],
    ['o', '到其他操作'],
    ['m', '写内部备注'],
    ['p', '打印案卷'],
    ['Esc', '收起填写框；再按一次回到队列'],
  ],
  everywhere: [
    ['d', '我的一天'],
    ['l', '队列'],
    ['?', '看这张表'],
  ],
} as const
