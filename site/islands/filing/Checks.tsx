import type { FilingCheck } from './client.ts'
import { isTableCheck } from './results.ts'

/** What to look at besides the single rows, for who files and who reviews. */
export function Checks({ checks }: { checks: readonly FilingCheck[] }) {
  const said = checks.filter((one) => !isTableCheck(one))
  const inRows = checks.length - said.length
  if (checks.length === 0) return null
  return (
    <section className="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">请留意</h2>
      <ul>
        {said.map(({ path, code, message }) => (
          <li key={`${path}-${code}-${message}`}>{message}</li>
        ))}
        {inRows > 0 && <li>监测数据里有 {inRows} 处提示，在表里点“有提示”就能看到。</li>}
      </ul>
    </section>
  )
}
