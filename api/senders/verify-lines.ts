import type { Step } from '#domain/log/check.ts'

/** One thing that was looked at; `ok` null only tells. `what` in Chinese and English. */
export type Line = { ok: boolean | null; what: readonly [string, string]; detail: string }

const STEP_WORDS: Record<Step['step'], readonly [string, string]> = {
  digest: ['文件摘要', 'digest'],
  leaf: ['日志条目', 'leaf'],
  path: ['证明路径', 'path'],
  root: ['今日总指纹', 'root'],
  signature: ['签名', 'signature'],
  promise: ['承诺', 'promise'],
}

/** The steps of one check as lines, each saying what it is of. */
export function linesOf(steps: readonly Step[], [zh, en]: readonly [string, string]): Line[] {
  return steps.map(({ step, ok, detail }) => {
    const [chinese, english] = STEP_WORDS[step]
    return { ok, what: [`${zh} · ${chinese}`, `${en}: ${english}`], detail }
  })
}
