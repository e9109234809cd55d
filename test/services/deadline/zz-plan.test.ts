import pg from 'pg'
import t from 'tap'
import { openTestHouse } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { listExtensionsIn } from '../../../services/deadline/store/extensions.ts'
import { listClockCorrections } from '../../../services/deadline/store/clock-corrections.ts'
const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const now = new Date('2026-03-02T01:00:00Z')
await fillRequests(house.url, { count: 60_000, now, overdueShare: 0.3 })
const client = new pg.Client({ connectionString: house.url }); await client.connect()
await client.query(`insert into extensions (id, request_id, agency_code, state, additional_working_days, reason, approving_duty, requested_by, requested_at, decided_by, decided_at, old_due_on, new_due_on)
 select gen_random_uuid(), request_id, agency_code, 'rejected', 5, 'x', 'head', gen_random_uuid(), due_at - interval '3 days', gen_random_uuid(), due_at, due_on, null from deadlines`)
await client.query(`insert into clock_corrections (id, request_id, agency_code, seq, on_day, voids, evidence, reason, state, requested_by, requested_at, old_due_on, new_due_on, old_state, new_state, later)
 select gen_random_uuid(), request_id, agency_code, 1, started_on, false, 'x', 'x', 'applied', gen_random_uuid(), due_at - interval '3 days', due_on, due_on, 'running', 'running', false from deadlines`)
await client.query('vacuum analyze')
console.error((await client.query(`select state, agency_code, count(*) from extensions group by 1,2`)).rows)
const { db } = house.connection('deadline')
for (const [name, run] of [
  ['pending XM', () => listExtensionsIn(db, { agencies: ['XM'], state: 'pending', after: undefined, limit: 50 })],
  ['pending CS', () => listExtensionsIn(db, { agencies: ['CS'], state: 'pending', after: undefined, limit: 50 })],
  ['pending all', () => listExtensionsIn(db, { agencies: 'all', state: 'pending', after: undefined, limit: 50 })],
  ['rejected XM', () => listExtensionsIn(db, { agencies: ['XM'], state: 'rejected', after: undefined, limit: 50 })],
  ['rejected all', () => listExtensionsIn(db, { agencies: 'all', state: 'rejected', after: undefined, limit: 50 })],
  ['cc XM', () => listClockCorrections(db, { agencies: ['XM'], state: undefined, later: false, after: undefined, limit: 50 })],
  ['cc XM pending', () => listClockCorrections(db, { agencies: ['XM'], state: 'pending', later: false, after: undefined, limit: 50 })],
  ['cc later', () => listClockCorrections(db, { agencies: 'all', state: undefined, later: true, after: undefined, limit: 50 })],
  ['cc all', () => listClockCorrections(db, { agencies: 'all', state: undefined, later: false, after: undefined, limit: 50 })],
] as const) {
  await run(); const from = performance.now(); const rows = await run(); console.error(name, rows.length, (performance.now() - from).toFixed(1) + ' ms')
}
await client.end()
t.end()
