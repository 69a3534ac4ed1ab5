import { type FormSection, named } from './fields.ts'

/** Soil taken away: the six elements in the order of the law, then what was weighed. */
export const TRANSFER_FORM: readonly FormSection[] = [
  {
    title: '哪个修复项目',
    fields: [
      {
        ...named('project'),
        hint: '先公开修复公告，才能填报转运。',
        kind: 'project',
        fills: ({ plot }) => ({ plot }),
      },
      { ...named('plot'), kind: 'fixed' },
    ],
  },
  {
    title: '转运计划',
    hint: '《土壤污染防治法》第四十一条要求事先报告的六项。',
    fields: [
      { ...named('time.from'), kind: 'day' },
      { ...named('time.to'), kind: 'day' },
      { ...named('mode'), hint: '例如：密闭自卸车，每车约 20 吨。', kind: 'line' },
      { ...named('route'), kind: 'text', rows: 2 },
      { ...named('quantity'), kind: 'number', unit: '吨' },
      { ...named('destination.name'), kind: 'line' },
      { ...named('destination.address'), kind: 'line' },
      { ...named('disposal'), kind: 'text', rows: 2 },
      { ...named('hazardous'), kind: 'flag', yes: '是', no: '不是' },
    ],
  },
  {
    title: '向两地报告',
    hint: '转出地和接收地的生态环境部门都要在转运前五个工作日报告。',
    fields: [
      { ...named('originBureau'), kind: 'line' },
      { ...named('destinationBureau'), kind: 'line' },
      { ...named('reportedOn'), kind: 'day' },
    ],
  },
  {
    title: '实际过磅',
    hint: '还没有运的先空着，运完以后用“更正”补上。',
    fields: [
      {
        ...named('loads'),
        kind: 'list',
        one: '车次',
        none: '还没有车次',
        optional: true,
        item: [
          { ...named('no', 'loads'), kind: 'line' },
          { ...named('on', 'loads'), kind: 'day' },
          { ...named('out', 'loads'), kind: 'number', unit: '吨' },
          { ...named('in', 'loads'), kind: 'number', unit: '吨', optional: true, nullable: true },
        ],
      },
    ],
  },
]
