import type { MapSettings } from '../../components/map/map-settings.ts'
import { Field } from '../Field.tsx'
import { EntryPin } from './EntryPin.tsx'
import { EntrySimilar } from './EntrySimilar.tsx'
import type { EntryControls } from './entry-controls.ts'
import { useSession } from './session.ts'

type Props = {
  kinds: string[]
  controls: EntryControls
  ground: MapSettings
  joined: boolean
  onJoin: (joined: boolean) => void
}

/** Where it is: in words, by street and functional zone, as a pin; and open cases that may be the same. */
export function EntryPlace({ kinds, controls, ground, joined, onJoin }: Props) {
  const { streets, zones = [] } = useSession().choices
  const { text, wrong } = controls
  return (
    <>
      <Field label="地点" hint="路口、门牌、企业名、标志物" problem={wrong('place.address')}>
        {(aria) => <input {...aria} className="input" autoComplete="off" maxLength={200} {...text('address')} />}
      </Field>
      <div className="pair">
        <Field label="所在街道" optional problem={wrong('place.street')}>
          {(aria) => (
            <select {...aria} className="input" {...text('street')}>
              <option value="">不清楚</option>
              {streets.map(({ code, name }) => (
                <option value={code} key={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {zones.length > 0 && (
          <Field label="功能区" optional problem={wrong('place.functionalZone')}>
            {(aria) => (
              <select {...aria} className="input" {...text('functionalZone')}>
                <option value="">都不是，或不清楚</option>
                {zones.map(({ id, name }) => (
                  <option value={id} key={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <EntryPin controls={controls} ground={ground} />
      <EntrySimilar kinds={kinds} place={controls.place} joined={joined} onJoin={onJoin} />
    </>
  )
}
