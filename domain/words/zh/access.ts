import type { Role } from '../../access.ts'

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  clerk: '受理员',
  handler: '承办人',
  head: '负责人',
  officer: '身份保密员',
  auditor: '审计员',
  admin: '管理员',
  editor: '企业填报员',
  signer: '企业签署人',
}
