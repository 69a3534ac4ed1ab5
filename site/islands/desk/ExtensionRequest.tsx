import type { CaseDetail } from '../../client.ts'

/** What the head is asked to grant, right where they grant it. */
export function ExtensionRequest({ current }: { current: CaseDetail['case'] }) {
  return (
    <dl className="facts proposal">
      <div>
        <dt>延长</dt>
        <dd>{current.extensionDays} 日</dd>
      </div>
      <div>
        <dt>理由</dt>
        <dd>{current.extensionReason}</dd>
      </div>
    </dl>
  )
}
