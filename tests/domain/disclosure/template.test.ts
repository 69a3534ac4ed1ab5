import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readRows } from '#domain/disclosure/rows.ts'
import { ROW_COLUMNS } from '#domain/disclosure/schema.ts'
import { rowTemplate, staticFilesOf, TEMPLATE_POLLUTANTS, TEMPLATE_UNITS } from '#domain/disclosure/template.ts'
import { readWorkbook } from '#domain/sheet/workbook.ts'
import { xmlTokens } from '#domain/sheet/xml.ts'
import { findItem, ITEMS } from '#domain/standard/item.ts'
import { isSoilUnit } from '#domain/standard/unit.ts'
import { onPath } from '../../browser/chromium.ts'
import { SOIL } from '../../fixtures/row-file.ts'

const LABELS = ROW_COLUMNS.map(([, label]) => label)

/** The template with one line filled in, as a person would leave it. */
function filled(line: string): Uint8Array {
  const parts = unzipSync(rowTemplate())
  const path = 'xl/worksheets/sheet1.xml'
  const xml = strFromU8(parts[path] ?? new Uint8Array())
  return zipSync({ ...parts, [path]: strToU8(xml.replace('</row></sheetData>', `</row>${line}</sheetData>`)) })
}

describe('the template', () => {
  test('is the same bytes every time, and small', () => {
    expect(rowTemplate()).toEqual(rowTemplate())
    expect(rowTemplate().length).toBeLessThan(20_000)
  })

  test('has the header of the row file and three sheets', () => {
    const sheets = readWorkbook(rowTemplate())
    if (typeof sheets === 'string') throw new Error(sheets)
    expect(sheets.map((one) => one.name)).toEqual(['监测结果', '填写说明', '可选项'])
    expect(sheets[0]?.lines.map(({ cells }) => [...cells.values()].map((one) => one.text))).toEqual([LABELS])
  })

  test('is well-formed in every part, and its drop-downs offer every pollutant and unit', () => {
    for (const [name, bytes] of Object.entries(unzipSync(rowTemplate())))
      expect([...xmlTokens(strFromU8(bytes))].length, name).toBeGreaterThan(2)
    const sheet = strFromU8(unzipSync(rowTemplate())['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain(`<formula1>可选项!$A$2:$A$${TEMPLATE_POLLUTANTS.length + 1}</formula1>`)
    expect(sheet).toContain(`<formula1>可选项!$B$2:$B$${TEMPLATE_UNITS.length + 1}</formula1>`)
    expect([...sheet.matchAll(/sqref="([A-Z])2:\1(\d+)"/g)].map(([, column, last]) => `${column}${last}`)).toEqual([
      'B5001',
      'C5001',
      'D5001',
      'E5001',
      'F5001',
      'G5001',
      'J5001',
    ])
  })

  test('offers only what can be read again', () => {
    for (const name of TEMPLATE_POLLUTANTS.slice(1)) {
      const found = ITEMS.some(({ standard }) => 'item' in findItem(standard, { pollutant: name }))
      expect(found, name).toBe(true)
    }
    expect(TEMPLATE_UNITS.filter((one) => !isSoilUnit(one))).toEqual(['无量纲'])
  })

  test('empty has no data; filled in, it has; the notes are never taken for data', async () => {
    expect((await readRows(rowTemplate(), 'a.xlsx', SOIL)).problems.map((one) => one.code)).toEqual(['file-empty'])
    const cells = ['S1', '', '', '', '', '', '铅', '', '30', 'mg/kg', '', '', '净源检测'].map((text, at) =>
      text ? `<c r="${String.fromCharCode(65 + at)}2" t="inlineStr"><is><t>${text}</t></is></c>` : '',
    )
    cells[3] = '<c r="D2"><v>0</v></c><c r="E2"><v>0.2</v></c><c r="F2" s="3"><v>45783</v></c>'
    const { rows, problems } = await readRows(filled(`<row r="2">${cells.join('')}</row>`), 'a.xlsx', SOIL)
    expect(problems).toEqual([])
    expect(rows).toEqual([
      {
        point: 'S1',
        depthTop: 0,
        depthBottom: 0.2,
        sampledOn: '2025-05-06',
        pollutant: '铅',
        value: '30',
        unit: 'mg/kg',
        institution: '净源检测',
      },
    ])
  })

  test('is served with a CSV twin that Excel opens as UTF-8', async () => {
    const [xlsx, csv] = staticFilesOf()
    expect([xlsx?.path, csv?.path]).toEqual(['data/soil-rows-template.xlsx', 'data/soil-rows-template.csv'])
    expect([...(csv?.bytes.slice(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf])
    expect((await readRows(csv?.bytes ?? new Uint8Array(), 'a.csv', SOIL)).problems.map((one) => one.code)).toEqual([
      'file-empty',
    ])
  })

  test.skipIf(!onPath('soffice'))(
    'opens in LibreOffice with its header, its lists and its rules',
    { timeout: 120_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'template-'))
      try {
        writeFileSync(join(folder, 'template.xlsx'), rowTemplate())
        const args = [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'fods',
          '--outdir',
          folder,
        ]
        execFileSync('soffice', [...args, join(folder, 'template.xlsx')], { stdio: 'ignore' })
        const opened = readFileSync(join(folder, 'template.fods'), 'utf8')
        for (const label of LABELS) expect(opened).toContain(`<text:p>${label}</text:p>`)
        expect(opened).toContain(`cell-content-is-in-list([$可选项.$A$2:.$A$${TEMPLATE_POLLUTANTS.length + 1}])`)
        expect(opened.match(/<table:content-validation /g)).toHaveLength(7)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
})
