import { type PrintKind, printedEvents } from '#domain/case/printing.ts'
import { CASE_STATE_WORDS } from '#domain/words/zh/case.ts'
import { STEP_WORDS } from '#domain/words/zh/clock.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { CaseDetail, CaseEvent, Printing } from '../../client.ts'
import { CaseFacts } from './CaseFacts.tsx'
import { detailsOf } from './CaseTimeline.tsx'
import { TipFacts } from './CaseTips.tsx'
import { longDue } from './due.ts'
import { useSession } from './session.ts'

type Props = { detail: CaseDetail; kind: PrintKind; kindWord: string; printing: Printing | null }

/** The sheets: cover, what was told, what was done under which article, letters, photos, signatures. */
export function CaseFileSheet({ detail, kind, kindWord, printing }: Props) {
  const { bureauName, streetName } = useSession()
  const { case: current } = detail
  const events = printedEvents(detail.events, kind)
  const found = kind === 'internal' ? events.filter((one) => one.type === 'case.investigated') : []
  const cover: [string, string][] = [
    ['编号', current.reference],
    ['全国平台编号', current.nationalPlatformNo ?? '无'],
    ['污染类型', current.kinds.map((one) => TIP_KIND_WORDS[one]).join('、')],
    ['所在街道', current.outOfDistrict ? `不在本区（${current.outOfDistrict}）` : streetName(current.street)],
    ['收到日期', longDue(current.receivedOn)],
    ['承办单位', current.assigneeName ?? '尚未交办'],
    ['现在的状态', CASE_STATE_WORDS[current.state]],
    ['举报人', '身份依法保密，不入案卷'],
  ]
  return (
    <article className="case-file" data-printed={printing !== null} aria-label="案卷">
      {printing && (
        <p className="case-file-mark">
          {printing.by} {longDue(printing.at)} 打印　第 {printing.copy} 份　{kindWord}
        </p>
      )}
      <header>
        <p>{bureauName}</p>
        <h2>生态环境举报办理案卷</h2>
        <p>{kindWord}</p>
        <Rows rows={cover} />
      </header>
      <section>
        <h2>举报内容</h2>
        {detail.tips.map((tip) => (
          <div key={tip.reference}>
            {detail.tips.length > 1 && <h3>{tip.reference}</h3>}
            <p className="case-file-text">{tip.description}</p>
            <TipFacts tip={tip} />
          </div>
        ))}
      </section>
      {kind === 'internal' && current.clocks.length > 0 && (
        <section>
          <h2>正在计算的期限</h2>
          <Rows
            rows={current.clocks.map((one) => [
              STEP_WORDS[one.step],
              `${longDue(one.by)}${one.provisional ? '（暂定）' : ''}，依据${one.article}`,
            ])}
          />
        </section>
      )}
      {kind === 'internal' && <CaseFacts detail={detail} />}
      {found.length > 0 && (
        <section>
          <h2>调查情况</h2>
          <Events events={found} withNames />
        </section>
      )}
      <section>
        <h2>经过与依据</h2>
        <Events events={events} withNames={kind === 'internal'} />
      </section>
      <section>
        <h2>与举报人的往来</h2>
        {detail.messages.length === 0 && <p>没有往来。</p>}
        {detail.messages.map((one) => (
          <div className="case-file-letter" key={one.id}>
            <h3>
              {one.from === 'bureau' ? '本局' : '举报人'}，{longDue(one.on)}
            </h3>
            <p className="case-file-text">{one.text}</p>
          </div>
        ))}
      </section>
      <section>
        <h2>照片（{detail.attachments.length} 张）</h2>
        <ol className="case-file-photos">
          {detail.attachments.map((photo, at) => (
            <li key={photo.id}>
              <img
                src={`/api/attachments/${photo.id}`}
                alt={`照片 ${at + 1}`}
                width={photo.width}
                height={photo.height}
              />
              <span>
                照片 {at + 1}
                {photo.messageId ? '，随来信' : '，随举报'}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className="case-file-signatures" aria-label="签字">
        {['承办人', '审核人', '负责人'].map((who) => (
          <p key={who}>
            <span>{who}（签字）</span>
            <span>　　年　　月　　日</span>
          </p>
        ))}
      </section>
    </article>
  )
}

function Rows({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Events({ events, withNames }: { events: readonly CaseEvent[]; withNames: boolean }) {
  const session = useSession()
  return (
    <ol className="case-file-events">
      {events.map((event) => (
        <li key={event.seq}>
          <h3>
            {longDue(event.at)}　{event.label}
            {withNames && event.actorName && `（${event.actorName}）`}
          </h3>
          {detailsOf(event, session).map(([label, text]) => (
            <p key={label}>
              {label && `${label}：`}
              {text}
            </p>
          ))}
          {event.article && <p className="case-file-article">依据：{event.article}</p>}
        </li>
      ))}
    </ol>
  )
}
