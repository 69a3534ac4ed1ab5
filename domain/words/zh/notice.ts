import type { NoticeCode } from '../../notice.ts'
import { dayWord } from './clock.ts'

/** Mail says a number and where to look, nothing of the matter. */
export const NOTICE_WORDS: Readonly<Record<NoticeCode, { subject: string; text: string }>> = {
  'mail-received': {
    subject: '您的来信已收到',
    text: '您的来信已经收到并登记。请用下面的首次查询码打开查询网页，网页会请您换成一个只有您知道的新码，换好以后邮件里的码就作废。邮件不保密，请尽早换；换码以后，回复和进展都在查询网页上看。\n\n要补充情况，可以直接回复本邮件，请保留主题里方括号中的编号。',
  },
  'case-moved': { subject: '您关注的事项有更新', text: '您关注的事项有更新。请打开下面的页面，用查询码查看。' },
  'answer-needed': {
    subject: '您关注的事项需要补充',
    text: '您关注的事项需要您补充一些情况。请打开下面的页面，用查询码查看并回复。',
  },
  answered: { subject: '您关注的事项已有答复', text: '您关注的事项已有答复。请打开下面的页面，用查询码查看。' },
  'reopening-asked': {
    subject: '有一件要求重新办理',
    text: '有一件办结以后被要求重新办理，请登录工作台决定。',
  },
  emergency: {
    subject: '【紧急】有一件举报需要立即处理',
    text: '有一件举报触发了紧急规则，须在下面的时限内处理并报告。请立即登录工作台查看。',
  },
  urged: { subject: '催办：有一件等您办理', text: '有一件受到催办，请登录工作台查看并办理。' },
  supervised: { subject: '督办：有一件等您办理', text: '有一件列入督办，请登录工作台查看并办理。' },
  'half-time': { subject: '有一件的时限已过一半', text: '有一件的办理时限已经过了一半，请登录工作台查看。' },
  'nearly-due': { subject: '有一件快到时限', text: '有一件的办理时限已经过了八成，请登录工作台查看并尽快办理。' },
  'identity-asked': {
    subject: '【10 分钟内】有一项申请等您决定',
    text: '身份保密员提出了一项申请，要您在 10 分钟内决定。请登录工作台，在「身份保密」里查看。',
  },
  'grant-proposed': {
    subject: '有一项授权等您确认',
    text: '有人提出了一项授权，要另一个人确认以后才生效。请登录工作台，在「授权确认」里看过再决定。',
  },
  'bureau-change-proposed': {
    subject: '有一项本局设置的修改等您确认',
    text: '有人提出修改本局设置，要另一个人确认以后才生效。请登录工作台，从「授权确认」进去，看过再决定。',
  },
  digest: { subject: '上周办件摘要', text: '上周和今天的数量如下，详情请登录工作台查看。' },
  'follow-asked': {
    subject: '请确认：有新内容发邮件告诉您',
    text: '有人（应该是您）在本站填了这个邮箱，想在下面这一页有新内容时收到邮件，一天最多一封。',
  },
  'follow-news': { subject: '您关注的网页有新内容', text: '您关注的网页新公开了下面这些内容。' },
  overdue: { subject: '有一件已超过时限', text: '有一件已经超过办理时限，请登录工作台查看并立即处理。' },
}

/** By when an emergency must be reported, in its mail. `limit` in words. */
export const emergencyWord = (limit: string): string => `处理并报告的时限：${limit}，从接到举报起算。`

/** What a mail says of a proposal: its kind and until when, neither whom nor what it names. `kind` in words. */
export const proposedWord = (kind: string, expiresOn: string): string =>
  `事项：${kind}\n最迟 ${dayWord(expiresOn)}确认，过时作废。`

/** What a mail to the bureau's own mailbox adds where an officer on duty should have got it. */
export const NOBODY_ON_DUTY =
  '值班表此刻没有排值班人员，这封邮件发到了备用值班邮箱。请立即转告能处理的人，并补上值班表。'
