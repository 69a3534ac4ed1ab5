import { dayWord } from './clock.ts'

/** A mail that asks whether somebody wants to follow a page, and the mail of a day. Nothing in them is another's text but public titles. */
export const FOLLOW_WORDS = {
  page: (title: string, url: string) => `《${title}》\n${url}`,
  confirm: (url: string, until: string) =>
    `打开下面的链接，再按「确认关注」，才会开始发：\n${url}\n链接到 ${dayWord(until)}为止有效。不是您填的，不用理会：到期没有确认，这个邮箱就删除。`,
  item: (title: string, url: string) => `· ${title}\n  ${url}`,
  more: (count: number) => `还有 ${count} 条，请看您关注的那一页。`,
  end: (url: string) => `不想再收到：打开下面的链接按一下，不用登录，这个邮箱当即从本站删除。\n${url}`,
} as const
