import type { Institution } from '#domain/institution/schema.ts'

const laboratory = { code: '91410100MADEM00217', name: '河南演示检测技术有限公司（虚构）' }
const contractor = { code: '91410100MADEM0022A', name: '示例土壤修复工程有限公司（虚构）' }
const supervisor = { code: '91410100MADEM0023D', name: '虚构工程监理咨询有限公司（虚构）' }
const assessor = { code: '91410100MADEM0024G', name: '演示环境评估研究院（虚构）' }

/** Those the cast works with, as filings name them. */
export const FIRMS = { laboratory, contractor, supervisor, assessor } as const

/** Four invented service providers. */
export const INSTITUTIONS: readonly Institution[] = [
  {
    ...laboratory,
    roles: ['monitoring'],
    address: '郑州市演示区甲申路100号（虚构）',
    qualification: 'CMA 资质认定证书 DEMO-160000000001（虚构）',
    contact: '质量部 0371-0000-0021（演示号码）',
  },
  {
    ...contractor,
    roles: ['contractor'],
    address: '郑州市演示区乙酉路55号（虚构）',
    qualification: '环保工程专业承包壹级 DEMO-0022（虚构）',
    contact: '工程部 0371-0000-0022（演示号码）',
  },
  {
    ...supervisor,
    roles: ['supervisor'],
    address: '郑州市演示区丙戌路12号（虚构）',
    qualification: '环境监理 DEMO-0023（虚构）',
    contact: '监理部 0371-0000-0023（演示号码）',
  },
  {
    ...assessor,
    roles: ['assessor', 'monitoring'],
    address: '郑州市演示区丁亥路7号（虚构）',
    qualification: null,
    contact: '评估中心 0371-0000-0024（演示号码）',
  },
]
