import type { Industry, Recurrence, SubKind } from '../../tip/taxonomy.ts'

export const SUB_KIND_WORDS: Readonly<Record<SubKind, string>> = {
  smoke_dust: '烟粉尘',
  odour: '恶臭、异味',
  industrial_gas: '工业废气',
  cooking_fume: '油烟',
  vehicle_exhaust: '机动车尾气',
  air_other: '其他大气污染',
  industrial_wastewater: '工业废水',
  sewage: '生活污水',
  livestock_wastewater: '养殖废水',
  black_water: '黑臭水体',
  construction_noise: '建设施工噪声',
  industrial_noise: '工业噪声',
  social_noise: '社会生活娱乐噪声',
  traffic_noise: '交通噪声',
  industrial_solid_waste: '工业固体废物',
  household_waste: '生活垃圾',
  hazardous_waste: '危险废物',
  medical_waste: '医疗废物',
  construction_waste: '建筑垃圾',
  sludge: '污泥',
}

export const INDUSTRY_WORDS: Readonly<Record<Industry, string>> = {
  hazardous_waste_treatment: '危险废物治理',
  electroplating: '电镀',
  scrap_dismantling: '废旧物资拆解回收',
  car_repair_or_fuel: '汽修、加油站',
  livestock: '畜禽养殖',
  hospitality: '住宿、餐饮、娱乐业',
  construction: '建筑业',
  mineral_products: '非金属矿物加工',
  chemicals: '化工',
  metal_smelting: '金属冶炼加工',
  manufacturing: '加工制造',
}

/** A trade for a person: the word of its code, or what somebody wrote instead. */
export function industryWord(industry: string): string {
  return Object.hasOwn(INDUSTRY_WORDS, industry) ? INDUSTRY_WORDS[industry as Industry] : industry
}

export const RECURRENCE_WORDS: Readonly<Record<Recurrence, string>> = {
  once: '只有这一次',
  now_and_then: '隔三差五',
  every_week: '每周都有',
  nearly_every_day: '几乎天天',
}
