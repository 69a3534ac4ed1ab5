import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getMe } from '../client.ts'
import { placeFor } from './home.ts'
import { Enrolment } from './sign-in/Enrolment.tsx'
import { InvitationForm } from './sign-in/InvitationForm.tsx'
import { SignInSteps } from './sign-in/SignInSteps.tsx'

/** A look at another window (the password manager, say) must not take the form away with what is typed in it. */
const ASKED_ONCE = { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false }

/** The sign-in page. An invitation's token comes in the fragment, so that it reaches no log and no other site. */
export function SignIn() {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: ASKED_ONCE } }))
  return (
    <QueryClientProvider client={queries}>
      <Door />
    </QueryClientProvider>
  )
}

function Door() {
  const [asked] = useState(() => new URLSearchParams(location.hash.slice(1)))
  const [password, setPassword] = useState<string | null>(null)
  const token = asked.get('invitation')
  const me = useQuery({ queryKey: ['me'], queryFn: getMe, enabled: !token })
  const enter = () => me.refetch()
  const already = me.data?.enrolled ? me.data : null
  useEffect(() => {
    if (token) history.replaceState(null, '', location.pathname)
  }, [token])
  useEffect(() => {
    if (already) location.replace(placeFor(already.actor.role, asked.get('next')))
  }, [already, asked])

  if (token && password === null) return <InvitationForm token={token} onAccepted={setPassword} />
  if (password !== null) return <Enrolment password={password} onDone={enter} />
  if (me.isPending || already) return <p className="desk-wait">正在打开…</p>
  return <SignInSteps onDone={enter} start={me.data ? 'enrol' : 'password'} />
}
