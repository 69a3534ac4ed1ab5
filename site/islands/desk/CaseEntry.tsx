import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { dayOf } from '#domain/clock.ts'
import { CLERK_CHANNELS, TIP_BEHAVIOURS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { BEHAVIOUR_WORDS, CHANNEL_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { type Entered, enterCase } from '../../client.ts'
import { ChoiceField, ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { type Draft, useDraft } from './drafts.ts'
import { EnteredReceipt } from './EnteredReceipt.tsx'
import { EntryAccused } from './EntryAccused.tsx'
import { EntryChannel } from './EntryChannel.tsx'
import { EntryPhotos } from './EntryPhotos.tsx'
import { EntryReporter, NOBODY } from './EntryReporter.tsx'
import { caseInputOf, ENTRY_FIELDS, forgetKey, keyFor } from './entry-input.ts'
import { PageHead } from './PageHead.tsx'
import { forgetCaller, withCaller } from './seal-caller.ts'
import { useSession } from './session.ts'

const emptyEntry = (): Draft => ({ channel: '', receivedOn: dayOf(new Date()), accusedKind: '' })

/** A clerk writes down what came by telephone, letter or visit, and reads the receipt out. */
export function CaseEntry() {
  const [entered, setEntered] = useState<Entered | null>(null)
  if (entered) return <EnteredReceipt entered={entered} onNext={() => setEntered(null)} />
  return <EntryForm onEntered={setEntered} />
}

function EntryForm({ onEntered }: { onEntered: (entered: Entered) => void }) {
  const { choices } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [initial] = useState(emptyEntry)
  const { values, set, clear } = useDraft('entry', initial)
  const [caller, setCaller] = useState(NOBODY)
  const entry = useMutation({
    mutationFn: async (plain: ReturnType<typeof caseInputOf>) => {
      const input = await withCaller(plain, caller)
      return enterCase(input, keyFor(input))
    },
    onSuccess: (entered) => {
      clear()
      forgetKey()
      forgetCaller()
      announce(`已登记 ${entered.reference}。`)
      queries.invalidateQueries({ queryKey: ['cases'] })
      queries.invalidateQueries({ queryKey: ['counts'] })
      onEntered(entered)
    },
  })
  useEffect(() => {
    if (entry.error) form.current?.querySelector<HTMLElement>('[aria-invalid], .field--wrong input')?.focus()
  }, [entry.error])
  const wrong = (path: string) => problemAt(entry.error, path)
  const text = (name: string) => ({
    value: values[name] ?? '',
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  })
  const list = (name: string) => ({
    chosen: (values[name] ?? '').split(' '),
    onChange: (chosen: string[]) => set(name, chosen.filter(Boolean).join(' ')),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!entry.isPending) entry.mutate(caseInputOf(values))
  }
  return (
    <PageHead title="登记来电来信" narrow>
      <form ref={form} className="entry" noValidate onSubmit={submit}>
        <ErrorNote error={entry.error} fields={ENTRY_FIELDS} />
        <div className="pair">
          <Field label="怎么来的" problem={wrong('channel')}>
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
        <EntryChannel channel={values.channel ?? ''} text={text} wrong={wrong} />
        <ChoiceField
          label="污染类型"
          hint="可以选几项"
          options={TIP_KINDS}
          words={TIP_KIND_WORDS}
          {...list('kinds')}
          problem={wrong('kinds')}
        />
        <Field label="举报内容" hint="照来人的话记，不写举报人的姓名、电话和住址。" problem={wrong('description')}>
          {(aria) => <textarea {...aria} className="input" rows={6} maxLength={4000} {...text('description')} />}
        </Field>
        <Field label="地点" hint="越具体越好：路口、门牌、企业名、标志物" problem={wrong('place.address')}>
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
        <EntryReporter caller={caller} onChange={setCaller} wrong={wrong} />
        <details className="more-facts">
          <summary>更多情况：行为、发生时间、被举报的单位、照片</summary>
          <ChoiceField
            label="行为"
            optional
            options={TIP_BEHAVIOURS}
            words={BEHAVIOUR_WORDS}
            {...list('behaviours')}
            problem={wrong('behaviours')}
          />
          <div className="pair">
            <Field label="发生日期" optional problem={wrong('occurredOn')}>
              {(aria) => (
                <input {...aria} className="input" type="date" max={dayOf(new Date())} {...text('occurredOn')} />
              )}
            </Field>
            <Field label="现在还在继续吗" optional>
              {(aria) => (
                <select {...aria} className="input" {...text('ongoing')}>
                  <option value="">不清楚</option>
                  <option value="yes">还在继续</option>
                  <option value="no">已经停了</option>
                </select>
              )}
            </Field>
          </div>
          <EntryAccused text={text} wrong={wrong} unknown={!values.accusedKind} />
          <EntryPhotos {...list('attachments')} />
        </details>
        <div className="form-end">
          <button type="submit" className="button button--primary" aria-busy={entry.isPending}>
            {entry.isPending ? '正在登记…' : '登记并取查询码'}
          </button>
        </div>
      </form>
    </PageHead>
  )
}
