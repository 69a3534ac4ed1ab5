import { PASSWORD_MAX, PASSWORD_MIN, type PasswordProblem } from '../../password.ts'

/** What to do about a password that cannot be taken. */
export const PASSWORD_WORDS: Record<PasswordProblem, string> = {
  'too-short': `密码至少 ${PASSWORD_MIN} 个字符，可以用几个不相干的词连成一句。`,
  'too-long': `密码最多 ${PASSWORD_MAX} 个字符，请缩短。`,
  'too-uniform': '密码里重复的字符太多，请换一个。',
  'too-common': '这是常见密码，很容易被猜中，请换一个。',
  'about-yourself': '密码不要用自己的姓名或邮箱组成，请换一个。',
}

/** What a person who accepts an invitation still has to say. */
export const INVITATION_WORDS = {
  name: '请填写您的姓名。',
  email: '请填写您的工作邮箱，登录时要用。',
} as const

/** What is wrong with where somebody is to work. */
export const ORGANISATION_WORDS = {
  unknown: '没有这个部门或街道，请从列表里选。',
  notRegistered: '登记册里没有这个企业或单位，请先登记，再邀请它的人员。',
  handlerWithoutOffice: '承办人要属于一个部门或街道办，案件才能交办给他，请从列表里选。',
} as const
