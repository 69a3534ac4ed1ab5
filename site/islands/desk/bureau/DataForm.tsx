import { useState } from 'react'
import { shownOf } from '#domain/bureau/difference.ts'
import type { Bureau } from '#domain/bureau.ts'
import { ErrorNote } from '../../Field.tsx'
import { DataEntries } from './DataEntries.tsx'
import { DataPart } from './DataPart.tsx'
import { Differences } from './Differences.tsx'
import { changedFields, type DataForm as Form, formOf, GROUPS, LISTS } from './data-form.ts'
import { ProposalEnd } from './ProposalEnd.tsx'
import { usePropose } from './usePropose.ts'

type Edits = { values: Form['values']; rows: Partial<Form['rows']> }

/** Proposes other data of the bureau; what would change is shown beside them as it is written. */
export function DataForm({ bureau }: { bureau: Bureau }) {
  // Only what was written here: what somebody else changes meanwhile shows in all other fields.
  const [edits, setEdits] = useState<Edits>({ values: {}, rows: {} })
  const proposal = usePropose(() => setEdits({ values: {}, rows: {} }))
  const base = formOf(bureau)
  const { values, rows } = { values: { ...base.values, ...edits.values }, rows: { ...base.rows, ...edits.rows } }
  const fields = changedFields({ values, rows }, bureau)
  const { differences } = shownOf({ kind: 'data', fields }, bureau)
  return (
    <form
      ref={proposal.form}
      className="staff-sheet"
      noValidate
      onSubmit={(event) => proposal.propose(event, { kind: 'data', fields })}
      aria-label="本局资料"
    >
      <div className="data-groups">
        <ErrorNote error={proposal.error} fields={pathsOf(rows)} />
        {GROUPS.map(({ title, parts }) => (
          <section className="sheet" key={title} aria-label={title}>
            <h2>{title}</h2>
            <div className="data-parts">
              {parts.map((part) => (
                <DataPart
                  key={part.path}
                  part={part}
                  name={part.path}
                  value={values[part.path] ?? ''}
                  problem={proposal.wrong(`fields.${part.path}`)}
                  onChange={(value) => setEdits({ ...edits, values: { ...edits.values, [part.path]: value } })}
                />
              ))}
            </div>
          </section>
        ))}
        {LISTS.map((list) => (
          <DataEntries
            key={list.name}
            list={list}
            rows={rows[list.name]}
            error={proposal.error}
            onChange={(entries) => setEdits({ ...edits, rows: { ...edits.rows, [list.name]: entries } })}
          />
        ))}
      </div>
      <section className="sheet data-proposal" aria-labelledby="data-proposal">
        <h2 id="data-proposal">修改内容</h2>
        {differences.length === 0 ? <p className="hint">还没有改动。</p> : <Differences differences={differences} />}
        <ProposalEnd proposal={proposal} act="提出修改" />
      </section>
    </form>
  )
}

/** Every field that can show what is wrong with it. */
function pathsOf(rows: Form['rows']): string[] {
  const paths = [
    ...GROUPS.flatMap(({ parts }) => parts.map(({ path }) => path)),
    ...LISTS.flatMap(({ name, parts }) =>
      rows[name].flatMap((_, at) => parts.map(({ path }) => `${name}.${at}.${path}`)),
    ),
  ]
  return [...paths.map((path) => `change.fields.${path}`), 'reason']
}
