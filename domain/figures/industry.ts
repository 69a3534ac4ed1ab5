import { INDUSTRIES, type Industry } from '../tip/taxonomy.ts'

/** Words that point to a trade. What people write themselves never becomes a row: it could name somebody. */
const WORDS: Readonly<Record<Industry, readonly string[]>> = {
  hazardous_waste_treatment: ['危险废物', '危废'],
  electroplating: ['电镀', '镀锌', '镀铬'],
  scrap_dismantling: ['拆解', '废旧', '回收', '废品'],
  car_repair_or_fuel: ['汽修', '汽车维修', '加油', '洗车', '喷漆'],
  livestock: ['养殖', '畜禽', '养猪', '养鸡', '屠宰'],
  hospitality: ['餐饮', '住宿', '娱乐', '饭店', '烧烤', '酒店', '食堂', '宾馆'],
  construction: ['建筑', '工地', '施工', '渣土', '房地产'],
  mineral_products: ['水泥', '混凝土', '石材', '砖', '陶瓷', '玻璃', '非金属', '砂石', '搅拌'],
  chemicals: ['化工', '化学', '涂料', '制药', '农药', '橡胶', '塑料', '蓄电池'],
  metal_smelting: ['冶炼', '冶金', '铸造', '铝', '钢', '金属'],
  manufacturing: ['制造', '加工', '机械', '印刷', '家具', '纺织', '印染', '洗涤', '食品', '造纸'],
}

export const INDUSTRY_ROWS = [...INDUSTRIES, 'other', 'none'] as const
export type IndustryRow = (typeof INDUSTRY_ROWS)[number]

/** The row an industry as it was told belongs to, of several the first; `none` where nothing was told. */
export function industryRow(told: string | null): IndustryRow {
  const text = told?.trim()
  if (!text) return 'none'
  const ofCode = INDUSTRIES.find((row) => row === text)
  return ofCode ?? INDUSTRIES.find((row) => WORDS[row].some((word) => text.includes(word))) ?? 'other'
}
