import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../announce.tsx'

/** One act on this page: it is said when it is done, and the page is read again whether or not it was. */
export function useAct<I = void>(act: (input: I) => Promise<unknown>, said: string) {
  const queries = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: act,
    onSuccess: () => announce(said),
    onSettled: () => queries.invalidateQueries({ queryKey: ['identity'] }),
  })
}
