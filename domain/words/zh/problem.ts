import { isQuestion } from '../../tip/questions.ts'
import { quotedField } from './field.ts'
import { QUESTION_WORDS } from './question.ts'

/** What the parts of a form are called, by the last words of their path. */
const FIELDS: Readonly<Record<string, string>> = {
  kinds: '污染类型',
  behaviours: '具体行为',
  description: '情况说明',
  occurredOn: '发生日期',
  subKinds: '具体类型',
  occurredTo: '结束日期',
  recurrence: '发生频率',
  demand: '诉求',
  meToo: '并到同类举报',
  answers: '补充回答',
  ongoing: '是否仍在发生',
  place: '地点',
  'place.address': '详细地址',
  'place.street': '所在街道',
  'place.functionalZone': '功能区',
  'place.lng': '经度',
  'place.lat': '纬度',
  'place.crs': '坐标系',
  accused: '被举报对象',
  'accused.kind': '对象类型',
  'accused.name': '对象名称',
  'accused.plate': '车牌号',
  'accused.industry': '行业',
  attachments: '照片',
  photo: '照片',
  photos: '附上的照片',
  redaction: '照片',
  caption: '照片的说明',
  reporter: '举报方式',
  'reporter.mode': '举报方式',
  'reporter.notify.email': '通知邮箱',
  'reporter.sealed': '封存的身份信息',
  'reporter.recipients': '收件公钥',
  'identity.name': '姓名',
  'identity.phone': '电话',
  'identity.idNumber': '身份证号码',
  'identity.consent': '处理身份证号码的单独同意',
  recipient: '收件公钥',
  wrapped: '加密保存的私钥',
  label: '保管处',
  reference: '举报编号',
  sealed: '封存的身份信息',
  openedWith: '用哪把密钥打开',
  opens: '打不打得开',
  receipt: '查询码',
  text: '内容',
  version: '版本号',
  ground: '不予受理的理由',
  tell: '告知内容',
  department: '转送部门',
  to: '交办街道',
  reason: '理由',
  findings: '调查情况',
  wasteTonnes: '危险废物（吨）',
  heavyMetalTimes: '铅、汞、镉、铬、砷、铊、锑最高超标倍数',
  metalTimes: '镍、铜、锌、银、钒、锰、钴最高超标倍数',
  on: '日期',
  outcome: '调查结论',
  remedied: '整改情况',
  measures: '处理措施',
  channel: '来源渠道',
  receivedOn: '收到日期',
  nationalPlatformNo: '全国平台编号',
  superiorBy: '上级定的办结期限',
  answer: '问题解决了吗',
  boxes: '遮盖框',
  ticks: '四项检查',
  ticketNo: '12345 工单编号',
  writtenOn: '信上写的日期',
  postmarkedOn: '邮戳日期',
  nonce: '更换凭证',
  days: '延长天数',
  satisfied: '是否满意',
  decision: '决定',
  body: '单位',
  into: '要并入的办件',
  texts: '各个事项',
  bodies: '有管辖权的单位',
  way: '怎样定的',
  lead: '由谁办理',
  beganOn: '开始日期',
  endedOn: '结束日期',
  party: '企业',
  person: '人员',
  by: '期限',
  grade: '突发等级',
  stage: '步骤',
  number: '案号',
  partners: '配合单位',
  scope: '值班范围',
  userId: '值班人',
  note: '交班内容',
  words: '地址里的词',
  boundary: '边界',
  validFrom: '启用日期',
  validTo: '停用日期',
  email: '邮箱',
  password: '密码',
  name: '姓名',
  role: '角色',
  org: '所属单位',
  code: '验证码',
  state: '状态',
  street: '街道',
  kind: '类型',
  type: '种类',
  limit: '每页条数',
  cursor: '翻页位置',
  q: '搜索词',
  file: '清单文件',
  changes: '改动',
  cases: '办件',
  views: '视图',
  templates: '常用语',
  filters: '视图的条件',
}

/** The name of a field for a person; list positions are counted from one. */
export function fieldWord(path: string): string {
  if (path === '') return '提交的内容'
  if (Object.hasOwn(FIELDS, path)) return FIELDS[path] as string
  const [, question = ''] = /^answers\.(\w+)$/.exec(path) ?? []
  if (isQuestion(question)) return `“${QUESTION_WORDS[question].label}”`
  const item = /^(.*)\.(\d+)$/.exec(path)
  if (item) return `${fieldWord(item[1] as string)}第 ${Number(item[2]) + 1} 项`
  const last = path.split('.').at(-1) as string
  if (Object.hasOwn(FIELDS, last)) return FIELDS[last] as string
  return quotedField(path)
}

/** Fields that are chosen, not written. */
const CHOSEN: ReadonlySet<string> = new Set(
  [
    'kinds',
    'behaviours',
    'subKinds',
    'recurrence',
    'place.functionalZone',
    'place.street',
    'place.crs',
    'accused.kind',
    'reporter.mode',
    'attachments',
    'ground',
  ]
    .concat(['answer', 'decision', 'grade', 'stage'])
    .concat(['department', 'to', 'outcome', 'remedied', 'channel', 'role', 'org', 'state', 'kind'])
    .map((path) => FIELDS[path] as string)
    .concat([
      '巡查单位',
      '巡查结果',
      '值班人',
      '文件',
      '清单文件',
      '办件',
      '办理事项',
      '填报种类',
      '用地类别',
      '责任类型',
      '评估结论',
    ]),
)

type About = { minimum?: unknown; maximum?: unknown; inclusive?: unknown }
type Word = (field: string, about: About) => string

export const PROBLEM_WORDS = {
  required: (field) => (CHOSEN.has(field) ? `请选择${field}。` : `请填写${field}。`),
  'too-short': (field, about) => `${field}写得太短，请至少写 ${about.minimum} 个字。`,
  'too-long': (field, about) => `${field}太长，请控制在 ${about.maximum} 个字以内。`,
  'too-small': (field, about) =>
    about.inclusive === false
      ? `${field}要大于 ${about.minimum}，请检查。`
      : `${field}不能小于 ${about.minimum}，请检查。`,
  'too-large': (field, about) => `${field}不能大于 ${about.maximum}，请检查。`,
  'too-few': (field, about) => `${field}至少要 ${about.minimum} 项。`,
  'too-many': (field, about) => `${field}最多 ${about.maximum} 项，请去掉多余的。`,
  'not-in-list': (field) => `${field}不在可选范围内，请从列表中选择。`,
  'not-a-date': (field) => `${field}不是有效的日期，请按“2026-09-14”的样子填写。`,
  'in-the-future': (field) => `${field}不能晚于今天。`,
  'not-an-email': (field) => `${field}不像一个邮箱地址，请检查。`,
  'wrong-format': (field) => `${field}的格式不对，请检查。`,
  'wrong-type': (field) => `${field}的格式不对，请检查。`,
  'unknown-key': (field) => `不认识${field}这一项，请去掉。`,
  'not-asked': (field) => `${field}与上面选的污染类型、行为对不上：请去掉，或在上面补选。`,
  'before-start': (field) => `${field}不能早于开始的日期，请检查。`,
  'not-found': (field) => `找不到${field}，请重新上传。`,
  'already-used': (field) => `${field}已经用在另一份材料里，请重新上传。`,
  'to-fill-in': (field) => `${field}里还有“请填写”的地方，请补全后再提交。`,
  mismatch: (field) => `${field}对不上，请检查。`,
} as const satisfies Record<string, Word>
export type ProblemCode = keyof typeof PROBLEM_WORDS
