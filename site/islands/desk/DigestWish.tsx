import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'

/** The week in numbers by mail, or not. */
export function DigestWish() {
  const queries = useQueryClient()
  const wish = useQuery({ queryKey: ['digest'], queryFn: () => get<{ wanted: boolean }>('/api/digest') })
  const change = useMutation({
    mutationFn: (wanted: boolean) => post('/api/digest', { wanted }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['digest'] }),
  })
  if (!wish.data) return null
  return (
    <div className="digest-wish">
      <label className="choice">
        <input
          type="checkbox"
          checked={change.isPending ? change.variables : wish.data.wanted}
          onChange={(event) => change.mutate(event.target.checked)}
        />
        <span>每周一早上（放假顺延）用邮件收一份摘要，只有数量</span>
      </label>
      <ErrorNote error={change.error} />
    </div>
  )
}
