import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FILING_KINDS, type FilingKind } from '#domain/record.ts'
import { RECORD_KIND_WORDS } from '#domain/words/zh/record.ts'
import { ApiError } from '../../client.ts'
import { goTo } from '../desk/route.ts'
import { ErrorNote } from '../Field.tsx'
import { beginFiling } from '../filing/client.ts'
import { filingHash } from './route.ts'

type Props = { kind: FilingKind; year?: number; words: string; large?: boolean }

/** Opens a new draft and goes there; where there already is one for that year, goes to that. */
export function BeginButton({ kind, year, words, large = false }: Props) {
  const queries = useQueryClient()
  const begun = useMutation({
    mutationFn: (about: { kind: FilingKind; year: number | undefined }) =>
      beginFiling(about.kind, about.year === undefined ? {} : { period: { year: about.year } }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['filings'] })
      goTo(filingHash(id))
    },
    onError: (error) => {
      const there = error instanceof ApiError && (error.current as { id?: string } | undefined)?.id
      if (there) goTo(filingHash(there))
    },
  })
  return (
    <>
      <button
        type="button"
        className={large ? 'button button--primary button--large' : 'button'}
        aria-busy={begun.isPending}
        onClick={() => !begun.isPending && begun.mutate({ kind, year })}
      >
        {words}
      </button>
      <ErrorNote error={begun.error} />
    </>
  )
}

const WHEN: Partial<Record<FilingKind, string>> = {
  remediation_notice: '开工以前公开修复项目的公告牌',
  soil_transfer: '把污染土壤运出地块以前，和运完以后补过磅',
  effect_assessment: '修复完成、拿到效果评估报告以后',
}

/** What is owed by occasion, not by year. */
export function BeginOther() {
  return (
    <section className="begin-other" aria-labelledby="begin-title">
      <h2 id="begin-title">有修复项目的，还要填</h2>
      <ul>
        {FILING_KINDS.filter((kind) => WHEN[kind]).map((kind) => (
          <li key={kind}>
            <div>
              <b>{RECORD_KIND_WORDS[kind]}</b>
              <p className="hint">{WHEN[kind]}</p>
            </div>
            <BeginButton kind={kind} words={`填${RECORD_KIND_WORDS[kind]}`} />
          </li>
        ))}
      </ul>
    </section>
  )
}
