import type { Difference } from '#domain/bureau/difference.ts'

/** What is altered, part by part: what it was, struck through, and what it will be. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <dl className="differences">
      {differences.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {before !== null && (
              <>
                <span className="visually-hidden">原来：</span>
                <del>{before}</del>
              </>
            )}
            {after !== null ? (
              <>
                {before !== null && <span className="visually-hidden">改为：</span>}
                <ins>{after}</ins>
              </>
            ) : (
              <span>（去掉）</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
