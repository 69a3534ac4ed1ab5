import type { EmergencyCode } from '../../tip/emergency.ts'
import type { ACCUSED_KINDS, Channel, TipBehaviour, TipKind } from '../../tip/kinds.ts'

/** What stands where a tip's words were, once they are destroyed. */
export const TIP_DESTROYED = '（已到保存期限，内容已销毁）'

export const TIP_KIND_WORDS: Readonly<Record<TipKind, string>> = {
  soil_groundwater: '土壤或地下水',
  solid_waste: '固体废物',
  water: '水',
  air: '大气',
  noise: '噪声',
  ecology: '生态破坏',
  radiation: '辐射',
}

export const BEHAVIOUR_WORDS: Readonly<Record<TipBehaviour, string>> = {
  wastewater_discharge: '乱排废水',
  gas_discharge: '乱排废气',
  sludge_dumping: '乱倒污泥',
  industrial_waste_dumping: '乱倒工业固体废物',
  hazardous_waste_dumping: '非法倾倒或转移危险废物',
  construction_waste_dumping: '倾倒建筑垃圾',
  household_waste_dumping: '倾倒生活垃圾',
  medical_waste_dumping: '倾倒医疗废物',
  hazmat_storage: '违规存放危险化学品',
  facility_off: '治污设施不正常运行',
  data_falsified: '监测数据造假',
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  web: '网页',
  wechat: '微信',
  phone_12345: '12345 电话',
  phone_12369_legacy: '原 12369 电话',
  letter: '来信',
  email: '电子邮件',
  visit: '来访',
  transfer_in: '其他单位移送',
  list_import: '上级交办清单',
  open311: 'Open311 接口',
}

export const ACCUSED_WORDS: Readonly<Record<(typeof ACCUSED_KINDS)[number], string>> = {
  enterprise: '企业或单位',
  individual: '个人',
  vehicle: '车辆',
  unknown: '不清楚',
}

export const EMERGENCY_WORDS: Readonly<Record<EmergencyCode, string>> = {
  'water-source-zone': '涉及饮用水水源保护区',
  'hazardous-waste': '涉及危险废物',
  'heavy-metals': '涉及重金属',
  'mass-dumping': '大量倾倒',
}
