import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { type CheckInInput, INSPECTION_RESULTS, nearnessOf } from '#domain/inspection.ts'
import { TIP_KINDS, type TipKind } from '#domain/tip/kinds.ts'
import { INSPECTION_RESULT_WORDS, NEARNESS_WORDS } from '#domain/words/zh/inspection.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { uploadPhoto } from '../../client.ts'
import { ChoiceField, ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { checkIn, type InspectionItem, positionNow } from './inspection-client.ts'
import { useWrongField } from './wrong-field.ts'

/** The check-in at the place, made for a telephone: position, one photo, what was found. */
export function CheckIn({ item, onDone }: { item: InspectionItem; onDone: () => void }) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [position, setPosition] = useState<CheckInInput['position'] | undefined>(undefined)
  const [photo, setPhoto] = useState('')
  const [result, setResult] = useState<CheckInInput['result'] | ''>('')
  const [note, setNote] = useState('')
  const [kinds, setKinds] = useState<TipKind[]>([])
  const upload = useMutation({ mutationFn: uploadPhoto, onSuccess: ({ id }) => setPhoto(id) })
  const send = useMutation({
    mutationFn: () =>
      checkIn(item.id, {
        version: item.version,
        photo,
        position: position ?? null,
        result: result as CheckInInput['result'],
        note,
        kinds: result === 'finding' ? kinds : [],
      }),
    onSuccess: async ({ caseId }) => {
      announce(caseId ? '已打卡，发现的问题已转为办件。' : '已打卡。')
      onDone()
      await queries.invalidateQueries({ queryKey: ['inspections'] })
    },
  })
  const locate = async () => {
    setPosition(undefined)
    setPosition(await positionNow())
  }
  useEffect(() => {
    void positionNow().then(setPosition)
  }, [])
  const form = useWrongField(send.error)
  const wrong = (path: string) => problemAt(send.error, path)
  const near = position === undefined ? null : nearnessOf(item.point, position)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!send.isPending && !upload.isPending) send.mutate()
  }
  return (
    <form ref={form} className="staff-acts role-change check-in" noValidate onSubmit={submit}>
      <ErrorNote error={upload.error ?? send.error} fields={['photo', 'result', 'note', 'kinds']} />
      <p aria-live="polite" className="hint">
        {near === null
          ? '正在定位…'
          : `${NEARNESS_WORDS[near.mark]}${near.distanceM === null ? '' : `（${near.distanceM} 米）`}`}
        {near && (
          <button type="button" className="plain" onClick={locate}>
            重新定位
          </button>
        )}
      </p>
      <Field
        label="现场照片"
        hint="照片里的位置和设备信息会去掉，位置以上面的定位为准。"
        problem={photo === '' ? wrong('photo') : undefined}
      >
        {(aria) => (
          <input
            {...aria}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0]
              if (chosen) upload.mutate(chosen)
            }}
          />
        )}
      </Field>
      <p aria-live="polite" className="hint">
        {upload.isPending ? '正在上传…' : photo && '照片已上传。'}
      </p>
      <Field label="巡查结果" problem={wrong('result')}>
        {(aria) => (
          <select
            {...aria}
            className="input"
            value={result}
            onChange={(event) => setResult(event.target.value as CheckInInput['result'])}
          >
            <option value="">请选择</option>
            {INSPECTION_RESULTS.map((one) => (
              <option value={one} key={one}>
                {INSPECTION_RESULT_WORDS[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {result === 'finding' && (
        <ChoiceField
          label="污染类型"
          problem={wrong('kinds')}
          words={TIP_KIND_WORDS}
          options={TIP_KINDS}
          chosen={kinds}
          onChange={setKinds}
        />
      )}
      <Field label="巡查情况" problem={wrong('note')}>
        {(aria) => (
          <textarea
            {...aria}
            className="input"
            rows={4}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="staff-acts">
        <button type="submit" className="button button--primary" aria-busy={send.isPending || upload.isPending}>
          打卡
        </button>
        <button type="button" className="button" onClick={onDone}>
          先不打
        </button>
      </div>
    </form>
  )
}
