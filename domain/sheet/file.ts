import { readDelimited } from './delimited.ts'
import { type Keep, type NoTables, type Table, visible } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

/** The tables of a file, a workbook or a text by its content whatever its name. `keep` says what of a text is kept. */
export function readTables(bytes: Uint8Array, name: string, keep: Keep = visible): Table[] | NoTables {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte)
  if (starts(0x50, 0x4b)) return readWorkbook(bytes, keep)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old-xls-or-locked'
  if (starts(0x25, 0x50, 0x44, 0x46) || /\.(?:xlsx|xlsm|ods|pdf)$/i.test(name)) return 'unreadable'
  return readDelimited(bytes, keep)
}
