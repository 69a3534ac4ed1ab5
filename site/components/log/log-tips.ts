import { leavesOf } from '#domain/log/leaf.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import { type TipTally, tallyTips } from '#domain/log/tally.ts'
import { detailWords } from '#domain/words/zh/log.ts'
import { grouped } from '../number.ts'
import { openPublicLog, readKey, Unreachable } from './public-log.ts'

/** Counts the tips again in the reader's own browser, from the public log alone, and says whether the page says the same. */
class LogTips extends HTMLElement {
  connectedCallback(): void {
    for (const part of this.querySelectorAll<HTMLElement>('[data-offline]')) part.hidden = true
    this.#part('tool').hidden = false
    const button = this.#part('start') as HTMLButtonElement
    button.addEventListener('click', async () => {
      if (button.getAttribute('aria-disabled') === 'true') return
      button.setAttribute('aria-disabled', 'true')
      await this.#recount().catch((error) => this.#say('bad', whatFailed(error)))
      this.#part('progress').hidden = true
      button.removeAttribute('aria-disabled')
    })
  }

  async #recount(): Promise<void> {
    const size = Number(this.dataset.size)
    const shown = JSON.parse(this.dataset.tally ?? 'null') as TipTally
    const bar = this.#part('progress') as HTMLProgressElement
    bar.hidden = false
    bar.max = Math.max(1, size)
    bar.value = 0
    this.#say('running', '正在读日志……')
    const log = await openPublicLog(await readKey('/log/vkey'))
    if (log.checkpoint.size < size) {
      this.#say(
        'bad',
        `这一页数到第 ${grouped(size)} 条，公开的日志却只有 ${grouped(log.checkpoint.size)} 条：日志变短了。`,
      )
      return
    }
    const counted = async function* () {
      for await (const one of leavesOf(log.entries(0, size))) {
        bar.value = one.index + 1
        yield one
      }
    }
    const tally = await tallyTips(counted(), this.dataset.asOf ?? '')
    const differs = (Object.keys(tally) as (keyof TipTally)[]).filter(
      (name) => JSON.stringify(tally[name]) !== JSON.stringify(shown[name]),
    )
    if (differs.length === 0)
      this.#say(
        'ok',
        `数完了 ${grouped(size)} 条，签名和每一个指纹都对，结果和这一页一样：超过期限没有结果 ${grouped(tally.overdue.length)} 件。`,
      )
    else
      this.#say(
        'bad',
        `数出来和这一页不一样：登记 ${grouped(tally.tips)}，办结 ${grouped(tally.closed)}，不受理 ${grouped(tally.refused)}，移送 ${grouped(tally.transferred)}，揭开的填充条目 ${grouped(tally.covers)}，还在期限内 ${grouped(tally.open)}，超过期限没有结果 ${grouped(tally.overdue.length)}。`,
      )
  }

  #say(is: string, text: string): void {
    const said = this.#part('said')
    said.dataset.is = is
    said.textContent = text
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-${name}]`) as HTMLElement
  }
}

function whatFailed(error: unknown): string {
  if (error instanceof Unreachable) return '没有读到日志，请检查网络后再试。'
  if (error instanceof MalformedLog) return `日志对不上，没有数完：${detailWords(error.message)}。`
  throw error
}

customElements.define('log-tips', LogTips)
