import { defineMiddleware } from 'astro:middleware'
import given from '#content/bureau.json'
import { Bureau } from '#domain/bureau.ts'
import { sampleLocals } from './sample.ts'

const bureau = Bureau.parse(given)

/** `npm run dev` only: puts samples where the API or the publisher would put what they loaded. */
export const onRequest = defineMiddleware((context, next) => {
  Object.assign(context.locals, sampleLocals(context.url.pathname, bureau))
  return next()
})
