import type { GridInput } from '#domain/grid.ts'

/** Grids of two streets, told by words of invented addresses; boundaries come from the bureau. */
export const GRIDS: readonly (GridInput & { as: string })[] = [
  grid('xlh-1', '410102011', 'XLH-01', '湖东网格', ['西流湖公园', '湖东', '河堤', '某某路']),
  grid('xlh-2', '410102011', 'XLH-02', '湖西网格', ['湖西', '污水厂', '演示北路']),
  grid('xs-1', '410102012', 'XS-01', '须水河网格', ['须水河', '河道', '桥']),
  grid('xs-2', '410102012', 'XS-02', '工业园网格', ['工业园', '厂区', '演示工业路']),
]

function grid(as: string, street: string, code: string, name: string, words: string[]): GridInput & { as: string } {
  return { as, street, code, name, words, boundary: null, validFrom: '2026-01-01', validTo: null }
}

/** Who takes the bureau's shifts in turn: by day from 08:00, by night from 20:00. */
export const BUREAU_TURNS = { day: ['qian', 'sun', 'zheng'], night: ['wu', 'zhao'] } as const
/** Who is on duty in the daytime for a street, or with the name of a grid for it. */
export const DAY_DUTIES = [
  { scope: '410102011', as: 'li' },
  { scope: '410102012', as: 'zhou' },
  { scope: 'xlh-1', as: 'li' },
] as const
/** Days of the demo's roster: from yesterday on. The last night is left open, so that the gap can be seen ahead of time. */
export const ROSTER_DAYS = 10
