import { startHrana } from '../hrana/server.ts'
import { contract } from './contract.ts'
import { startOver } from './over.ts'

contract('one process over a libSQL server', async () => {
  const database = await startHrana()
  const server = await startOver(database)
  return {
    ...server,
    async stop() {
      await server.stop()
      await database.stop()
    },
  }
})

// A server of your own, empty: `LIBSQL_TEST_URL=libsql://… LIBSQL_TEST_TOKEN=… npx vitest run tests/contract/remote.test.ts`.
const url = process.env.LIBSQL_TEST_URL
if (url) contract(`one process over ${url}`, () => startOver({ url, token: process.env.LIBSQL_TEST_TOKEN ?? '' }))
