import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { TEXT_DECISIONS, type TextTemplate } from '#domain/case/text-template.ts'
import { DECISION_WORDS } from '#domain/words/zh/case.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { PageHead } from './PageHead.tsx'
import { TextTemplateForm } from './TextTemplateForm.tsx'
import { listTextTemplates, removeTextTemplate } from './text-templates.ts'

/** The texts decisions start from, by decision: read, changed, added and taken away. */
export function TextTemplates() {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [open, setOpen] = useState<TextTemplate | 'new' | null>(null)
  const templates = useQuery({ queryKey: ['text-templates'], queryFn: listTextTemplates })
  const refresh = () => queries.invalidateQueries({ queryKey: ['text-templates'] })
  const remove = useMutation({
    mutationFn: removeTextTemplate,
    onSuccess: async (_, { name }) => {
      announce(`已删去“${name}”。`)
      await refresh()
    },
  })
  const close = async (saved: boolean) => {
    setOpen(null)
    if (saved) await refresh()
    document.querySelector<HTMLElement>('.desk-page h1')?.focus()
  }
  const items = templates.data?.items ?? []
  return (
    <PageHead
      title="常用语"
      narrow
      beside={
        <button type="button" className="button" onClick={() => setOpen('new')}>
          新增一条
        </button>
      }
    >
      <p>办理时可以选一条填进文本框，再按实际情况改写。大括号里的变量会换成这一件的内容，还不知道的留给办理人填写。</p>
      <ErrorNote error={templates.error ?? remove.error} />
      {open === 'new' && <TextTemplateForm before={null} onClose={close} />}
      {TEXT_DECISIONS.filter((decision) => items.some((one) => one.decision === decision)).map((decision) => (
        <section className="sheet text-templates" key={decision} aria-label={DECISION_WORDS[decision]}>
          <h2>{DECISION_WORDS[decision]}</h2>
          {items
            .filter((one) => one.decision === decision)
            .map((one) =>
              open === one ? (
                <TextTemplateForm before={one} onClose={close} key={one.id} />
              ) : (
                <article key={one.id}>
                  <h3>
                    {one.name}
                    {one.ground && <span>{REJECTION_WORDS[one.ground].label}</span>}
                  </h3>
                  <p>{one.text}</p>
                  <button type="button" className="plain" onClick={() => setOpen(one)}>
                    修改<span className="visually-hidden">“{one.name}”</span>
                  </button>
                  <button type="button" className="plain" onClick={() => remove.mutate(one)}>
                    删去<span className="visually-hidden">“{one.name}”</span>
                  </button>
                </article>
              ),
            )}
        </section>
      ))}
    </PageHead>
  )
}
