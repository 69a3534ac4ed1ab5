import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useCallback, useState } from 'react'
import { dayOf } from '#domain/clock.ts'
import { CLERK_CHANNELS } from '#domain/tip/kinds.ts'
import { SENDING_WORDS } from '#domain/words/zh/entry.ts'
import { CHANNEL_WORDS } from '#domain/words/zh/tip.ts'
import type { Entered } from '../../client.ts'
import type { MapSettings } from '../../components/map/map-settings.ts'
import { ErrorNote, Field } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { type Draft, useDraft } from './drafts.ts'
import { EnteredReceipt } from './EnteredReceipt.tsx'
import { EntryAccused } from './EntryAccused.tsx'
import { EntryChannel } from './EntryChannel.tsx'
import { EntryMatter } from './EntryMatter.tsx'
import { EntryPhotos } from './EntryPhotos.tsx'
import { EntryReporter, NOBODY } from './EntryReporter.tsx'
import { EntryWhen } from './EntryWhen.tsx'
import { entryControls } from './entry-controls.ts'
import { caseInputOf, ENTRY_FIELDS } from './entry-input.ts'
import { enterOnce, forgetSending, isUnanswered } from './entry-sending.ts'
import { PageHead } from './PageHead.tsx'
import { forgetCaller, withCaller } from './seal-caller.ts'
import { useSession } from './session.ts'
import { useWrongField } from './wrong-field.ts'

const emptyEntry = (): Draft => ({ channel: '', receivedOn: dayOf(new Date()), accusedKind: '' })

/** `isEarlier`: it was entered by an attempt before this one, in other words. */
type Done = { entered: Entered; isEarlier: boolean }

/** A clerk writes down what came by telephone, letter or visit, and reads the receipt out. */
export function CaseEntry({ ground }: { ground: MapSettings }) {
  const [done, setDone] = useState<Done | null>(null)
  if (done) return <EnteredReceipt {...done} onNext={() => setDone(null)} />
  return <EntryForm ground={ground} onEntered={setDone} />
}

function EntryForm({ ground, onEntered }: { ground: MapSettings; onEntered: (done: Done) => void }) {
  const { actor } = useSession().me
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [initial] = useState(emptyEntry)
  const { values, set, clear } = useDraft('entry', initial, actor.id)
  const [caller, setCaller] = useState(NOBODY)
  const [isAgain, setIsAgain] = useState(() => isUnanswered(actor.id))
  const [clearing, setClearing] = useState(false)
  const entry = useMutation({
    mutationFn: async (plain: ReturnType<typeof caseInputOf>) => enterOnce(await withCaller(plain, caller), actor.id),
    onSuccess: (done) => {
      clear()
      forgetSending(actor.id)
      forgetCaller()
      announce(`已登记 ${done.entered.reference}。`)
      queries.invalidateQueries({ queryKey: ['cases'] })
      queries.invalidateQueries({ queryKey: ['counts'] })
      onEntered(done)
    },
    onSettled: () => setIsAgain(isUnanswered(actor.id)),
  })
  const form = useWrongField(entry.error)
  const controls = entryControls(values, set, entry.error)
  const { text, list, wrong } = controls
  const join = useCallback((joined: boolean) => set('meToo', joined ? 'true' : ''), [set])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!entry.isPending) entry.mutate(caseInputOf(values))
  }
  // Enter alone, pressed in the middle of a call, must not send what is half written.
  const sendByKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey || event.metaKey) event.currentTarget.requestSubmit()
    else if (event.target instanceof HTMLInputElement) event.preventDefault()
  }
  const startAnew = () => {
    if (clearing) {
      clear()
      setCaller(NOBODY)
      forgetSending(actor.id)
      setIsAgain(false)
    }
    setClearing(!clearing)
  }
  return (
    <PageHead title="登记来电来信" narrow>
      <form ref={form} className="entry" noValidate onSubmit={submit} onKeyDown={sendByKey}>
        {isAgain && <p className="desk-told">{SENDING_WORDS.unanswered}</p>}
        <ErrorNote error={entry.error} fields={ENTRY_FIELDS} />
        <section className="entry-part" aria-labelledby="entry-from">
          <h2 id="entry-from">怎么来的</h2>
          <div className="pair">
            <Field label="来源" problem={wrong('channel')}>
              {(aria) => (
                <select {...aria} className="input" {...text('channel')}>
                  <option value="">请选择</option>
                  {CLERK_CHANNELS.map((channel) => (
                    <option value={channel} key={channel}>
                      {CHANNEL_WORDS[channel]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label="收到日期" problem={wrong('receivedOn')}>
              {(aria) => (
                <input {...aria} className="input" type="date" max={dayOf(new Date())} {...text('receivedOn')} />
              )}
            </Field>
          </div>
          <EntryChannel {...controls} />
        </section>
        <EntryMatter controls={controls} ground={ground} joined={values.meToo === 'true'} onJoin={join} />
        <section className="entry-part" aria-labelledby="entry-when">
          <h2 id="entry-when">什么时候</h2>
          <EntryWhen {...controls} />
        </section>
        <section className="entry-part" aria-labelledby="entry-who">
          <h2 id="entry-who">是谁做的，希望怎么办</h2>
          <EntryAccused {...controls} />
          <Field label="希望我们做什么" optional problem={wrong('demand')}>
            {(aria) => <textarea {...aria} className="input" rows={2} maxLength={500} {...text('demand')} />}
          </Field>
        </section>
        <section className="entry-part" aria-labelledby="entry-caller">
          <h2 id="entry-caller">来人和照片</h2>
          <EntryReporter caller={caller} onChange={setCaller} wrong={wrong} />
          <EntryPhotos {...list('attachments')} />
        </section>
        <div className="form-end">
          <button type="submit" className="button button--primary" aria-busy={entry.isPending}>
            {entry.isPending ? '正在登记…' : '登记并取查询码'} <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="plain" onClick={startAnew} onBlur={() => setClearing(false)}>
            {clearing ? '真的清空？再按一次' : '清空重填'}
          </button>
        </div>
      </form>
    </PageHead>
  )
}
