import { createApp } from 'astro/app/entrypoint'
import type { PageLocals } from '#domain/page.ts'

const app = createApp({ streaming: false })

/** Renders one page from what the caller loaded. Pages ask nothing of their own. */
export function render(request: Request, locals: PageLocals): Promise<Response> {
  return app.render(request, { locals })
}
