import { isAsked, QUESTIONS, type QuestionId, questionsOf, TOPIC_IDS } from '#domain/tip/questions.ts'
import { QUESTION_WORDS, TOPIC_WORDS } from '#domain/words/zh/question.ts'
import { ChoiceField, Field } from '../Field.tsx'
import type { EntryControls } from './entry-controls.ts'
import { answerPath } from './entry-input.ts'

type Words = { label: string; hint?: string; options?: Readonly<Record<string, string>> }

/** What is asked about the kinds and behaviours chosen, in the order and the words of the public form. */
export function EntryQuestions({
  controls,
  ...chosen
}: {
  kinds: string[]
  behaviours: string[]
  controls: EntryControls
}) {
  return TOPIC_IDS.filter((topic) => isAsked(topic, chosen)).map((topic) => (
    <section className="entry-topic" aria-label={TOPIC_WORDS[topic]} key={topic}>
      <h3>{TOPIC_WORDS[topic]}</h3>
      {questionsOf(topic).map((id) => (
        <EntryQuestion id={id} controls={controls} key={id} />
      ))}
    </section>
  ))
}

function EntryQuestion({ id, controls: { text, list, wrong } }: { id: QuestionId; controls: EntryControls }) {
  const question = QUESTIONS[id]
  const { label, hint, options = {} }: Words = QUESTION_WORDS[id]
  const path = answerPath(id)
  const about = { label, optional: true, problem: wrong(path), ...(hint && { hint }) }
  if (question.type === 'choices')
    return <ChoiceField {...about} options={question.options as readonly string[]} words={options} {...list(path)} />
  return (
    <Field {...about}>
      {(aria) =>
        question.type === 'text' ? (
          <input {...aria} className="input" autoComplete="off" maxLength={question.max} {...text(path)} />
        ) : (
          <select {...aria} className="input" {...text(path)}>
            <option value="">不清楚</option>
            {question.options.map((option) => (
              <option value={option} key={option}>
                {options[option]}
              </option>
            ))}
          </select>
        )
      }
    </Field>
  )
}
