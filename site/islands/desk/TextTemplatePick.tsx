import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { REJECTIONS, type RejectionGround } from '#domain/case/rejection.ts'
import type { Decision } from '#domain/case/state.ts'
import { fillTextTemplate, fittingTemplates, tellOf } from '#domain/case/text-template.ts'
import type { CaseDetail } from '../../client.ts'
import { listTextTemplates } from './text-templates.ts'

type Props = {
  decision: Decision
  ground: string | undefined
  known: CaseDetail['textValues']
  value: string
  onInsert: (text: string) => void
}

/** Puts a text the bureau keeps into the field below it, where it can be changed. What stands there already stays. */
export function TextTemplatePick({ decision, ground, known, value, onInsert }: Props) {
  const id = useId()
  const [inserted, setInserted] = useState('')
  const templates = useQuery({ queryKey: ['text-templates'], queryFn: listTextTemplates, staleTime: 60_000 })
  const fitting = fittingTemplates(templates.data?.items ?? [], decision, ground)
  if (fitting.length === 0) return null
  const of = ground && ground in REJECTIONS ? (ground as RejectionGround) : null
  const insert = (chosen: string) => {
    const template = fitting.find((one) => one.id === chosen)
    if (!template) return
    const text = fillTextTemplate(template.text, of ? { ...known, article: REJECTIONS[of].article } : known)
    const isOurs = value.trim() === '' || value === inserted || (of && value === tellOf(of, known))
    setInserted(text)
    onInsert(isOurs ? text : `${value.trimEnd()}\n${text}`)
  }
  return (
    <div className="text-pick">
      <label htmlFor={id}>常用语</label>
      <select id={id} className="input" value="" onChange={(event) => insert(event.target.value)}>
        <option value="">选一条填入</option>
        {fitting.map((one) => (
          <option value={one.id} key={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  )
}
