import script from '../../components/figures/recompute.mjs?raw'

/** The program that computes the figures anew, as anybody may run it. */
export function GET(): Response {
  return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
}
