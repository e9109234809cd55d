import t from 'tap'
import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { preparedInsert, runPrepared } from '@lightwell/database/prepared'
import { append } from '@lightwell/events/append'
import { newCaseHead } from '@lightwell/events/case-head'
import { requests } from '@lightwell/schema/tables/intake'
import { openTestHouse } from '../../support/house.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { db } = house.connection('intake')
const insert = preparedInsert(requests)

t.test('a whole row that a prepared statement wrote is read as the row it was', async (t) => {
  const filed = await house.file({
    channel: 'letter', receivedOn: '2026-02-27', accessibility: ['sight'], contexts: ['rights_protection', 'media_reported'],
    description: '含“引号”、\'单引号\'、{花括号}、\\反斜线\n和换行',
  }, 'xm.clerk')
  const [first] = await db.select().from(requests).where(eq(requests.id, filed.id))
  t.match(first, { signedFor: true, accessibility: ['sight'], imported: false, apiClientId: null, registeredAt: new Date('2026-03-02T01:00:00Z') })
  const row = { ...first as typeof requests.$inferSelect, id: uuidv7(), receiptNumber: 'XM-SECOND', description: '{a,"b"}', contexts: ['a,b', '"', ''] }
  await db.transaction(async (tx) => {
    await append(tx, newCaseHead({ id: row.id, kind: 'request', agencyCode: 'XM' }), {
      type: 'lightwell.request.withdrawn.v1', room: 'intake', actor: 'system', at: new Date('2026-03-02T01:00:00Z'), data: { withdrawnOn: '2026-03-02' },
    })
    await insert(tx, row)
  })
  t.same((await db.select().from(requests).where(eq(requests.id, row.id)))[0], row)
})

t.test('a prepared statement belongs to its transaction, and is rolled back with it', async (t) => {
  const [{ count = -1 } = {}] = await db.transaction(async (tx) => await runPrepared<{ count: number }>(tx, { name: 'count', text: 'select count(*)::int from requests' }, []))
  await db.transaction(async (tx) => {
    await runPrepared(tx, { name: 'take', text: 'update requests set imported = true where id = $1' }, [uuidv7()])
    await runPrepared(tx, { name: 'drop number', text: 'update requests set receipt_number = $1 where receipt_number = $2' }, ['GONE', 'XM-SECOND'])
    throw new Error('the work fails')
  }).catch(() => {})
  t.equal((await db.select().from(requests).where(eq(requests.receiptNumber, 'XM-SECOND'))).length, 1)
  t.equal((await db.select().from(requests)).length, count)
})
