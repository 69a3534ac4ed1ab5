import { answerLines } from '#domain/words/zh/question.ts'
import { industryWord, RECURRENCE_WORDS, SUB_KIND_WORDS } from '#domain/words/zh/taxonomy.ts'
import { ACCUSED_WORDS, BEHAVIOUR_WORDS, CHANNEL_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { CaseTip } from '../../case-tip.ts'
import { longDue } from './due.ts'

/** What a tip says besides its text, as label and words, in the order of the sheet; `streetName` names a street's code. */
export function factsOfTip(tip: CaseTip, streetName: (code: string) => string): [label: string, value: string][] {
  const { accused } = tip
  const who =
    accused &&
    [accused.name, accused.plate && `车牌 ${accused.plate}`, accused.industry && industryWord(accused.industry)]
      .filter(Boolean)
      .join('，')
  const days = [tip.occurredOn, tip.occurredTo].map((day) => day && longDue(day))
  const facts: [string, string | null | undefined][] = [
    ['地点', tip.address],
    ['街道', tip.street && streetName(tip.street)],
    ['功能区', tip.functionalZoneName],
    ['不在本区', tip.outOfDistrict && `由${tip.outOfDistrict}管辖`],
    ['坐标', tip.cgcs && `${tip.cgcs.lng.toFixed(5)}, ${tip.cgcs.lat.toFixed(5)}（CGCS2000）`],
    ['污染类型', tip.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')],
    ['具体类型', tip.subKinds.map((one) => SUB_KIND_WORDS[one]).join('、')],
    ['行为', tip.behaviours.map((one) => BEHAVIOUR_WORDS[one]).join('、')],
    ['发生日期', days[1] ? `${days[0] ?? ''}至${days[1]}` : days[0]],
    ['多久一次', tip.recurrence && RECURRENCE_WORDS[tip.recurrence]],
    ['还在继续', tip.ongoing === null ? null : tip.ongoing ? '是' : '否'],
    ['被举报的', accused && (who ? `${ACCUSED_WORDS[accused.kind]}：${who}` : ACCUSED_WORDS[accused.kind])],
    ...answerLines(tip.answers),
    ['诉求', tip.demand],
    ['来源', `${CHANNEL_WORDS[tip.channel]}，${longDue(tip.receivedOn)}收到`],
  ]
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]))
}
