import { createContext, useContext } from 'react'
import type { Choices, Me } from '../../client.ts'

/** What every part of a room may ask: who sits here, what the room is called, and the bureau's own names. */
export type Session = {
  me: Me
  called: string
  bureauName: string
  choices: Choices
  streetName(code: string | null): string
  orgName(org: string): string
}

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error("couldn't read the session: no one has signed in above this part")
  return session
}

type Named = { bureauName: string; choices: Choices; departmentNames: Record<string, string> }

export function makeSession(me: Me, called: string, { bureauName, choices, departmentNames }: Named): Session {
  const street = (code: string) => choices.streets.find((one) => one.code === code)?.name
  return {
    me,
    called,
    bureauName,
    choices,
    streetName: (code) => (code ? (street(code) ?? code) : '未填街道'),
    orgName: (org) => (org === 'bureau' ? bureauName : (departmentNames[org] ?? street(org) ?? org)),
  }
}
