import { TIP_BEHAVIOURS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { BEHAVIOUR_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { MapSettings } from '../../components/map/map-settings.ts'
import { ChoiceField, Field } from '../Field.tsx'
import { EntryPlace } from './EntryPlace.tsx'
import { EntryQuestions } from './EntryQuestions.tsx'
import { EntrySubKinds } from './EntrySubKinds.tsx'
import type { EntryControls } from './entry-controls.ts'

/** What it is about and where, then how: in the order it is asked on the telephone. */
export function EntryMatter({ controls, ground, joined, onJoin }: EntryProps) {
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
        <EntryPlace kinds={kinds} controls={controls} ground={ground} joined={joined} onJoin={onJoin} />
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

type EntryProps = { controls: EntryControls; ground: MapSettings; joined: boolean; onJoin: (joined: boolean) => void }
