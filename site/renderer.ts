/**
 * Stands in for React's server renderer: islands are `client:only`, so the server never renders React. Without it the
 * entry carries no React, no `node:` module, and keeps no process open.
 */
export default {
  name: '@astrojs/react',
  check: () => false,
  renderToStaticMarkup: () => {
    throw new Error('islands are client:only')
  },
  supportsAstroStaticSlot: true,
}
