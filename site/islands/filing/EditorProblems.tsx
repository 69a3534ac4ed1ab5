import type { RefObject } from 'react'
import { ApiError, type SaidProblem } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { FormProblems } from './ProblemList.tsx'

type Props = {
  error: unknown
  /** Those that still hold. */
  problems: readonly SaidProblem[]
  submitting: boolean
  box: RefObject<HTMLElement | null>
}

/** Why a draft was not taken, above everything else on the page. */
export function EditorProblems({ error, problems, submitting, box }: Props) {
  if (!error) return null
  if (error instanceof ApiError && error.code === 'disclosure.moved-first')
    return (
      <div className="error-note" role="alert" tabIndex={-1}>
        <p>在您填写的时候，同事改了这份填报。页面已经换成最新的内容，您改过的地方还在，请看过再保存。</p>
      </div>
    )
  if (!(error instanceof ApiError) || error.problems.length === 0) return <ErrorNote error={error} />
  if (problems.length === 0) return null
  const count = problems.length
  return (
    <FormProblems
      title={submitting ? `还不能提交，有 ${count} 处要补上或改好：` : `没有存下来，有 ${count} 处要改：`}
      problems={problems}
      box={box}
    />
  )
}
