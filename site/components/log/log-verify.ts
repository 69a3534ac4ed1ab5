import { MalformedLog } from '#domain/log/malformed.ts'
import type { Verifier } from '#domain/log/note.ts'
import { detailWords } from '#domain/words/zh/log.ts'
import { CannotCheck, type Outcome } from './outcome.ts'
import { readKey, Unreachable } from './public-log.ts'
import { Report } from './report.ts'
import { verifyFile } from './verify-file.ts'
import { verifyPage } from './verify-record.ts'

/** Checks pages and files in the reader's own browser, over the public log, and shows every step of it. */
class LogVerify extends HTMLElement {
  #report = new Report(this)
  /** The latest check wins; what an earlier one still finds is not shown. */
  #running = 0

  connectedCallback(): void {
    this.#report = new Report(this)
    const form = this.querySelector<HTMLFormElement>('[data-ask]')
    if (!form) return
    form.hidden = false
    const path = form.elements.namedItem('path') as HTMLInputElement
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (path.value.trim()) this.#check(path.value.trim(), (key) => verifyPage(path.value, key), true)
      else path.focus()
    })
    this.#takeFiles(form)
    const asked = new URLSearchParams(location.search).get('path')
    if (!asked) return
    path.value = asked
    this.#check(asked, (key) => verifyPage(asked, key), false)
  }

  #takeFiles(form: HTMLFormElement): void {
    const input = form.elements.namedItem('file') as HTMLInputElement
    const drop = form.querySelector<HTMLElement>('[data-drop]')
    const take = (file: File | undefined) => {
      if (file) this.#check(file.name, (key) => verifyFile(file, key, new Date()), true)
    }
    input.addEventListener('change', () => {
      take(input.files?.[0])
      // The same file may be chosen again.
      input.value = ''
    })
    // The whole window takes what is dropped: a file beside the box must not replace the page.
    window.addEventListener('dragover', (event) => {
      event.preventDefault()
      drop?.toggleAttribute('data-over', true)
    })
    window.addEventListener('dragleave', () => drop?.toggleAttribute('data-over', false))
    window.addEventListener('drop', (event) => {
      event.preventDefault()
      drop?.toggleAttribute('data-over', false)
      take(event.dataTransfer?.files[0])
    })
  }

  async #check(what: string, run: (key: Verifier) => Promise<Outcome>, isAsked: boolean): Promise<void> {
    const turn = ++this.#running
    this.#report.begin(what)
    const outcome = await this.#outcomeOf(run)
    if (turn !== this.#running) return
    this.#report.steps(outcome.steps)
    this.#report.facts(outcome.facts ?? [])
    this.#report.note(outcome.note ?? '')
    this.#report.end(outcome.is, outcome.verdict, outcome.summary, isAsked)
  }

  async #outcomeOf(run: (key: Verifier) => Promise<Outcome>): Promise<Outcome> {
    const typed = this.querySelector<HTMLInputElement>('[name="vkey"]')?.value ?? ''
    const stopped = (summary: string): Outcome => ({ is: 'wait', verdict: '没能核验', summary, steps: [] })
    try {
      const key = await readKey('/log/vkey', typed).catch((error) => {
        if (error instanceof MalformedLog) throw new CannotCheck(KEY_PROBLEM)
        throw error
      })
      return await run(key)
    } catch (error) {
      if (error instanceof CannotCheck) return stopped(error.message)
      if (error instanceof Unreachable) return stopped('没有读到需要的文件，请检查网络后再试。')
      if (error instanceof MalformedLog)
        return {
          is: 'bad',
          verdict: '没有通过：日志对不上',
          summary: '公开的日志本身有一处不对，后面的无从查起。',
          steps: [
            { is: 'bad', title: '读公开的日志', says: '和签名的总指纹对不上。', value: detailWords(error.message) },
          ],
        }
      throw error
    }
  }
}

const KEY_PROBLEM = '公钥读不出来：应当是一整行，像“名称+8位+一串字母数字”。日志还没有开始登记时，也没有公钥。'

customElements.define('log-verify', LogVerify)
