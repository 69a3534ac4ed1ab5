/** What stands in place of, or beside, what a mail says. */
export const MAIL_WORDS = {
  empty: '（邮件没有正文）',
  cut: (most: number) => `（邮件太长，只登记了前 ${most} 个字）`,
  /** Told in the conversation, where the receipt shows it; files are named by their place, never by their name. */
  notTaken: (files: readonly { nth: number; why: string }[]) =>
    `您的邮件有 ${files.length} 个附件没有收下：\n${files.map(({ nth, why }) => `第 ${nth} 个：${why}`).join('\n')}`,
  tooMany: (most: number) => `照片最多收 ${most} 张。`,
  noPhoto: '不是照片。这里只收 JPEG、PNG 或 WebP 格式的照片，文件里的内容请写在正文里。',
} as const
