/** The process may not start as it is asked to. One clear line for whoever started it; no stack. */
export class StartRefused extends Error {
  constructor(chinese: string, english: string) {
    super(`${chinese} / ${english}`)
    this.name = 'StartRefused'
  }
}
