import * as z from 'zod/mini'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'

const url = z.string().check(z.trim(), z.regex(/^https?:\/\/\S{4,300}$/))

/**
 * What a result is judged against: development land by class (GB 36600-2018 4.1; `unclear` is judged as class 1, 5.3.1),
 * farmland by use and the pH of the sample (GB 15618-2018).
 */
export const LAND_CLASSES = ['class1', 'class2', 'unclear', 'paddy', 'other_farmland'] as const
export type LandClass = (typeof LAND_CLASSES)[number]

/** Header of the row file, in the order of the template. */
export const ROW_COLUMNS = [
  ['point', '点位编号'],
  ['lng', '经度'],
  ['lat', '纬度'],
  ['depthTop', '采样深度上限m'],
  ['depthBottom', '采样深度下限m'],
  ['sampledOn', '采样日期'],
  ['pollutant', '污染物'],
  ['cas', 'CAS号'],
  ['value', '测定值'],
  ['unit', '单位'],
  ['detectionLimit', '检出限'],
  ['method', '方法'],
  ['institution', '检测机构'],
] as const

/**
 * One measured result, as reported: `value` is the text of the report (`12.3`, `<0.01`, `0.01L`, `未检出`) and is never
 * turned into another. The pH of a sample is a row of its own (污染物 `pH`, 单位 `无量纲`). Depths in metres.
 */
export const SoilRow = z.strictObject({
  point: text(40),
  lng: z.optional(z.number().check(z.minimum(73), z.maximum(136))),
  lat: z.optional(z.number().check(z.minimum(3), z.maximum(54))),
  depthTop: z.number().check(z.minimum(0), z.maximum(100)),
  depthBottom: z.number().check(z.minimum(0), z.maximum(100)),
  sampledOn: Day,
  pollutant: text(60),
  cas: z.optional(text(20)),
  value: text(40),
  unit: text(20),
  detectionLimit: z.optional(text(40)),
  method: z.optional(text(100)),
  institution: text(100),
})
export type SoilRow = z.infer<typeof SoilRow>

/** Rows one disclosure may hold. */
export const MAX_ROWS = 5000

/** A year's soil self-monitoring of a key unit (土壤污染防治法 art. 21, HJ 1209-2021). */
export const SoilSelfMonitoring = z.strictObject({
  period: z.strictObject({ year: z.int().check(z.minimum(2017), z.maximum(2100)) }),
  landClass: z.enum(LAND_CLASSES),
  /** The laboratory, when it is in the register of institutions. */
  institution: z.optional(z.strictObject({ code: z.string(), name: text(100) })),
  /** What the enterprise wants to say about the results. */
  statement: z.optional(text(2000)),
  officialSystemUrl: z.optional(url),
  rows: z.array(SoilRow).check(z.minLength(1), z.maxLength(MAX_ROWS)),
})
export type SoilSelfMonitoring = z.infer<typeof SoilSelfMonitoring>
