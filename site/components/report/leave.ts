/** Two presses of Esc within this many milliseconds are meant. */
const TWICE_MS = 800

/**
 * Leaving at once: the page empties, its place in the history goes to the harmless page, and what this device kept of it
 * is cleared, save a draft the reporter asked to keep. Without a script the link does what the server can.
 */
export function leaveAtOnce(root: HTMLElement, form: HTMLFormElement, isDraftKept: () => boolean): void {
  const go = () => {
    const address = isDraftKept() ? '/leave/?draft=kept' : '/leave/'
    document.body.hidden = true
    form.reset()
    location.replace(address)
  }
  document.querySelector('[data-leave]')?.addEventListener('click', (event) => {
    event.preventDefault()
    go()
  })
  let last = Number.NEGATIVE_INFINITY
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat) return
    if (event.timeStamp - last < TWICE_MS) go()
    last = event.timeStamp
  })
  for (const word of root.querySelectorAll<HTMLElement>('[data-leave-keys]')) word.hidden = false
}
