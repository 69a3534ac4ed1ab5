/** Hands a text to the person as a file. */
export function save(name: string, text: string): void {
  const link = Object.assign(document.createElement('a'), {
    href: URL.createObjectURL(new Blob([text], { type: 'text/plain' })),
    download: name,
  })
  link.click()
  URL.revokeObjectURL(link.href)
}
