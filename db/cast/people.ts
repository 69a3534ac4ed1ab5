import type { Role } from '#domain/access.ts'

/** A fictional officer, or somebody who files for a fictional party (`org` is its credit code). Surname plus task: nobody is called that, and a test reads like gossip. */
export type CastMember = { as: string; name: string; role: Role; org: string; email: string }

/** The one cast of people: seed, tests, stories and screenshots star the same people. */
export const PEOPLE = [
  { as: 'qian', name: '钱登记', role: 'clerk', org: 'bureau', email: 'qian@demo.invalid' },
  { as: 'sun', name: '孙受理', role: 'clerk', org: 'bureau', email: 'sun@demo.invalid' },
  { as: 'li', name: '李调查', role: 'handler', org: '410102011', email: 'li@demo.invalid' },
  { as: 'zhou', name: '周巡查', role: 'handler', org: '410102012', email: 'zhou@demo.invalid' },
  { as: 'wu', name: '吴执法', role: 'handler', org: 'enforcement', email: 'wu@demo.invalid' },
  { as: 'zhao', name: '赵审批', role: 'head', org: 'bureau', email: 'zhao@demo.invalid' },
  { as: 'zheng', name: '郑把关', role: 'head', org: 'bureau', email: 'zheng@demo.invalid' },
  { as: 'wang', name: '王密封', role: 'officer', org: 'bureau', email: 'wang@demo.invalid' },
  { as: 'feng', name: '冯审计', role: 'auditor', org: 'bureau', email: 'feng@demo.invalid' },
  { as: 'chu', name: '褚管理', role: 'admin', org: 'bureau', email: 'chu@demo.invalid' },
  { as: 'shen', name: '沈授权', role: 'admin', org: 'bureau', email: 'shen@demo.invalid' },
  { as: 'yan', name: '严填报', role: 'editor', org: '91410102MADEM00012', email: 'yan@demo.invalid' },
  { as: 'hua', name: '华签字', role: 'signer', org: '91410102MADEM00012', email: 'hua@demo.invalid' },
  { as: 'jin', name: '金填报', role: 'editor', org: '91410102MADEM00025', email: 'jin@demo.invalid' },
  { as: 'wei', name: '魏签字', role: 'signer', org: '91410102MADEM00025', email: 'wei@demo.invalid' },
  { as: 'tao', name: '陶街道', role: 'editor', org: '11410102MBDEM0011D', email: 'tao@demo.invalid' },
  { as: 'jiang', name: '姜签发', role: 'signer', org: '11410102MBDEM0011D', email: 'jiang@demo.invalid' },
] as const satisfies readonly CastMember[]
