import { useQuery } from '@tanstack/react-query'
import { Field } from '../Field.tsx'
import { listRegister } from './register-client.ts'
import { useSession } from './session.ts'

type Props = { value: string; onChange: (event: { target: { value: string } }) => void; problem: string | undefined }

/** Where in the bureau somebody works. */
export function OfficeChoice({ problem, ...control }: Props) {
  const { choices, bureauName } = useSession()
  return (
    <Field label="单位" problem={problem}>
      {(aria) => (
        <select {...aria} className="input" {...control}>
          <option value="bureau">{bureauName}</option>
          <optgroup label="部门">
            {choices.departments.map(({ id, name }) => (
              <option value={id} key={id}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label="街道办事处">
            {choices.streets.map(({ code, name }) => (
              <option value={code} key={code}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      )}
    </Field>
  )
}

/** For which enterprise of the register somebody files. */
export function EnterpriseChoice({ problem, ...control }: Props) {
  const known = useQuery({
    queryKey: ['register', 'enterprises', 'all'],
    queryFn: () => listRegister('enterprises', '', null, 200),
    staleTime: 60_000,
  })
  return (
    <Field label="单位" hint="企业要先在登记册里登记。填报员和签署人须是两个人。" problem={problem}>
      {(aria) => (
        <select {...aria} className="input" {...control}>
          <option value="">{known.isPending ? '正在取…' : '请选择'}</option>
          {known.data?.items.map(({ id, name }) => (
            <option value={id} key={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
