import type { RejectionGround } from '../../case/rejection.ts'
import type { TextTemplate, TextVariable } from '../../case/text-template.ts'
import { REJECTION_WORDS } from './rejection.ts'

/** A variable as people write it between two braces. */
export const TEXT_VARIABLE_WORDS: Readonly<Record<TextVariable, string>> = {
  reference: '受理编号',
  street: '街道',
  received: '收到日期',
  today: '今天',
  by: '期限',
  article: '依据',
  reviewWithin: '申请复查的期限',
  assignee: '承办单位',
  bureau: '局名',
  telephone: '咨询电话',
}

export const TEXT_TEMPLATE_WORDS = {
  unknownVariable: (name: string) => `没有“{{${name}}}”这个变量，请从列表里选一个。`,
  openBraces: '有一对大括号没有写完整，变量要写成“{{受理编号}}”的样子。',
  noGround: '只有不予受理的常用语才分理由。',
} as const

const ours = (id: string, decision: TextTemplate['decision'], name: string, text: string): TextTemplate => ({
  id,
  version: 0,
  decision,
  ground: null,
  name,
  text,
})

/** What must be told with each ground, with the article it rests on. */
const REJECTIONS = (Object.keys(REJECTION_WORDS) as RejectionGround[]).map((ground) => ({
  ...ours(
    `rejection-${ground}`,
    'rejection',
    '告知不予受理',
    `您好！您于{{收到日期}}反映的事项（编号 {{受理编号}}）我们已经审查。${REJECTION_WORDS[ground].tell}依据：{{依据}}，决定不予受理。对以上情况有疑问的，可以拨打{{咨询电话}}咨询。`,
  ),
  ground,
}))

/** Texts to start from before a bureau has written its own. Plain, complete, and without promises the law does not make. */
export const TEXT_TEMPLATES: readonly TextTemplate[] = [
  ours(
    'information-place',
    'information-request',
    '补充地点和时间',
    '您好！您于{{收到日期}}反映的事项（编号 {{受理编号}}）我们已经收到。为了尽快到现场核实，请您补充：\n1. 具体位置（路口、门牌或者附近的标志物）；\n2. 发生的日期和大致时间，现在是否还在继续。\n请用查询码在本页回复，没有的可以写“不清楚”。',
  ),
  ours(
    'information-photo',
    'information-request',
    '补充照片或名称',
    '您好！您反映的事项（编号 {{受理编号}}）我们已经收到。如果方便，请补充现场照片，或者您知道的单位名称、车牌号。请注意安全，不要进入厂区，也不要靠近倾倒现场。用查询码在本页回复即可。',
  ),
  ours(
    'acceptance-told',
    'acceptance',
    '告知已受理',
    '您好！您于{{收到日期}}反映的事项（编号 {{受理编号}}）已经受理，我们将依法调查处理，最迟于{{期限}}办结，结果会在本页答复您。期间有新的情况，可以用查询码随时补充。',
  ),
  ...REJECTIONS,
  ours(
    'extension-testing',
    'extension-request',
    '等待检测结果',
    '现场已经取样，样品正在检测，检测报告出具以前还不能得出结论。',
  ),
  ours(
    'extension-several',
    'extension-request',
    '情况复杂，多单位核查',
    '事项涉及多个单位，需要{{承办单位}}会同有关单位进一步核查，原定期限（{{期限}}）内难以办结。',
  ),
  ours(
    'transfer-not-ours',
    'transfer',
    '不属于本部门职责',
    '经审查，您反映的事项不属于生态环境部门的职责范围，依法应当由该单位处理。为了不让您再跑一趟，我们已将材料一并移送。',
  ),
  ours(
    'reply-substantiated',
    'reply',
    '答复：属实',
    '您好！您于{{收到日期}}反映的事项（编号 {{受理编号}}），经{{承办单位}}调查，情况属实。\n调查情况：（请填写查到的事实）\n处理结果：（请填写采取的措施和完成时间）\n感谢您的监督。对本答复不满意的，可以自收到本答复之日起 {{申请复查的期限}}内申请复查。',
  ),
  ours(
    'reply-partly',
    'reply',
    '答复：部分属实',
    '您好！您反映的事项（编号 {{受理编号}}），经{{承办单位}}调查，情况部分属实。\n属实的部分：（请填写）\n不属实的部分：（请填写，并说明查证的方法）\n处理结果：（请填写）\n感谢您的监督。对本答复不满意的，可以自收到本答复之日起 {{申请复查的期限}}内申请复查。',
  ),
  ours(
    'reply-unsubstantiated',
    'reply',
    '答复：不属实',
    '您好！您反映的事项（编号 {{受理编号}}），经{{承办单位}}到现场核查，没有发现您反映的情况。\n核查情况：（请填写时间、地点和方法）\n如果再次发现，请及时告诉我们，最好附上照片和时间。对本答复不满意的，可以自收到本答复之日起 {{申请复查的期限}}内申请复查。',
  ),
]
