import type { CaseInput } from '#domain/case/schema.ts'
import { ApiError } from '../../client.ts'
import type { Caller } from './EntryReporter.tsx'
import { getRecipients } from './identity/client.ts'

let last: { said: string; reporter: CaseInput['reporter'] } | null = null

/**
 * A case as it is sent: who called is sealed in this browser. The same caller again is the same envelope, so that pressing
 * again after a lost answer enters one case.
 * @throws ApiError `request.invalid` with what is wrong with name or number
 */
export async function withCaller(input: CaseInput, { mode, name, phone }: Caller): Promise<CaseInput> {
  if (mode === 'anonymous') return input
  const said = { ...(name.trim() && { name: name.trim() }), phone: phone.trim() }
  const key = JSON.stringify([mode, said])
  if (last?.said !== key) {
    const { items } = await getRecipients()
    const { sealPerson } = await import('../../components/report/seal-person.ts')
    const answer = await sealPerson(items, said, mode)
    if ('problems' in answer)
      throw new ApiError(422, {
        code: 'request.invalid',
        message: '来人的姓名或电话要改一下。',
        problems: answer.problems,
      })
    last = { said: key, reporter: { mode, sealed: answer.sealed, recipients: items.map(({ id }) => id) } }
  }
  return { ...input, reporter: last.reporter }
}

/** After a success: the next caller is another. */
export function forgetCaller(): void {
  last = null
}
