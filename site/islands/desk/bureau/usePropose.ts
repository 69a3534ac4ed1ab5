import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { BureauChange } from '#domain/bureau/change.ts'
import { useAnnounce } from '../announce.tsx'
import { useWrongField } from '../wrong-field.ts'
import { proposeChange } from './client.ts'

/** Proposes a change; what is wrong with it takes the focus, what was proposed is said and closes the form. */
export function usePropose(form: RefObject<HTMLFormElement | null>, onDone: () => void) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const proposal = useMutation({
    mutationFn: ({ change, reason }: { change: BureauChange; reason: string }) => proposeChange(change, reason),
    onSuccess: async () => {
      announce('已提出，等另一位管理员或审计员确认。')
      onDone()
      await queries.invalidateQueries({ queryKey: ['bureau'] })
      // The form is gone, or empty again.
      document.querySelector<HTMLElement>('.desk-page h1')?.focus()
    },
  })
  useWrongField(proposal.error, form)
  return proposal
}
