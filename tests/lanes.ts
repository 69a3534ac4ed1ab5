/**
 * Which test runs in which lane (vitest.config.ts), as globs from the root. `house` is the fast one: all that
 * `npm run check` runs.
 */
export const HOUSE = ['tests/{domain,db,api,site,rules,stories,contract}/**/*.test.ts']

/**
 * Of those, what starts our programs as processes of their own or makes a whole site again and again, too long for
 * `npm run check`, and what puts other modules in place of ours: the files of the house share theirs.
 * tests/rules/lanes.test.ts names what is missing here.
 */
export const SERVED = [
  'tests/api/{edge-deploy,edge-press,log-check,log-key,node,publish-door,published-tree,upgrade,verify-program}.test.ts',
  'tests/contract/*.test.ts',
  'tests/db/backup{,/*}.test.ts',
  'tests/db/{lock,replay}.test.ts',
  'tests/db/log/publications.test.ts',
  'tests/domain/figures/no-way.test.ts',
  'tests/rules/isolation.test.ts',
]
