import { nameOfField } from './field.ts'

const ROW = { name: '名称', validFrom: '启用日期', validTo: '最后一天' } as const

/** What the bureau's data are called, by path; `*` stands for any position in a list. */
export const BUREAU_DATA_WORDS: Readonly<Record<string, string>> = {
  name: '单位全称',
  shortName: '单位简称',
  district: '区（县）',
  city: '市',
  province: '省',
  adcode: '行政区划代码',
  telephone: '投诉举报电话',
  'telephone.number': '电话号码',
  'telephone.name': '电话名称',
  'telephone.note': '电话说明',
  address: '办公地址',
  postcode: '邮政编码',
  officeHours: '办公时间',
  website: '门户网站',
  dutyEmail: '值班邮箱',
  filings: '备案',
  'filings.icp': 'ICP 备案号',
  'filings.police': '公安联网备案号',
  'filings.governmentSite': '党政机关网站标识',
  leaveTo: '“快速离开”的去处',
  nationalPlatform: '全国平台',
  'nationalPlatform.name': '全国平台名称',
  'nationalPlatform.url': '全国平台网址',
  escrowDrillDays: '托管密钥演练间隔',
  contentYears: '举报内容和照片保存年限',
  streets: '街道',
  'streets.*.code': '街道代码',
  'streets.*.name': ROW.name,
  'streets.*.functionalZones': '重叠的功能区',
  'streets.*.centre': '地图上的位置',
  'streets.*.centre.lng': '经度',
  'streets.*.centre.lat': '纬度',
  'streets.*.validFrom': ROW.validFrom,
  'streets.*.validTo': ROW.validTo,
  functionalZones: '功能区',
  'functionalZones.*.id': '代号',
  'functionalZones.*.name': ROW.name,
  'functionalZones.*.note': '说明',
  'functionalZones.*.validFrom': ROW.validFrom,
  'functionalZones.*.validTo': ROW.validTo,
  neighbours: '相邻区域',
  'neighbours.*.name': ROW.name,
  'neighbours.*.words': '地址里的词',
  'neighbours.*.streetPrefixes': '街道代码的开头',
  'neighbours.*.body': '受理单位',
  'neighbours.*.phone': '电话',
  waterSourceZones: '水源保护区',
  'waterSourceZones.*.id': '代号',
  'waterSourceZones.*.name': ROW.name,
  'waterSourceZones.*.words': '地址里的词',
  'waterSourceZones.*.circle': '大致范围',
  'waterSourceZones.*.circle.lng': '经度',
  'waterSourceZones.*.circle.lat': '纬度',
  'waterSourceZones.*.circle.radiusM': '半径（米）',
  bounds: '辖区外接矩形',
  'bounds.west': '最西（经度）',
  'bounds.south': '最南（纬度）',
  'bounds.east': '最东（经度）',
  'bounds.north': '最北（纬度）',
  unconfirmed: '还没确认的',
}

/** What a part of the data is called in a sentence: `街道第 3 项的名称`. */
export const dataFieldWord = (path: string): string => nameOfField(BUREAU_DATA_WORDS, path)

/** An entry of a list, as a difference tells of it: `街道“西流湖街道”`. */
export const entryWord = (list: string, name: string): string => `${BUREAU_DATA_WORDS[list]}“${name}”`

/** What does not fit together in the data, said beside its field. */
export const BUREAU_DATA_PROBLEM_WORDS = {
  streetTwice: '这个街道代码从这一天起已经有一行，请改那一行。',
  zoneTwice: '这个代号已经用过，请换一个。',
  zoneUnknown: '没有这个功能区，请用功能区表里的代号。',
  centreOutside: '要在辖区外接矩形以内。',
  backwards: '最后一天不能早于启用日期。',
  neverRemoved: (names: string) => `办件会用到它们，只能写最后一天，不能删去：${names}。`,
  bounds: '东要大于西，北要大于南。',
} as const
