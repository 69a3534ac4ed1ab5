/** What is wrong with a tie as it was entered. */
export const TIE_PROBLEM_WORDS = {
  stands: '对这家企业已经有长期回避，不用再声明。',
  unknownPerson: '没有这位工作人员，请从列表里选。',
} as const
