import { useMutation } from '@tanstack/react-query'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { type Box, REDACTION_TICKS, type RedactionTick } from '#domain/tip/redaction.ts'
import { REDACTION_TICK_WORDS } from '#domain/words/zh/redaction.ts'
import type { CasePhoto } from '../../client.ts'
import { ChoiceField, ErrorNote, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { boxBetween, boxByKey, middleBox } from './boxes.ts'
import { drawRedaction } from './redaction-client.ts'

type Props = { photo: CasePhoto; version: number; onClose: () => void; onDrawn: () => void }

/** Boxes over a photo, drawn with a pointer or placed by keys; they are burnt in on the server. */
export function Redactor({ photo, version, onClose, onDrawn }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const picture = useRef<SVGSVGElement>(null)
  const announce = useAnnounce()
  const [boxes, setBoxes] = useState<Box[]>([])
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null)
  const [drawing, setDrawing] = useState<Box | null>(null)
  const [ticks, setTicks] = useState<RedactionTick[]>([])
  const sending = useMutation({
    mutationFn: () => drawRedaction(photo.id, { version, boxes, ticks }),
    onSuccess: () => {
      announce('已遮盖，等负责人批准。')
      onDrawn()
      onClose()
    },
  })
  useEffect(() => dialog.current?.showModal(), [])
  const change = (at: number, box: Box) => setBoxes((all) => all.map((one, nth) => (nth === at ? box : one)))
  const drop = (at: number) => setBoxes((all) => all.filter((_, nth) => nth !== at))
  const add = () => {
    setBoxes((all) => [...all, middleBox(photo)])
    announce('加了一个框，用方向键移动，按住 Shift 改大小，Delete 去掉。')
    // The box is there after this turn.
    setTimeout(() => picture.current?.querySelector<SVGRectElement>('rect[tabindex]:last-of-type')?.focus())
  }
  const pointOf = (event: PointerEvent) => {
    const matrix = picture.current?.getScreenCTM()?.inverse()
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
  }
  return (
    <dialog ref={dialog} className="redactor" aria-label="遮盖照片" onClose={onClose}>
      <h2>遮盖照片</h2>
      <p className="hint">
        在照片上拖出框，或者按「加一个框」。框里的内容会涂黑，生成一张新照片；原照片不变，只有工作人员看得到。
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset can be drawn on */}
      <svg
        ref={picture}
        viewBox={`0 0 ${photo.width} ${photo.height}`}
        role="group"
        aria-label={`照片，${boxes.length} 个遮盖框`}
        onPointerDown={(event) => {
          if ((event.target as Element).tagName === 'rect') return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          setFrom(pointOf(event))
        }}
        onPointerMove={(event) => from && setDrawing(boxBetween(from, pointOf(event), photo))}
        onPointerUp={() => {
          if (drawing) setBoxes((all) => [...all, drawing])
          setFrom(null)
          setDrawing(null)
        }}
      >
        <image href={`/api/attachments/${photo.id}`} width={photo.width} height={photo.height} />
        {boxes.map((box, at) => (
          // biome-ignore lint/a11y/useSemanticElements: part of a drawing, moved and sized by keys
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the list
            key={at}
            {...box}
            tabIndex={0}
            role="button"
            aria-label={`第 ${at + 1} 个框，方向键移动，Shift 加方向键改大小，Delete 去掉`}
            onKeyDown={(event) => {
              if (event.key === 'Delete' || event.key === 'Backspace') return drop(at)
              const next = boxByKey(box, event.key, event.shiftKey, photo)
              if (!next) return
              event.preventDefault()
              change(at, next)
            }}
          />
        ))}
        {drawing && <rect {...drawing} className="drawing" />}
      </svg>
      <div className="form-end">
        <button type="button" className="button" onClick={add}>
          加一个框
        </button>
        <button type="button" className="button" disabled={boxes.length === 0} onClick={() => drop(boxes.length - 1)}>
          去掉最后一个
        </button>
      </div>
      <ChoiceField
        label="四项都看过"
        hint="涂黑以后还有看得清的，不要勾。"
        words={REDACTION_TICK_WORDS}
        options={REDACTION_TICKS}
        chosen={ticks}
        onChange={setTicks}
        problem={problemAt(sending.error, 'ticks')}
      />
      <ErrorNote error={sending.error} fields={['ticks']} />
      <div className="form-end">
        <button
          type="button"
          className="button button--primary"
          aria-busy={sending.isPending}
          onClick={() => !sending.isPending && sending.mutate()}
        >
          {sending.isPending ? '正在涂黑…' : '涂黑并送审'}
        </button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          取消
        </button>
      </div>
    </dialog>
  )
}
