import { ACCUSED_WORDS, BEHAVIOUR_WORDS, CHANNEL_WORDS, EMERGENCY_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { CaseDetail, CaseTip } from '../../client.ts'
import { CasePhotos } from './CasePhotos.tsx'
import { longDue } from './due.ts'
import { useSession } from './session.ts'

/** What residents said, tip by tip, in their own words. */
export function CaseTips({ detail }: { detail: CaseDetail }) {
  return (
    <>
      {detail.tips.map((tip, at) => (
        <TipSheet key={tip.reference} tip={tip} detail={detail} nth={detail.tips.length > 1 ? at + 1 : null} />
      ))}
    </>
  )
}

function TipSheet({ tip, detail, nth }: { tip: CaseTip; detail: CaseDetail; nth: number | null }) {
  const photos = detail.attachments.filter((photo) => photo.tipReference === tip.reference && !photo.messageId)
  return (
    <section className="sheet tip" aria-labelledby={`tip-${tip.reference}`}>
      <h2 id={`tip-${tip.reference}`}>
        {nth ? `举报 ${nth}` : '举报内容'}
        {nth && <span className="reference">{tip.reference}</span>}
      </h2>
      {tip.emergencies.length > 0 && (
        <p className="emergency-why">
          按紧急情形处理：{tip.emergencies.map((code) => wordOf(EMERGENCY_WORDS, code)).join('、')}
        </p>
      )}
      <p className="tip-text">{tip.description}</p>
      <TipFacts tip={tip} />
      <CasePhotos photos={photos} label="举报照片" />
    </section>
  )
}

export function TipFacts({ tip }: { tip: CaseTip }) {
  const { streetName } = useSession()
  const { accused } = tip
  const who =
    accused && [accused.name, accused.plate && `车牌 ${accused.plate}`, accused.industry].filter(Boolean).join('，')
  const facts: [string, string | null][] = [
    ['地点', tip.address],
    ['街道', tip.street && streetName(tip.street)],
    ['不在本区', tip.outOfDistrict && `由${tip.outOfDistrict}管辖`],
    ['坐标', tip.cgcs && `${tip.cgcs.lng.toFixed(5)}, ${tip.cgcs.lat.toFixed(5)}（CGCS2000）`],
    ['污染类型', tip.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')],
    ['行为', tip.behaviours.map((one) => BEHAVIOUR_WORDS[one]).join('、')],
    ['发生日期', tip.occurredOn && longDue(tip.occurredOn)],
    ['还在继续', tip.ongoing === null ? null : tip.ongoing ? '是' : '否'],
    ['被举报的', accused && (who ? `${ACCUSED_WORDS[accused.kind]}：${who}` : ACCUSED_WORDS[accused.kind])],
    ['来源', `${CHANNEL_WORDS[tip.channel]}，${longDue(tip.receivedOn)}收到`],
  ]
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

const wordOf = (words: Record<string, string>, code: string): string => words[code] ?? code
