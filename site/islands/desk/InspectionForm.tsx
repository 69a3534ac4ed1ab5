import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { addDays, dayOf } from '#domain/clock.ts'
import type { InspectionInput } from '#domain/inspection.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useFields } from './fields.ts'
import { planInspection } from './inspection-client.ts'
import { listRegister } from './register-client.ts'
import { getRoster } from './roster-client.ts'
import { useSession } from './session.ts'
import { useWrongField } from './wrong-field.ts'

const PLACES = [
  ['address', '某个地点', null],
  ['enterprise', '登记册里的企业', 'enterprises'],
  ['plot', '登记册里的地块', 'plots'],
] as const

const EMPTY = {
  place: 'address',
  placeId: '',
  name: '',
  address: '',
  street: '',
  lng: '',
  lat: '',
  org: '',
  userId: '',
}

/** Plans an inspection: where, within which days, by which office or by whom. */
export function InspectionForm() {
  const { choices } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const today = dayOf(new Date())
  const { values, setValues, text: set } = useFields({ ...EMPTY, from: today, to: addDays(today, 7) })
  const register = PLACES.find(([place]) => place === values.place)?.[2] ?? null
  const known = useQuery({
    queryKey: ['register', register, 'all'],
    queryFn: () => listRegister(register ?? 'enterprises', '', null, 200),
    enabled: register !== null,
  })
  const roster = useQuery({ queryKey: ['roster', today], queryFn: () => getRoster(today, 1), staleTime: 60_000 })
  const plan = useMutation({
    mutationFn: () => planInspection(inputOf(values)),
    onSuccess: async () => {
      announce('已安排巡查。')
      setValues({ ...values, ...EMPTY, place: values.place })
      await queries.invalidateQueries({ queryKey: ['inspections'] })
    },
  })
  const form = useWrongField(plan.error)
  const wrong = (path: string) => problemAt(plan.error, path)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!plan.isPending) plan.mutate()
  }
  const options = (list: readonly (readonly [string, string])[]) =>
    list.map(([value, word]) => (
      <option value={value} key={value}>
        {word}
      </option>
    ))
  const streets = choices.streets.map(({ code, name }) => [code, name] as const)
  const people = (roster.data?.people ?? []).filter(({ org }) => org === values.org)
  const select = (
    label: string,
    name: keyof typeof values,
    list: readonly (readonly [string, string])[],
    empty = '请选择',
  ) => (
    <Field label={label} problem={wrong(name)}>
      {(aria) => (
        <select {...aria} className="input" {...set(name)}>
          {empty && <option value="">{empty}</option>}
          {options(list)}
        </select>
      )}
    </Field>
  )
  const input = (label: string, name: keyof typeof values, type: 'text' | 'date' = 'text', optional = false) => (
    <Field label={label} optional={optional} problem={wrong(name)}>
      {(aria) => <input {...aria} className="input" type={type} autoComplete="off" {...set(name)} />}
    </Field>
  )
  return (
    <section className="sheet" aria-labelledby="plan-title">
      <h2 id="plan-title">安排巡查</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ErrorNote error={plan.error} fields={[...Object.keys(values)]} />
        {select(
          '巡查对象',
          'place',
          PLACES.map(([place, word]) => [place, word] as const),
          '',
        )}
        {register ? (
          select(
            '登记册里的对象',
            'placeId',
            (known.data?.items ?? []).map(({ id, name }) => [id, name] as const),
          )
        ) : (
          <>
            {input('地点名称', 'name')}
            {input('详细地址', 'address')}
            {select('所在街道', 'street', streets)}
          </>
        )}
        {input('经度（CGCS2000）', 'lng', 'text', true)}
        {input('纬度（CGCS2000）', 'lat', 'text', true)}
        {input('开始日期', 'from', 'date')}
        {input('截止日期', 'to', 'date')}
        {select('巡查单位', 'org', [...streets, ...choices.departments.map(({ id, name }) => [id, name] as const)])}
        {select(
          '巡查人',
          'userId',
          people.map(({ id, name }) => [id, name] as const),
          '单位里任何一人',
        )}
        <button type="submit" className="button button--primary" aria-busy={plan.isPending}>
          安排
        </button>
      </form>
    </section>
  )
}

function inputOf(values: typeof EMPTY & { from: string; to: string }): InspectionInput {
  const { place, placeId, lng, lat, userId, street, ...rest } = values
  const point = lng === '' && lat === '' ? null : { lng: Number(lng), lat: Number(lat) }
  const isAddress = place === 'address'
  // The street of what is registered is the register's to say.
  const there = isAddress ? street : '000000000'
  return {
    ...rest,
    place: place as InspectionInput['place'],
    placeId: isAddress ? null : placeId,
    street: there,
    point,
    userId: userId || null,
  }
}
