import { TIP_BEHAVIOURS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { BEHAVIOUR_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { ChoiceField, Field } from '../Field.tsx'
import { EntryQuestions } from './EntryQuestions.tsx'
import { EntrySimilar } from './EntrySimilar.tsx'
import { EntrySubKinds } from './EntrySubKinds.tsx'
import type { EntryControls } from './entry-controls.ts'
import { useSession } from './session.ts'

/** What it is about and where, then how: in the order it is asked on the telephone. */
export function EntryMatter({ controls, joined, onJoin }: EntryProps) {
  const { choices } = useSession()
  const { text, list, wrong } = controls
  const kinds = list('kinds').chosen
  const behaviours = list('behaviours').chosen
  return (
    <>
      <section className="entry-part" aria-labelledby="entry-what">
        <h2 id="entry-what">什么事，在哪里</h2>
        <ChoiceField
          label="污染类型"
          hint="可以选几项"
          options={TIP_KINDS}
          words={TIP_KIND_WORDS}
          {...list('kinds')}
          problem={wrong('kinds')}
        />
        <EntrySubKinds kinds={kinds} {...list('subKinds')} />
        <div className="pair">
          <Field label="地点" hint="路口、门牌、企业名、标志物" problem={wrong('place.address')}>
            {(aria) => <input {...aria} className="input" autoComplete="off" maxLength={200} {...text('address')} />}
          </Field>
          <Field label="所在街道" optional problem={wrong('place.street')}>
            {(aria) => (
              <select {...aria} className="input" {...text('street')}>
                <option value="">不清楚</option>
                {choices.streets.map(({ code, name }) => (
                  <option value={code} key={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <EntrySimilar
          kinds={kinds}
          address={text('address').value}
          street={text('street').value}
          joined={joined}
          onJoin={onJoin}
        />
      </section>
      <section className="entry-part" aria-labelledby="entry-how">
        <h2 id="entry-how">怎么回事</h2>
        <Field label="举报内容" hint="照来人的话记，不写举报人的姓名、电话和住址。" problem={wrong('description')}>
          {(aria) => <textarea {...aria} className="input" rows={5} maxLength={4000} {...text('description')} />}
        </Field>
        <ChoiceField
          label="是怎么做的"
          optional
          options={TIP_BEHAVIOURS}
          words={BEHAVIOUR_WORDS}
          {...list('behaviours')}
          problem={wrong('behaviours')}
        />
        <EntryQuestions kinds={kinds} behaviours={behaviours} controls={controls} />
      </section>
    </>
  )
}

type EntryProps = { controls: EntryControls; joined: boolean; onJoin: (joined: boolean) => void }
