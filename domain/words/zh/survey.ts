import type { SurveyAnswer } from '../../tip/schema.ts'

export const SURVEY_ANSWER_WORDS: Readonly<Record<SurveyAnswer, string>> = { solved: '已解决', unsolved: '没有解决' }

export const SURVEY_WORDS = {
  question: '问题解决了吗？',
  /** The words of an answer, in the conversation. */
  said: (answer: SurveyAnswer, text: string) => `（回访：${SURVEY_ANSWER_WORDS[answer]}）${text}`,
} as const
