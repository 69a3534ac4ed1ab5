import type { Enterprise } from '#domain/enterprise/schema.ts'

/** A responsible party of the demo and the accounts that file for it. Only those named in `PEOPLE` come in by the demo door. */
export type CastParty = {
  enterprise: (last: number) => Enterprise
  editor: string
  signer: string
}

const code = {
  plating: '91410102MADEM00012',
  battery: '91410102MADEM00025',
  chemistry: '91410102MADEM00038',
  machining: '91410102MADEM0004B',
  recycling: '91410102MADEM0005E',
  pesticide: '91410102MADEM0006H',
  dyeing: '91410102MADEM0007L',
  compost: '91410102MADEM0008P',
  office: '11410102MBDEM0011D',
} as const
export type PartyKey = keyof typeof code

const address = (key: PartyKey) => `https://disclosure.demo.invalid/${code[key]}`
/** Listed in the spring of a year, counted back from the last year that was due; `until` likewise. */
const soilList = (from: number, to: number | null = null) => ({ reason: 'soil_key_unit' as const, from, to })

/** Eight invented enterprises and one invented street office. `last` is the last year whose reports were due. */
export const PARTIES: Readonly<Record<PartyKey, CastParty>> = {
  plating: {
    editor: 'demo-yan',
    signer: 'demo-hua',
    enterprise: (last) => ({
      code: code.plating,
      name: '郑州演示电镀有限公司（虚构）',
      kind: 'enterprise',
      formerNames: ['郑州演示表面处理厂（虚构）'],
      address: '郑州市中原区须水街道甲子工业路1号（虚构）',
      street: '410102012',
      industry: '金属表面处理及热处理加工',
      legalRepresentative: '严演示',
      permitNo: '91410102MADEM00012001P',
      outlets: ['DW001', 'DA001', 'DA002'],
      listings: [soilList(last - 5), { reason: 'key_discharger', from: last - 5, to: null }],
      landClass: 'class2',
      officialSystemUrl: address('plating'),
      registeredOn: `${last - 5}-04-08`,
    }),
  },
  battery: {
    editor: 'demo-jin',
    signer: 'demo-wei',
    enterprise: (last) => ({
      code: code.battery,
      name: '豫演蓄电池制造有限公司（虚构）',
      kind: 'enterprise',
      formerNames: [],
      address: '郑州市中原区西流湖街道乙丑路8号（虚构）',
      street: '410102011',
      industry: '铅蓄电池制造',
      legalRepresentative: '金演示',
      permitNo: '91410102MADEM00025001V',
      outlets: ['DW001', 'DA001', 'DA003', 'DA004'],
      listings: [soilList(last - 4), { reason: 'clean_production', from: last - 2, to: last }],
      landClass: 'class2',
      officialSystemUrl: address('battery'),
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  chemistry: {
    editor: 'demo-he',
    signer: 'demo-lv',
    enterprise: (last) => ({
      code: code.chemistry,
      name: '中原虚构化工有限公司（虚构）',
      kind: 'enterprise',
      formerNames: ['郑州虚构溶剂厂（虚构）'],
      address: '郑州市中原区须水街道丙寅路16号（虚构）',
      street: '410102012',
      industry: '基础化学原料制造',
      legalRepresentative: '何演示',
      permitNo: '91410102MADEM00038001P',
      outlets: ['DW001', 'DA001'],
      listings: [soilList(last - 4), { reason: 'listed_company', from: last - 1, to: null }],
      landClass: 'class2',
      officialSystemUrl: address('chemistry'),
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  machining: {
    editor: 'demo-shi',
    signer: 'demo-zhang',
    enterprise: (last) => ({
      code: code.machining,
      name: '演示机械加工有限公司（虚构）',
      kind: 'enterprise',
      formerNames: [],
      address: '郑州市中原区秦岭路街道丁卯路22号（虚构）',
      street: '410102004',
      industry: '通用设备制造',
      legalRepresentative: '施演示',
      permitNo: '91410102MADEM0004B001Q',
      outlets: ['DW001'],
      // Off the list for a year: nothing was owed, and the charts show a gap.
      listings: [soilList(last - 4, last - 3), soilList(last - 1)],
      landClass: 'class2',
      officialSystemUrl: address('machining'),
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  recycling: {
    editor: 'demo-kong',
    signer: 'demo-cao',
    enterprise: (last) => ({
      code: code.recycling,
      name: '示例再生金属有限公司（虚构）',
      kind: 'enterprise',
      formerNames: [],
      address: '郑州市中原区柳湖街道戊辰路3号（虚构）',
      street: '410102014',
      industry: '金属废料和碎屑加工处理',
      legalRepresentative: '孔演示',
      permitNo: '91410102MADEM0005E001V',
      outlets: ['DW001', 'DA001', 'DA002'],
      listings: [soilList(last - 4), { reason: 'key_discharger', from: last - 4, to: null }],
      landClass: 'class2',
      officialSystemUrl: address('recycling'),
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  pesticide: {
    editor: 'demo-xie',
    signer: 'demo-zou',
    enterprise: (last) => ({
      code: code.pesticide,
      name: '某某农药制剂有限公司（虚构）',
      kind: 'enterprise',
      formerNames: ['郑州某某农药厂（虚构）'],
      address: '郑州市中原区莲湖街道己巳路9号（虚构）',
      street: '410102013',
      industry: '化学农药制造',
      legalRepresentative: '谢演示',
      permitNo: '91410102MADEM0006H001P',
      outlets: ['DW001', 'DA001'],
      listings: [soilList(last - 4)],
      landClass: 'class2',
      officialSystemUrl: null,
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  dyeing: {
    editor: 'demo-dou',
    signer: 'demo-yun',
    enterprise: (last) => ({
      code: code.dyeing,
      name: '中原演示印染有限公司（虚构）',
      kind: 'enterprise',
      formerNames: [],
      address: '郑州市中原区棉纺路街道庚午路5号（虚构）',
      street: '410102003',
      industry: '棉印染精加工',
      legalRepresentative: '窦演示',
      permitNo: '91410102MADEM0007L001P',
      outlets: ['DW001', 'DW002'],
      listings: [soilList(last - 4)],
      // The works are to move and nobody has said yet what comes after: judged as class 1.
      landClass: 'unclear',
      officialSystemUrl: null,
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  compost: {
    editor: 'demo-pan',
    signer: 'demo-ge',
    enterprise: (last) => ({
      code: code.compost,
      name: '虚构污泥堆肥有限公司（虚构）',
      kind: 'enterprise',
      formerNames: [],
      address: '郑州市中原区须水街道辛未村南（虚构）',
      street: '410102012',
      industry: '有机肥料制造',
      legalRepresentative: '潘演示',
      permitNo: '91410102MADEM0008P001U',
      outlets: ['DA001'],
      listings: [soilList(last - 4)],
      // What is watched is the farmland around it.
      landClass: 'other_farmland',
      officialSystemUrl: null,
      registeredOn: `${last - 4}-04-06`,
    }),
  },
  office: {
    editor: 'demo-tao',
    signer: 'demo-jiang',
    enterprise: (last) => ({
      code: code.office,
      name: '中原区演示街道办事处（虚构）',
      kind: 'public_body',
      formerNames: [],
      address: '郑州市中原区壬申路30号（虚构）',
      street: '410102012',
      industry: null,
      legalRepresentative: null,
      permitNo: null,
      outlets: [],
      listings: [],
      landClass: 'class1',
      officialSystemUrl: null,
      registeredOn: `${last - 3}-06-10`,
    }),
  },
}

/** Who files for the parties that have nobody at the demo door: accounts without a password. */
export const FILERS = [
  { key: 'chemistry', as: 'he', name: '何填报', signer: false },
  { key: 'chemistry', as: 'lv', name: '吕签字', signer: true },
  { key: 'machining', as: 'shi', name: '施填报', signer: false },
  { key: 'machining', as: 'zhang', name: '张签字', signer: true },
  { key: 'recycling', as: 'kong', name: '孔填报', signer: false },
  { key: 'recycling', as: 'cao', name: '曹签字', signer: true },
  { key: 'pesticide', as: 'xie', name: '谢填报', signer: false },
  { key: 'pesticide', as: 'zou', name: '邹签字', signer: true },
  { key: 'dyeing', as: 'dou', name: '窦填报', signer: false },
  { key: 'dyeing', as: 'yun', name: '云签字', signer: true },
  { key: 'compost', as: 'pan', name: '潘填报', signer: false },
  { key: 'compost', as: 'ge', name: '葛签字', signer: true },
] as const satisfies readonly { key: PartyKey; as: string; name: string; signer: boolean }[]

export const CREDIT_CODES: Readonly<Record<PartyKey, string>> = code
