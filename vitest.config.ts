import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { HOUSE, SERVED } from './tests/lanes.ts'

/** Minutes of a quiet machine: only the gate asks for them (`LIGHTHOUSE=1`). */
const LONG = process.env.LIGHTHOUSE === '1' ? [] : ['tests/browser/lighthouse.browser.test.ts']

/**
 * Five lanes: the house, whose files share their modules; then, beside each other, what starts programs, what kills
 * servers, the runtime of the edge, and browsers.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    env: { TZ: 'America/New_York' },
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: HOUSE,
          exclude: [...configDefaults.exclude, ...SERVED],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'served',
          include: SERVED,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'edge',
          include: ['tests/edge/**/*.test.ts'],
          globalSetup: ['tests/edge/edge.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/demo.ts'],
          exclude: [...configDefaults.exclude, ...LONG],
          // A page on a machine that does other things too may take longer than a second to answer.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
