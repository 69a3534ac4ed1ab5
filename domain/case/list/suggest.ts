import type { Department } from '../../bureau.ts'
import type { TipKind } from '../../tip/kinds.ts'
import { SUGGESTION_WORDS } from '../../words/zh/list.ts'
import { TIP_KIND_WORDS } from '../../words/zh/tip.ts'

export type KindSuggestion = { kind: TipKind; reason: string }
export type DepartmentSuggestion = { id: string; name: string; reason: string }

/** Words of complaints that point to a medium. */
const KIND_SIGNS: readonly (readonly [TipKind, RegExp])[] = [
  ['air', /废气|异味|臭味|恶臭|刺鼻|扬尘|粉尘|灰尘|油烟|黑烟|浓烟|烟尘|喷漆|焚烧|烧烤/],
  ['water', /污水|废水|黑臭水体|排污口|排水沟|河水|水体|水质|泔水|入河/],
  ['noise', /噪声|噪音|震动|振动|轰鸣|太吵|扰民/],
  ['solid_waste', /垃圾|固废|固体废物|危废|危险废物|废渣|污泥|废机油|废油桶|渣土|废料/],
  ['soil_groundwater', /土壤|地下水|污染地块|毒地|渗坑|渗井|渗漏/],
  ['ecology', /毁林|砍伐|破坏植被|占用湿地|生态破坏|采砂|采矿|采石/],
  ['radiation', /辐射|基站|放射|电磁/],
]

/** The media the text points to, each with the word that does. */
export function suggestKinds(text: string): KindSuggestion[] {
  return KIND_SIGNS.flatMap(([kind, pattern]) => {
    const word = pattern.exec(text)?.[0]
    return word ? [{ kind, reason: SUGGESTION_WORDS.text(word) }] : []
  })
}

/**
 * What complaints say, and the words by which a department's remit in `content/bureau.json` claims it; the narrower
 * first. No department is named here, so that another district's are found as well.
 */
const REMIT_SIGNS: readonly (readonly [said: RegExp, remit: RegExp])[] = [
  [/医疗废物|医疗垃圾|医废/, /医疗废物/],
  [/危险废物|危废|废机油|废矿物油|废油桶|废酸/, /危险废物/],
  [/污染地块|土壤|地下水|毒地|渗坑|渗井/, /土壤|污染地块/],
  [/废渣|污泥|工业固废|工业垃圾|固体废物/, /固体废物/],
  [/渣土车/, /渣土车/],
  [/建筑垃圾|渣土|装修垃圾/, /建筑垃圾/],
  [/生活垃圾|垃圾堆|垃圾/, /生活垃圾/],
  [/油烟|烧烤|饭店|餐馆|餐饮/, /餐饮油烟/],
  [/秸秆|麦茬/, /秸秆/],
  [/养殖|养猪|养鸡|猪场|鸡场|粪便/, /养殖/],
  [/扬尘|裸露黄土|未覆盖/, /扬尘/],
  [/夜间施工|施工噪|工地/, /施工/],
  [/黑臭|河道|排水沟|下水道/, /黑臭水体|河道/],
  [/排污口|入河|水源/, /排污口|水源/],
  [/污水|废水/, /地表水|排水/],
  [/广场舞|音响|KTV|酒吧|邻居/i, /社会生活噪声/],
  [/废品|拆解|加油站/, /废旧|加油站/],
  [/基站|辐射|放射/, /辐射/],
  [/大货车|货车|交通噪/, /货运|交通噪声/],
  [/砍伐|行道树|绿地|公园/, /绿地|公园|行道树/],
  [/占用耕地|违法占地/, /违法占地/],
  [/恶臭|异味|臭味|废气|刺鼻|喷漆|黑烟|粉尘/, /废气|恶臭/],
  [/偷排|直排|夜间排|深夜/, /查处环境违法|取证/],
]

/**
 * The department whose remit the text is about; where no remit says so, the first that is said to get all these kinds;
 * else null. `departments` are those in force.
 */
export function suggestDepartment(
  text: string,
  kinds: readonly TipKind[],
  departments: readonly Department[],
): DepartmentSuggestion | null {
  for (const [said, remit] of REMIT_SIGNS) {
    const word = said.exec(text)?.[0]
    const claims = word ? departments.filter((one) => remit.test(one.remit)) : []
    // Who only coordinates comes after who does it.
    const department = claims.find((one) => !/协调/.test(one.remit.slice(one.remit.search(remit)))) ?? claims[0]
    if (word && department)
      return {
        id: department.id,
        name: department.name,
        reason: SUGGESTION_WORDS.remit(word, remit.exec(department.remit)?.[0] ?? ''),
      }
  }
  const named = departments.find((one) => kinds.length > 0 && kinds.every((kind) => one.kinds?.includes(kind)))
  const reason = SUGGESTION_WORDS.kinds(kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、'))
  return named ? { id: named.id, name: named.name, reason } : null
}
