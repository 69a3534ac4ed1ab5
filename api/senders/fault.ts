import type { Step } from './files.ts'

/**
 * The steps of a publication as places to die at, for fault tests: `FAULT_AT=site:replace#3` ends the process the way
 * a power cut does, the third time it comes there; `FAULT_AT=list` prints each step as it is passed.
 */
export function faultAt(setting: string | undefined): Step {
  if (!setting) return () => {}
  const passed = new Map<string, number>()
  return (name) => {
    const times = (passed.get(name) ?? 0) + 1
    passed.set(name, times)
    if (setting === 'list') process.stderr.write(`step ${name}#${times}\n`)
    if (setting === `${name}#${times}`) process.kill(process.pid, 'SIGKILL')
  }
}
