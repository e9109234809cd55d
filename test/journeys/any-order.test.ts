import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { listClocks } from '../../services/deadline/store/deadlines.ts'
import { aFiling } from '../support/builders.ts'
import { drawer, type Drawer } from '../support/drawer.ts'
import { openTestHouse, type Body, type TestHouse } from '../support/house.ts'
import { until } from '../support/story.ts'
import { acts, laterDay } from './any-order-acts.ts'

const open = ['received', 'registered', 'clarifying', 'processing', 'decided']
const seed = Number(process.env['SEED'] ?? 20260302)

const filings: readonly object[] = [
  { agency: 'XM' },
  { agency: 'CITY', purpose: undefined, applicant: { ...aFiling().applicant, sex: undefined, birthDate: undefined } },
  {
    agency: 'XM', kind: 'correction',
    correction: { recordTitle: '低保档案', defect: 'inaccurate', claim: '人数应为三人', relation: '本人', evidence: '户口簿' },
  },
]

async function readAs (house: TestHouse, id: string, as: string): Promise<Body> {
  const { status, body } = await house.call('GET', `/v1/requests/${id}`, { as })
  return status === 200 ? body : undefined
}

async function act (house: TestHouse, asked: { id: string, action: string, by: string, token: string, today: Day, pick: Drawer }) {
  const { id, action, by, token, today, pick } = asked
  const officer = `${id === '' ? '' : (await readAs(house, id, token)).agency.toLowerCase()}.officer`
  const view = await readAs(house, id, officer)
  const { body: { items: consultations } } = await house.call('GET', `/v1/requests/${id}/consultations`, { as: officer })
  const doing = acts[action]?.({ view, by, today, consultations, pick })
  if (doing === undefined) return undefined
  return await house.call('POST', `/v1/${doing.path}`, { as: by === 'applicant' ? token : by, body: doing.body ?? {} })
}

t.test('in whatever order people act: what is offered can be done, what is refused is refused for the reason told, and no day is lost', async (t) => {
  const house = await openTestHouse(t)
  const pick = drawer(seed)
  const done = new Map<string, number>()
  const tokens = new Map<string, string>()
  for (let round = 0; round < 9; round += 1) {
    let today = '2026-03-02' as Day
    house.clock.set(`${today}T01:00:00Z`)
    const filing = { ...aFiling(), ...filings[round % filings.length], language: pick(['zh-CN', 'en']) }
    const filed = round % 4 === 3
      ? await house.file({ ...filing, channel: 'email', arrivedOn: today }, `${filing.agency.toLowerCase()}.clerk`)
      : await house.file(filing, round % 4 === 2 ? 'portal' : undefined)
    const id: string = filed.id
    let token: string = filed.accessToken
    for (let step = 0; step < 12; step += 1) {
      today = laterDay(today, pick)
      house.clock.set(`${today}T02:00:00Z`)
      const agency = filed.agency.toLowerCase()
      const by = pick([`${agency}.clerk`, `${agency}.officer`, `${agency}.officer`, `${agency}.head`, 'applicant', ...round % 4 === 2 ? ['portal'] : []])
      const before = await readAs(house, id, by === 'applicant' ? token : by)
      const offered = (before.allowedActions as string[]).filter((action) => action in acts)
      const ends = ['withdraw', 'transfer', 'divide_whole', 'abandon_fee']
      const gentle = offered.filter((action) => !ends.includes(action) || step > 8)
      if (gentle.length > 0) {
        // What was done least is tried first, so that a short walk comes by all of them.
        const action = gentle.toSorted((a, b) => (done.get(a) ?? 0) - (done.get(b) ?? 0))[pick([0, 0, 0, 1])] ?? gentle[0] as string
        const answer = await act(house, { id, action, by, token, today, pick })
        if (answer !== undefined) {
          const well = [200, 201].includes(answer.status)
          t.ok(well, `seed ${seed}, round ${round}, step ${step}: ${by} ${action} on ${before.status}${well ? '' : `, ${today}: ${answer.text}`}`)
          done.set(action, (done.get(action) ?? 0) + 1)
          if (['renew_token', 'pass_on'].includes(action)) token = answer.body.accessToken
        }
      }
      const refused = (before.refusedActions as Body[]).filter(({ action, code }) => code === 'not_in_this_status' && action in acts)
      if (refused.length > 0 && step % 3 === 0) {
        const now = await readAs(house, id, by === 'applicant' ? token : by)
        // A late answer comes by the route of one in time, so while that is open the route is too.
        const isAnswer = (action: string): boolean => action === 'answer_late' && (now.allowedActions as string[]).includes('answer_clarification')
        const still = refused.filter(({ action }) => !isAnswer(action) && (now.refusedActions as Body[]).some((one) => one.action === action && one.code === 'not_in_this_status'))
        const { action } = still.length > 0 ? pick(still) : { action: '' }
        const answer = await act(house, { id, action, by, token, today, pick }).catch(() => undefined)
        if (answer !== undefined) t.ok([404, 409].includes(answer.status), `${by} ${action} on ${now.status} is refused: ${answer.status}`)
      }
      const { body: deadline } = await house.call('GET', `/v1/deadlines/${id}`, { as: token })
      const { status } = await readAs(house, id, token)
      t.ok(open.includes(status) ? ['running', 'paused'].includes(deadline.state) : ['stopped', 'met', 'missed'].includes(deadline.state),
        `round ${round}, step ${step}: ${status} has a clock that is ${deadline.state}`)
      t.ok((deadline.explanation as Body[]).every(({ reason, counted }) => !/paused|consultation|clarification|fee/.test(reason) || !counted), 'a paused day is never counted')
    }
    tokens.set(id, token)
  }
  t.comment(Object.fromEntries([...done].toSorted(([a], [b]) => a.localeCompare(b))))

  const { db } = house.connection('deadline')
  await until(async () => (await db.execute(`select 1 from deliveries where state <> 'done'`)).rows.length, (left) => left === 0)
  const parked = await db.execute(`select 1 from deliveries where state = 'parked'`)
  t.equal(parked.rows.length, 0, 'nothing is parked')
  const { rows: lost } = await db.execute(`
    select r.id from requests r left join deadlines d on d.request_id = r.id
    where r.status in ('received', 'registered', 'clarifying', 'processing', 'decided') and coalesce(d.state, 'none') not in ('running', 'paused')`)
  t.same(lost, [], 'every open request has one live deadline')
  t.ok(listClocks)
  for (const agency of ['XM', 'CITY', 'CS', 'AQ']) {
    const { status, body } = await house.call('GET', `/v1/requests/counts?agency=${agency}`, { as: `${agency.toLowerCase()}.officer` })
    t.equal(status, 200)
    const ended = Object.values(body.ended as Record<string, number>).reduce((sum, one) => sum + one, 0)
    t.equal(body.filed, body.open + ended, `the register of ${agency} adds up`)
  }
  for (const id of tokens.keys()) {
    const { status, body } = await house.call('GET', `/v1/audit/${id}`, { as: 'jcj.supervisor' })
    t.equal(status, 200)
    t.same(body.faults ?? [], [], 'the chain holds')
  }
})
