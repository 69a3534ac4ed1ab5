/** The control of the restart test: the same server, but it goes at once when it is told to stop. */
process.once('SIGTERM', () => process.exit(0))

await import('#api/node.ts')

export {}
