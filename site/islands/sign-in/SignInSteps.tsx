import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listDemoMembers, type NextStep } from '../../client.ts'
import { DemoCast } from './DemoCast.tsx'
import { Enrolment } from './Enrolment.tsx'
import { PasskeyStep } from './PasskeyStep.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { TotpForm } from './TotpForm.tsx'

/** From nobody to signed in, wherever that happens: the sign-in page, or over a desk whose session ended. */
export function SignInSteps({ onDone, start = 'password' }: { onDone: () => void; start?: 'password' | 'enrol' }) {
  const [step, setStep] = useState<'password' | Exclude<NextStep, 'done'>>(start)
  const [password, setPassword] = useState('')
  const cast = useQuery({
    queryKey: ['cast'],
    queryFn: listDemoMembers,
    retry: false,
    // Asked again without an answer, it would take the form away with what is typed in it.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const advance = (next: NextStep) => (next === 'done' ? onDone() : setStep(next))

  if (step === 'totp') return <TotpForm onDone={onDone} onBack={() => setStep('password')} />
  if (step === 'passkey') return <PasskeyStep onDone={onDone} onBack={() => setStep('password')} />
  if (step === 'enrol') return <Enrolment password={password} onDone={onDone} />
  if (cast.isPending) return <p className="desk-wait">正在打开…</p>
  if (cast.data) return <DemoCast members={cast.data.members} onDone={onDone} />
  return (
    <PasswordForm
      onNext={(next, typed) => {
        setPassword(typed)
        advance(next)
      }}
    />
  )
}
