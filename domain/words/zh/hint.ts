import type { Hint } from '../../case/hint.ts'

const COURT = '《最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释》（法释〔2023〕7号）第一条'
const PENALTY = '《行政处罚法》第三十六条'

/** What an officer may want to think of, each with where it is written. */
export const HINT_WORDS: Readonly<Record<Hint, { text: string; article: string }>> = {
  'police-water-source': {
    text: '在饮用水水源保护区排放、倾倒有毒有害物质，考虑移送公安。',
    article: COURT,
  },
  'police-hazardous-waste': { text: '危险废物达到 3 吨的，考虑移送公安。', article: COURT },
  'police-heavy-metals': {
    text: '铅、汞、镉、铬、砷、铊、锑超标 3 倍以上，镍、铜、锌等超标 10 倍以上的，考虑移送公安。',
    article: COURT,
  },
  'police-measured-waste': { text: '调查记录的危险废物已达到 3 吨，应当考虑移送公安。', article: COURT },
  'police-measured-heavy-metals': {
    text: '调查记录的铅、汞、镉、铬、砷、铊、锑超标已达到 3 倍，应当考虑移送公安。',
    article: COURT,
  },
  'police-measured-metals': {
    text: '调查记录的镍、铜、锌、银、钒、锰、钴超标已达到 10 倍，应当考虑移送公安。',
    article: COURT,
  },
  'police-hidden-outlet': { text: '通过暗管、渗井、渗坑、裂隙、溶洞、灌注排放的，考虑移送公安。', article: COURT },
  'police-falsified-data': { text: '篡改、伪造自动监测数据或者干扰监测设施的，考虑移送公安。', article: COURT },
  'penalty-two-years': {
    text: '距发生已超过两年：除涉及公民生命健康安全且有危害后果的以外，未被发现的不再处罚。',
    article: PENALTY,
  },
  'penalty-five-years': { text: '距发生已超过五年：未被发现的不再处罚。', article: PENALTY },
}
