import { FOLLOWED, FORGOTTEN, GONE, LOOP, type Proof } from './privacy-promises.ts'

/** What proves every row of the table of /privacy/ that says how long what is kept, by its first column. */
export const RETENTION: Readonly<Record<string, Proof>> = {
  防刷单的计数: [
    'api/limit.test.ts: the turn of an hour is no clean slate, an hour later little is left, two hours later nothing',
    LOOP,
  ],
  没有随举报提交的照片: [
    'api/attachment.test.ts: photos nobody sent with anything are gone two days later, and only those',
  ],
  '系统运行日志（无地址、无内容）': 'people',
  留下的邮箱: [
    'api/purge.test.ts: the mail address of a reporter is forgotten 180 days after the end of the matter, and not before',
  ],
  关注一页用的邮箱: [FOLLOWED, FORGOTTEN],
  封存的身份信息: [GONE, 'api/header-check.test.ts: with the envelope what was tried of it is destroyed'],
  举报内容与照片: [
    'api/content.test.ts: so many years after the end of a matter, as the bureau fixed it, nothing a reporter said is left; a day before all is',
    'api/content.test.ts: while the bureau has not fixed it nothing is destroyed, however old',
  ],
  办理记录: ['rules/privacy.test.ts: nothing takes an event out of the history'],
  备份: 'people',
}
