import type { Role } from '#domain/access.ts'
import { BeginButton } from './BeginFiling.tsx'
import type { NextStep } from './next-step.ts'
import { filingHash } from './route.ts'

/** The one obvious next step. */
export function NextStepCard({ step, role }: { step: NextStep | null; role: Role }) {
  if (!step)
    return (
      <section className="next-step" aria-labelledby="next-title">
        <h2 id="next-title">现在没有要您办的事</h2>
        <p>{role === 'signer' ? '填报员提交以后，会出现在这里等您签字。' : '该交的都交了，谢谢。'}</p>
      </section>
    )
  return (
    <section className="next-step" data-urgent={step.urgent} aria-labelledby="next-title">
      <h2 id="next-title">下一步</h2>
      <p>{step.why}</p>
      {'filing' in step ? (
        <a className="button button--primary button--large" href={filingHash(step.filing.id)}>
          {step.act}
        </a>
      ) : (
        <BeginButton kind={step.duty.kind} year={step.duty.year} words={step.act} large />
      )}
    </section>
  )
}
