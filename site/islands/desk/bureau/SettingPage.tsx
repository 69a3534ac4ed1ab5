import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNote } from '../../Field.tsx'
import { PageHead } from '../PageHead.tsx'
import { useSession } from '../session.ts'
import { SettledChanges, WaitingChanges } from './ChangeLists.tsx'
import { getBureau, type SeenBureau } from './client.ts'
import { SETTINGS, type Setting } from './settings.ts'

type Props = {
  of: Setting
  /** What it is and what follows from changing it. */
  about: ReactNode
  /** For who keeps it: what stands beside the heading, and the form beside the lists. */
  beside?: ReactNode
  form?: (seen: SeenBureau) => ReactNode
  /** What is in force. */
  children: (seen: SeenBureau, keeps: boolean) => ReactNode
}

/** A page of the bureau's settings. Administrators keep it, by two; auditors read and confirm. */
export function SettingPage({ of, about, beside, form, children }: Props) {
  const keeps = useSession().me.actor.role === 'admin'
  const seen = useQuery({ queryKey: ['bureau'], queryFn: getBureau })
  const { word, kinds } = SETTINGS[of]
  return (
    <PageHead title={word} beside={keeps && beside}>
      <p className="hint">{about}</p>
      <div className={keeps && form ? 'staff-sheet grant-sheet' : 'grant-sheet'}>
        <div>
          <ErrorNote error={seen.error} />
          {seen.isPending && <p className="desk-wait">正在取{word}…</p>}
          {seen.data && (
            <>
              <WaitingChanges changes={seen.data.changes} kinds={kinds} />
              {children(seen.data, keeps)}
              <SettledChanges changes={seen.data.changes} kinds={kinds} />
            </>
          )}
        </div>
        {keeps && seen.data && form?.(seen.data)}
      </div>
    </PageHead>
  )
}
