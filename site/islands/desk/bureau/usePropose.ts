import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { BureauChange } from '#domain/bureau/change.ts'
import { problemAt } from '../../Field.tsx'
import { useAnnounce } from '../announce.tsx'
import { useWrongField } from '../wrong-field.ts'
import { proposeChange } from './client.ts'

export type Proposal = ReturnType<typeof usePropose>

/**
 * A form that proposes a change, with the reason it ends in (`ProposalEnd`): what is wrong with it takes the focus, what
 * was proposed is said and closes the form.
 */
export function usePropose(onDone: () => void) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const { mutate, error, isPending } = useMutation({
    mutationFn: (change: BureauChange) => proposeChange(change, reason),
    onSuccess: async () => {
      announce('已提出，等另一位管理员或审计员确认。')
      setReason('')
      onDone()
      await queries.invalidateQueries({ queryKey: ['bureau'] })
      // The form is gone, or empty again.
      document.querySelector<HTMLElement>('.desk-page h1')?.focus()
    },
  })
  const propose = (event: FormEvent, change: BureauChange) => {
    event.preventDefault()
    if (!isPending) mutate(change)
  }
  const wrong = (name: string) => problemAt(error, `change.${name}`)
  return { form: useWrongField(error), error, isPending, reason, setReason, propose, wrong }
}
