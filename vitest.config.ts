import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Minutes of a quiet machine: only the gate asks for them (`LIGHTHOUSE=1`). */
const LONG = process.env.LIGHTHOUSE === '1' ? [] : ['tests/browser/lighthouse.browser.test.ts']

/**
 * Tests beside the house that start our programs as processes of their own, or make a whole site again and again: too
 * long for `npm run check`. tests/rules/lanes.test.ts names what is missing here.
 */
export const SERVED = [
  'tests/api/{edge-deploy,edge-press,log-check,log-key,node,publish-door,upgrade,verify-program}.test.ts',
  'tests/contract/*.test.ts',
  'tests/db/backup{,/*}.test.ts',
  'tests/db/{lock,replay}.test.ts',
  'tests/db/log/publications.test.ts',
]

/** Five lanes: the house; what starts programs; what kills servers beside the runtime of the edge; then browsers. */
export default defineConfig({
  test: {
    pool: 'forks',
    env: { TZ: 'America/New_York' },
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['tests/{domain,db,api,site,rules,stories,contract}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SERVED],
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
          maxWorkers: 2,
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
          maxWorkers: 2,
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
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...LONG],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
