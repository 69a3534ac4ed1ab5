/** How much hangs on an organisation: open cases it leads, people, and their shifts that are not over. */
export const HOLDINGS = ['cases', 'people', 'shifts'] as const
export type Holding = Record<(typeof HOLDINGS)[number], number>
