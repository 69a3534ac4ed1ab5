import program from '../../components/figures/recompute.mjs?raw'
import reading from '../../components/figures/recompute-reading.mjs?raw'

/** The program that computes the figures anew, as anybody may run it: one file, for there is nothing to install. */
export function GET(): Response {
  const script = `${program.replace(/^import .*\n\n/m, '')}\n${reading.replaceAll(/^export /gm, '')}`
  return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
}
