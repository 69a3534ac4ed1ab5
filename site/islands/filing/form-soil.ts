import { LAND_CLASSES } from '#domain/disclosure/schema.ts'
import { LAND_CLASS_WORDS } from '#domain/words/zh/standard.ts'
import { type FormSection, named, optionsOf } from './fields.ts'

/** A year's soil self-monitoring; its results come from a row file. */
export const SOIL_FORM: readonly FormSection[] = [
  {
    title: '基本情况',
    fields: [
      { ...named('period'), kind: 'fixed' },
      {
        ...named('landClass'),
        hint: '决定跟哪个限值比。工厂、仓库一般是第二类用地；拿不准选“用地类别未定”，按较严的第一类用地比较。',
        kind: 'choice',
        options: optionsOf(LAND_CLASSES, LAND_CLASS_WORDS),
      },
      { ...named('institution'), kind: 'organisation', optional: true },
      {
        ...named('officialSystemUrl'),
        hint: '在这里填报不能代替在“企业环境信息依法披露系统”里填报。',
        kind: 'line',
        optional: true,
      },
      { ...named('statement'), hint: '例如超标的原因和准备怎么做。', kind: 'text', optional: true },
    ],
  },
]
