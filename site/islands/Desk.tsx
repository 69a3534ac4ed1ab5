import {
  MutationCache,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { ApiError, type Choices, getMe, isSignedOut } from '../client.ts'
import { Announcer } from './desk/announce.tsx'
import { DeskRoom } from './desk/DeskRoom.tsx'
import { forgetDrafts } from './desk/drafts.ts'
import { SignInAgain } from './desk/SignInAgain.tsx'
import { makeSession, SessionProvider } from './desk/session.ts'
import { ErrorNote } from './Field.tsx'

type DeskProps = { bureauName: string; choices: Choices }

/** The desk: one island, one session. A call that finds the session ended opens the sign-in over whatever is typed. */
export function Desk(props: DeskProps) {
  const [ended, setEnded] = useState(false)
  const [queries] = useState(() => {
    const onError = (error: unknown) => isSignedOut(error) && setEnded(true)
    return new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: { queries: { staleTime: 5_000, retry: (times, error) => times < 2 && isPassing(error) } },
    })
  })
  return (
    <QueryClientProvider client={queries}>
      <Announcer>
        <DeskDoor {...props} ended={ended} onBack={() => setEnded(false)} />
      </Announcer>
    </QueryClientProvider>
  )
}

function DeskDoor({ bureauName, choices, ended, onBack }: DeskProps & { ended: boolean; onBack: () => void }) {
  const queries = useQueryClient()
  const {
    data: me,
    error,
    refetch,
  } = useQuery({ queryKey: ['me'], queryFn: getMe, staleTime: Number.POSITIVE_INFINITY })
  const session = useMemo(() => me && makeSession(me, bureauName, choices), [me, bureauName, choices])
  const outside = (!me && isSignedOut(error)) || me?.enrolled === false
  useEffect(() => {
    if (outside) location.replace(`/sign-in/#next=${encodeURIComponent(`/desk/${location.hash}`)}`)
  }, [outside])

  if (outside || (!session && !error)) return <p className="desk-wait">正在打开办件台…</p>
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
      location.hash = '#/'
    }
    await queries.invalidateQueries()
    onBack()
  }
  return (
    <SessionProvider value={session} key={session.me.actor.id}>
      <DeskRoom />
      {ended && <SignInAgain name={session.me.actor.name} onDone={back} />}
    </SessionProvider>
  )
}

/** Worth a second try: no answer, or a server that is busy. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500)
}
