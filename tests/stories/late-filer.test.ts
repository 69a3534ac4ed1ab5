import { expect, test } from 'vitest'
import { openHouse, SLOW } from '../house.ts'
import { begin, change, does, publish } from './filing.ts'

const CODE = '91410102MADEM00012'
const NAME = '郑州演示电镀有限公司（虚构）'

const RESULT = {
  ...{ point: 'S1', depthTop: 0, depthBottom: 0.5, sampledOn: '2026-09-11', pollutant: '镍', cas: '7440-02-0' },
  ...{ value: '610', unit: 'mg/kg', institution: '河南演示检测技术有限公司（虚构）' },
}

test(
  'who has not filed by 15 March is listed the day after, and leaves the list on the day it files',
  async () => {
    // Seeded in November: the year 2026 is owed by 15 March 2027, and nobody is late for it yet.
    const here = await openHouse({ at: '2026-11-24T09:00:00+08:00' })
    const id = await begin(here, 'yan', 'soil_self_monitoring', { period: 2026 })
    await change(here, 'yan', id, { landClass: 'class2', rows: [RESULT] })

    const dutyOf = async () => {
      const { body } = await here.ask('GET', `/enterprises/${CODE}.json`)
      return body.duties.find((one: { year: number }) => one.year === 2026)
    }
    await here.sleep('2027-03-15T00:10:00+08:00')
    expect(await dutyOf()).toMatchObject({ state: 'upcoming', dueOn: '2027-03-15' })
    await here.sleep('2027-03-16T00:10:00+08:00')
    expect(await dutyOf()).toMatchObject({ state: 'late' })
    expect((await here.read(`/enterprises/${CODE}/`)).text).toContain('逾期')
    expect((await here.read('/')).text).toContain(NAME)

    here.at('2027-03-18T10:00:00+08:00')
    await publish(here, id, 'yan', 'hua')
    expect(await dutyOf()).toMatchObject({ state: 'filed_late', filedOn: '2027-03-18', disclosureId: id })
  },
  SLOW,
)

test(
  'who signs on the last day is not late, however long the bureau takes to read it',
  async () => {
    const here = await openHouse({ at: '2026-11-24T09:00:00+08:00' })
    const id = await begin(here, 'yan', 'soil_self_monitoring', { period: 2026 })
    await change(here, 'yan', id, { landClass: 'class2', rows: [RESULT] })
    here.at('2027-03-15T16:00:00+08:00')
    await does(here, 'yan', id, 'submission')
    await does(here, 'hua', id, 'signature')

    await here.sleep('2027-03-22T09:00:00+08:00')
    await does(here, 'zhao', id, 'approval')
    const { body } = await here.ask('GET', `/enterprises/${CODE}.json`)
    expect(body.duties.find((one: { year: number }) => one.year === 2026)).toMatchObject({
      state: 'filed',
      filedOn: '2027-03-15',
    })
    expect((await here.read(`/disclosures/${id}/`)).text).toMatch(/填报，\s*2027年3月15日\s*签字/)
  },
  SLOW,
)
