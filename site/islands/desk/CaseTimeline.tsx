import { ENTRY_SOURCE_FIELDS } from '#domain/case/entry.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import { STEP_WORDS } from '#domain/words/zh/clock.ts'
import { COMPETENCE_WAY_WORDS, leadWord } from '#domain/words/zh/competence.ts'
import { ENTRY_FIELD_WORDS } from '#domain/words/zh/entry.ts'
import {
  EMERGENCY_GRADE_WORDS,
  EMERGENCY_STAGE_WORDS,
  ENFORCEMENT_STAGE_WORDS,
  REVIEW_DECISION_WORDS,
  SUPERVISION_WORDS,
} from '#domain/words/zh/mark.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import type { CaseEvent } from '../../client.ts'
import { longDue } from './due.ts'
import { type Session, useSession } from './session.ts'

/** What happened, newest first, with who did it and what they wrote. */
export function CaseTimeline({ events, onNote }: { events: CaseEvent[]; onNote: (() => void) | null }) {
  const session = useSession()
  return (
    <section className="sheet case-past" aria-labelledby="timeline-title">
      <h2 id="timeline-title">经过</h2>
      {onNote && (
        <button type="button" className="plain" aria-keyshortcuts="m" onClick={onNote}>
          加一条备注
        </button>
      )}
      <ol className="timeline">
        {[...events].reverse().map((event) => (
          <li key={event.seq} data-type={event.type}>
            <p className="event-head">
              <b>{event.label}</b>
              {event.actorName && <span>{event.actorName}</span>}
            </p>
            <time dateTime={event.at}>{longDue(event.at)}</time>
            {event.personName && (
              <p className="event-text">
                <span>谁回避：</span>
                {event.personName}
                {event.data.tie !== undefined && '（对企业长期回避）'}
              </p>
            )}
            {detailsOf(event, session).map(([label, text]) => (
              <p className="event-text" key={label}>
                {label && <span>{label}：</span>}
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What an event carries, as label and text; fields the desk has no word for stay unsaid. */
export function detailsOf(event: Pick<CaseEvent, 'data'>, { orgName }: Session): [string, string][] {
  const said: [string, (value: string) => string][] = [
    ['text', (value) => value],
    ['reason', (value) => value],
    ['findings', (value) => value],
    ['wasteTonnes', (value) => `${value} 吨`],
    ['heavyMetalTimes', (value) => `${value} 倍`],
    ['metalTimes', (value) => `${value} 倍`],
    ['on', longDue],
    ['beganOn', longDue],
    ['endedOn', longDue],
    ['department', orgName],
    ['to', orgName],
    ['ground', (value) => wordOf(REJECTION_WORDS, value)?.label ?? wordOf(SUPERVISION_WORDS, value) ?? value],
    ['days', (value) => `${value} 日`],
    ['bodies', (value) => value],
    ['way', (value) => wordOf(COMPETENCE_WAY_WORDS, value) ?? value],
    ['lead', leadWord],
    ['body', (value) => value],
    ['by', longDue],
    ['superiorBy', longDue],
    ['reference', (value) => value],
    ['mayRepeat', (value) => value],
    ['of', (value) => value],
    ['decision', (value) => wordOf(REVIEW_DECISION_WORDS, value) ?? value],
    ['grade', (value) => wordOf(EMERGENCY_GRADE_WORDS, value) ?? value],
    ['stage', (value) => wordOf(EMERGENCY_STAGE_WORDS, value) ?? wordOf(ENFORCEMENT_STAGE_WORDS, value) ?? value],
    ['number', (value) => value],
    ['step', (value) => wordOf(STEP_WORDS, value) ?? value],
    ['percent', (value) => `${value}%`],
    ['texts', (value) => value],
    ['partners', (value) => value.split('、').map(orgName).join('、')],
    ['tell', (value) => value],
    ['outcome', (value) => wordOf(OUTCOME_WORDS, value) ?? value],
    ['remedied', (value) => wordOf(REMEDIED_WORDS, value) ?? value],
    ['measures', (value) => value],
    ['nationalPlatformNo', (value) => value],
    ...ENTRY_SOURCE_FIELDS.map((name): [string, (value: string) => string] => [
      name,
      name === 'ticketNo' ? (value) => value : longDue,
    ]),
  ]
  return said.flatMap(([name, show]) => {
    const value = textOf(event.data[name])
    return value !== '' ? [[EVENT_FIELD_WORDS[name] ?? '', show(value)] as [string, string]] : []
  })
}

const EVENT_FIELD_WORDS: Record<string, string> = {
  reason: '理由',
  findings: '调查情况',
  wasteTonnes: '危险废物',
  heavyMetalTimes: '铅、汞等最高超标',
  metalTimes: '镍、铜等最高超标',
  on: '日期',
  beganOn: '开始',
  endedOn: '结束',
  department: '转给',
  to: '交给',
  ground: '理由',
  tell: '告知举报人',
  outcome: '结论',
  remedied: '整改',
  measures: '措施',
  days: '天数',
  bodies: '也有管辖权',
  way: '怎样定的',
  lead: '由谁办理',
  body: '送给',
  by: '期限',
  superiorBy: '上级限期',
  reference: '编号',
  mayRepeat: '来信提到，可能是同一件',
  of: '拆分自',
  decision: '意见',
  grade: '等级',
  stage: '到了',
  number: '案号',
  step: '时限',
  percent: '已过',
  texts: '分成',
  partners: '配合单位',
  nationalPlatformNo: '全国平台编号',
  ...ENTRY_FIELD_WORDS,
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? value.join('、') : ''
}

function wordOf<W>(words: Record<string, W>, code: string): W | undefined {
  return words[code]
}
