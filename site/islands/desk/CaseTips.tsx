import { EMERGENCY_WORDS } from '#domain/words/zh/tip.ts'
import type { CaseTip } from '../../case-tip.ts'
import type { CaseDetail } from '../../client.ts'
import { CasePhotos } from './CasePhotos.tsx'
import { useSession } from './session.ts'
import { factsOfTip } from './tip-facts.ts'

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
  return (
    <dl className="facts">
      {factsOfTip(tip, streetName).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const wordOf = (words: Record<string, string>, code: string): string => words[code] ?? code
