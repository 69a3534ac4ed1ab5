import { LAND_CLASSES } from '#domain/disclosure/schema.ts'
import { LIST_REASONS } from '#domain/enterprise/schema.ts'
import { INSTITUTION_ROLES } from '#domain/institution/schema.ts'
import { PLOT_STAGES } from '#domain/plot/schema.ts'
import { ENTERPRISE_KIND_WORDS, LIST_REASON_WORDS } from '#domain/words/zh/enterprise.ts'
import { REGISTER_FIELD_WORDS } from '#domain/words/zh/register.ts'
import { INSTITUTION_ROLE_WORDS } from '#domain/words/zh/remediation.ts'
import { LAND_CLASS_WORDS } from '#domain/words/zh/standard.ts'
import { type FormField, type FormSection, type Option, optionsOf } from '../filing/fields.ts'
import type { Register } from './route.ts'

export const REGISTER_WORDS: Readonly<Record<Register, { title: string; one: string }>> = {
  enterprises: { title: '企业和责任单位', one: '企业' },
  plots: { title: '地块', one: '地块' },
  institutions: { title: '第三方机构', one: '机构' },
}

const named = (path: string, list?: string) => ({
  path,
  label: REGISTER_FIELD_WORDS[list ? `${list}.*.${path}` : path] ?? path,
})
const NULLABLE = { optional: true, nullable: true } as const
const CODE = { ...named('code'), kind: 'line', hint: '18 位；登记以后不能改。' } as const
const URL_HINT = '以 http:// 或 https:// 开头'

/** What an entry of each register asks for. `streets` are the district's; only a new one is asked for its code. */
export function registerForm(register: Register, streets: readonly Option[], isNew: boolean): readonly FormSection[] {
  const form = formOf(register, streets)
  if (isNew) return form
  const fixed = (field: FormField): FormField =>
    field === CODE || field === PLOT_ID ? { path: field.path, label: field.label, kind: 'fixed' } : field
  return form.map((section) => ({ ...section, fields: section.fields.map(fixed) }))
}

function formOf(register: Register, streets: readonly Option[]): readonly FormSection[] {
  const street = { ...named('street'), kind: 'choice', options: streets } as const
  if (register === 'institutions') return INSTITUTION
  if (register === 'plots') return [{ title: '地块', fields: [PLOT_ID, NAME, ADDRESS, street, ...PLOT] }, ...PLOT_PARTS]
  return [{ title: '单位', fields: [CODE, NAME, KIND, ADDRESS, street, ...ENTERPRISE] }, ...ENTERPRISE_PARTS]
}

const NAME = { ...named('name'), kind: 'line' } as const
const ADDRESS = { ...named('address'), kind: 'line' } as const
const KIND = {
  ...named('kind'),
  kind: 'choice',
  options: optionsOf(['enterprise', 'public_body'] as const, ENTERPRISE_KIND_WORDS),
} as const
const PLOT_ID = { ...named('id'), kind: 'line', hint: '例如 ZY-2026-003；登记以后不能改。' } as const

const ENTERPRISE: FormSection['fields'] = [
  { ...named('registeredOn'), kind: 'day' },
  { ...named('legalRepresentative'), kind: 'line', ...NULLABLE },
  { ...named('industry'), kind: 'line', ...NULLABLE },
  { ...named('formerNames'), kind: 'lines', optional: true },
]
const ENTERPRISE_PARTS: readonly FormSection[] = [
  {
    title: '名录和许可',
    hint: '名录由市级生态环境部门确定，这里照录。列入“土壤污染重点监管单位”的年度，企业每年要交监测数据。',
    fields: [
      {
        ...named('listings'),
        kind: 'list',
        one: '名录',
        none: '没有列入名录',
        optional: true,
        item: [
          { ...named('reason', 'listings'), kind: 'choice', options: optionsOf(LIST_REASONS, LIST_REASON_WORDS) },
          { ...named('from', 'listings'), kind: 'number', unit: '年' },
          { ...named('to', 'listings'), kind: 'number', unit: '年', hint: '还在名录里的空着', ...NULLABLE },
        ],
      },
      { ...named('landClass'), kind: 'choice', options: optionsOf(LAND_CLASSES, LAND_CLASS_WORDS) },
      { ...named('permitNo'), kind: 'line', ...NULLABLE },
      { ...named('outlets'), kind: 'lines', optional: true },
      { ...named('officialSystemUrl'), kind: 'line', hint: URL_HINT, ...NULLABLE },
    ],
  },
]

const PLOT: FormSection['fields'] = [
  { ...named('area'), kind: 'number', unit: '平方米', ...NULLABLE },
  { ...named('formerUse'), kind: 'line', ...NULLABLE },
  { ...named('plannedUse'), kind: 'line', ...NULLABLE },
  { ...named('restriction'), kind: 'text', rows: 2, ...NULLABLE },
  { ...named('contact'), kind: 'line', ...NULLABLE },
]
const PLOT_PARTS: readonly FormSection[] = [
  {
    title: '省级名录',
    hint: '建设用地土壤污染风险管控和修复名录由省里公布，这里只照录；没有列入的空着。',
    fields: [
      { ...named('listed.on'), kind: 'day', optional: true },
      { ...named('listed.notice'), kind: 'line', optional: true },
      { ...named('listed.url'), kind: 'line', hint: URL_HINT, ...NULLABLE },
    ],
  },
  {
    title: '阶段',
    hint: '到了哪一步就填哪一步的日期。',
    fields: PLOT_STAGES.map((stage) => ({
      ...named(`stages.${stage}`),
      kind: 'day' as const,
      optional: true as const,
    })),
  },
]

const INSTITUTION: readonly FormSection[] = [
  {
    title: '机构',
    fields: [
      CODE,
      NAME,
      { ...named('roles'), kind: 'choices', options: optionsOf(INSTITUTION_ROLES, INSTITUTION_ROLE_WORDS) },
      { ...named('qualification'), kind: 'line', ...NULLABLE },
      { ...named('address'), kind: 'line', ...NULLABLE },
      { ...named('contact'), kind: 'line', ...NULLABLE },
    ],
  },
]

/** An entry as the API takes it: a plot that is not on the provincial list says so with null. */
export function entryInput(register: Register, read: Record<string, unknown>): Record<string, unknown> {
  if (register !== 'plots') return read
  const listed = (read.listed ?? {}) as Record<string, unknown>
  const isListed = Object.values(listed).some((value) => value !== null)
  return { ...read, stages: read.stages ?? {}, listed: isListed ? listed : null }
}
