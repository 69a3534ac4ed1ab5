import type { PartyKey } from './enterprises.ts'
import type { Person } from './path.ts'

/** Standing ties (回避) of the demo bureau, declared so many days before now. No case of the cast names the enterprise. */
export const TIES: readonly { who: Person; party: PartyKey; ago: number; reason: string }[] = [
  { who: 'wu', party: 'battery', ago: 164, reason: '配偶在该企业财务部门任职。' },
]
