/**
 * A file to be, by its path below the root; null bytes: it is not there any more. `copyOf` names a file of the record
 * that is to be found under the path, byte for byte.
 */
export type FileChange = { path: string } & ({ bytes: Uint8Array | null } | { copyOf: string })

/** A folder (or bucket) of whole files. */
export type Files = {
  read(path: string): Promise<Uint8Array | null>
  /**
   * Brings files to what is given and leaves alone what is so already: first those that were not there, then those that
   * change, then those that go. So a page never links to what is not there yet, and at no moment is there half a file.
   * On disk for good when it resolves; cut short anywhere, doing it again finishes it.
   * @returns the paths that changed
   */
  swap(changes: readonly FileChange[]): Promise<string[]>
}

/** The folder of the record: exact bytes of everything published, and the order they came in. */
export type RecordStore = Files & {
  /** The last whole line of a file of lines; what follows it is taken away. */
  lastLine(path: string): Promise<string | null>
  /** Adds whole lines, on disk for good when it resolves. */
  append(path: string, lines: string): Promise<void>
}
