import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { INSPECTION_RESULT_WORDS, NEARNESS_WORDS } from '#domain/words/zh/inspection.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { CheckIn } from './CheckIn.tsx'
import { cancelInspection, type InspectionItem } from './inspection-client.ts'
import { caseHash } from './route.ts'

/** One inspection: where and until when, or what was found; its person checks in from here. */
export function InspectionRow({ item, plans }: { item: InspectionItem; plans: boolean }) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const cancel = useMutation({
    mutationFn: () => cancelInspection(item),
    onSuccess: async () => {
      announce(`已取消：${item.name}。`)
      await queries.invalidateQueries({ queryKey: ['inspections'] })
    },
  })
  const done = item.checkedAt !== null
  return (
    <li className="staff-row" data-suspended={item.overdue}>
      <div>
        <b>{item.name}</b>
        <span className="staff-role">{item.address}</span>
        <span className="staff-email">
          {item.orgName} · {item.from} 至 {item.to}
        </span>
        {done && item.result && (
          <span className="roster-note">
            {INSPECTION_RESULT_WORDS[item.result]}：{item.note}
          </span>
        )}
        {item.nearness && (
          <span className="staff-role" data-mark={item.nearness.mark}>
            {NEARNESS_WORDS[item.nearness.mark]}
            {item.nearness.distanceM !== null && `（${item.nearness.distanceM} 米）`}
          </span>
        )}
      </div>
      <p className="staff-state">
        {done ? `${item.checkedAt?.slice(0, 16).replace('T', ' ')} 打卡` : item.overdue ? '已逾期' : '待巡查'}
      </p>
      {open ? (
        <CheckIn item={item} onDone={() => setOpen(false)} />
      ) : (
        <div className="staff-acts">
          {item.mine && (
            <button
              type="button"
              className="button button--primary"
              aria-label={`到场打卡：${item.name}`}
              onClick={() => setOpen(true)}
            >
              到场打卡
            </button>
          )}
          {plans && !done && (
            <button
              type="button"
              className="button"
              aria-label={`取消巡查：${item.name}`}
              onClick={() => cancel.mutate()}
            >
              取消
            </button>
          )}
          {item.photo && (
            <a href={`/api/attachments/${item.photo}`} download aria-label={`${item.name}的现场照片`}>
              现场照片
            </a>
          )}
          {item.caseId && plans && <a href={caseHash(item.caseId)}>转成的办件</a>}
        </div>
      )}
      <ErrorNote error={cancel.error} />
    </li>
  )
}
