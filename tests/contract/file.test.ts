import { startServer } from '../server.ts'
import { contract } from './contract.ts'

contract('one process with a file', () => startServer({ env: { INTAKE_LIMIT: '1000' } }))
