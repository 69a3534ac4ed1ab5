import { defineMiddleware } from 'astro:middleware'
import bureau from '#content/bureau.json'
import { sampleLocals } from './sample.ts'

/** `npm run dev` only: puts samples where the API or the publisher would put what they loaded. */
export const onRequest = defineMiddleware((context, next) => {
  Object.assign(context.locals, sampleLocals(context.url.pathname, bureau))
  return next()
})
