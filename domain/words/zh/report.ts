/** Sentences of the report form that only a browser without JavaScript gets to see. */
export const REPORT_WORDS = {
  photoNotTaken: (number: number, why: string) => `第 ${number} 张照片没有收下：${why}`,
  photosTooOften: '这一小时里上传的照片较多，这次的照片没有收下。可以先提交文字，之后凭查询码补交照片。',
} as const
