import {
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { ApiError, type Choices, getMe, isSignedOut } from '../client.ts'
import { Announcer } from './desk/announce.tsx'
import { forgetDrafts } from './desk/drafts.ts'
import { SignInAgain } from './desk/SignInAgain.tsx'
import { makeSession, SessionProvider } from './desk/session.ts'
import { ErrorNote } from './Field.tsx'
import { forgetEdits } from './filing/edits.ts'
import { type Home, homeOf } from './home.ts'

export type RoomProps = {
  bureauName: string
  choices: Choices
  /** Those that ended as well: cases of the past name them. */
  departmentNames: Record<string, string>
}
type Props = RoomProps & { home: Home; called: string; children: ReactNode }

/** A room for people with an account: one session. A call that finds it ended opens the sign-in over whatever is typed. */
export function SignedIn(props: Props) {
  const [ended, setEnded] = useState(false)
  const [queries] = useState(() => {
    const onError = (error: unknown) => isSignedOut(error) && setEnded(true)
    return new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: {
        queries: {
          staleTime: 5_000,
          retry: (times, error) => times < 2 && isPassing(error),
          // Nothing somebody fills in moves under them because they looked at another window.
          refetchOnWindowFocus: false,
          refetchOnReconnect: false,
        },
      },
    })
  })
  return (
    <QueryClientProvider client={queries}>
      <Announcer>
        <Door {...props} ended={ended} onBack={() => setEnded(false)} />
      </Announcer>
    </QueryClientProvider>
  )
}

type DoorProps = Props & { ended: boolean; onBack: () => void }

function Door({ home, called, bureauName, choices, departmentNames, children, ended, onBack }: DoorProps) {
  const queries = useQueryClient()
  const {
    data: me,
    error,
    refetch,
  } = useQuery({ queryKey: ['me'], queryFn: getMe, staleTime: Number.POSITIVE_INFINITY })
  const session = useMemo(
    () => me && makeSession(me, called, { bureauName, choices, departmentNames }),
    [me, called, bureauName, choices, departmentNames],
  )
  const outside = (!me && isSignedOut(error)) || me?.enrolled === false
  const elsewhere = me && !outside && homeOf(me.actor.role) !== home
  useEffect(() => {
    if (outside) location.replace(`/sign-in/#next=${encodeURIComponent(home + location.hash)}`)
    else if (elsewhere) location.replace(homeOf(me.actor.role))
  }, [outside, elsewhere, home, me])

  if (outside || elsewhere || (!session && !error)) return <p className="desk-wait">正在打开{called}…</p>
  if (!session)
    return (
      <div className="desk-wait">
        <ErrorNote error={error} />
        <button type="button" className="button" onClick={() => refetch()}>
          再试一次
        </button>
      </div>
    )
  const back = async () => {
    const who = (await refetch()).data
    if (who?.actor.id !== session.me.actor.id) {
      forgetDrafts()
      forgetEdits()
      location.hash = '#/'
    }
    await queries.invalidateQueries()
    onBack()
  }
  return (
    <SessionProvider value={session} key={session.me.actor.id}>
      {children}
      {ended && <SignInAgain name={session.me.actor.name} onDone={back} />}
    </SessionProvider>
  )
}

/** Worth a second try: no answer, or a server that is busy. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500)
}
