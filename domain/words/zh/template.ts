import type { RowKey } from '../../disclosure/cell.ts'

/** Names of the template's sheets, and the headings of its lists. */
export const TEMPLATE_SHEETS = {
  data: '监测结果',
  notes: '填写说明',
  lists: '可选项',
  pollutants: '可选的污染物',
  units: '可选的单位',
} as const

/** What appears beside a cell that has a rule. */
export const TEMPLATE_HINTS: Readonly<Partial<Record<RowKey, { title: string; text: string }>>> = {
  lng: { title: '经度', text: '填 73 到 136 之间的度数，例如 113.6132；公开时只到小数点后三位。可以不填。' },
  lat: { title: '纬度', text: '填 3 到 54 之间的度数，例如 34.7480；公开时只到小数点后三位。可以不填。' },
  depthTop: { title: '采样深度上限', text: '单位是米，表层土填 0。' },
  depthBottom: { title: '采样深度下限', text: '单位是米，要比上限深，例如 0.2。' },
  sampledOn: { title: '采样日期', text: '填采样当天，例如 2026-09-14。' },
  pollutant: { title: '污染物', text: '从列表中选；列表里没有的可以照检测报告填写。' },
  unit: { title: '单位', text: '从列表中选。每千克干土中的含量；二噁英类用 ng TEQ/kg；pH 用“无量纲”。' },
}

/** The notes sheet, line by line: which column, how to fill it in. */
export const TEMPLATE_NOTES: readonly (readonly [string, string])[] = [
  ['这一列', '怎么填'],
  [
    '一行一个结果',
    '一个点位、一个深度、一天、一种污染物填一行。深绿色表头必填，浅绿色表头可以不填。列的顺序可以变，表头文字不要改。',
  ],
  ['点位编号', '检测报告上的点位编号。每年用同一个编号，才能看出变化。'],
  ['经度、纬度', '度数，两个要一起填。公开时只保留小数点后三位。'],
  ['采样深度', '单位是米。表层土 0 到 0.2 米填 0 和 0.2。'],
  ['采样日期', '例如 2026-09-14。'],
  [
    '污染物、CAS号',
    '名称和 CAS 号填一个就行，两个都填时要对得上。标准里“铬（六价）”和总铬、“石油烃（C10-C40）”和总石油烃是不同的项目，请照检测报告写全。',
  ],
  ['测定值', '照检测报告填。没有检出的填“<0.01”“0.01L”或者“未检出”，不要填 0；没有测的填“未检测”。'],
  ['单位', 'mg/kg、μg/kg、ng/kg 等每千克干土中的含量。二噁英类填 ng TEQ/kg。修复效果评估的地下水样品填 mg/L、μg/L。'],
  ['检出限', '和测定值用同一个单位。测定值填“未检出”的，检出限要填，否则无法和标准比较。'],
  ['pH', '污染物填“pH”，单位填“无量纲”。农用地每个样品都要有一行 pH，限值按 pH 选。'],
  ['检测机构', '出报告的机构全称。'],
]
