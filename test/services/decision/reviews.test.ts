import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { posts, absences } from '@lightwell/schema/tables/intake'
import { openTestHouse, type Body } from '../../support/house.ts'
import { asOwner, faultsOf, openDesk, threeNoes } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const { db: intakeDb } = house.connection('intake')
const xm = openDesk(house)

async function personOf (handle: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)
  return rows[0]?.id as string
}

/** Gives a person a further post, as an administrator would. */
async function appoint (handle: string, level: number, agencyCode = 'XM'): Promise<string> {
  const post = { id: uuidv7(), agencyCode, duty: 'review' as const, level, holderId: await personOf(handle) }
  await intakeDb.insert(posts).values(post)
  return post.id
}

async function revoke (postId: string): Promise<void> {
  await intakeDb.execute(sql`update posts set revoked_at = now(), revoked_by = 'system' where id = ${postId}`)
}

async function newRecord (desk = xm, agency = 'XM', text = '补偿方案正文'): Promise<Body> {
  const { id } = await house.file({ agency })
  return (await desk.upload(id, text)).body
}

await t.test('a chain of one, two and three levels goes up in order, by different people, over the opened bytes', async (t) => {
  for (const [agency, levels] of [['CS', 1], ['XM', 2], ['AQ', 3]] as const) {
    const desk = openDesk(house, agency)
    const record = await newRecord(desk, agency)
    t.same(record.review, { levels, nextLevel: 1, complete: false, finding: null }, agency)
    for (let level = 1; level <= levels; level += 1) {
      await desk.open(record.id, `${agency.toLowerCase()}.review${level}`)
      const { status, body, headers } = await desk.review(record, level)
      t.equal(status, 201, `${agency} level ${level}`)
      t.equal(headers.get('location'), `/v1/records/${record.id}`)
      t.match(body, { recordId: record.id, level, finding: 'release', sha256: record.sha256, asDeputy: false, checklist: threeNoes })
      const complete = level === levels
      t.same(body.review, { levels, nextLevel: complete ? null : level + 1, complete, finding: complete ? 'release' : null })
    }
    await desk.open(record.id, `${agency.toLowerCase()}.head`)
    t.equal((await desk.review(record, 1, {}, desk.head)).status, 403, 'the head is no level of the chain')
  }
})

await t.test('a level out of turn, or a second time, is refused', async (t) => {
  const record = await newRecord()
  await xm.open(record.id, 'xm.review2')
  t.match(await xm.review(record, 2), { status: 409, body: { code: 'level_out_of_order' } })
  await xm.passChain(record)
  const post = await appoint('city.review1', 1)
  await xm.open(record.id, 'city.review1')
  t.match(await xm.review(record, 1, { opinion: '另一位初审人的意见' }, 'city.review1'),
    { status: 409, body: { code: 'level_out_of_order' } })
  await revoke(post)
})

await t.test('who never opened the content cannot pass it, and other bytes have no reviews', async (t) => {
  const record = await newRecord()
  t.match(await xm.review(record, 1), { status: 409, body: { code: 'content_not_opened' } })
  await xm.open(record.id, 'xm.review2')
  t.match(await xm.review(record, 1), { status: 409, body: { code: 'content_not_opened' } }, 'another’s opening is not his')
  await xm.open(record.id, 'xm.review1')
  t.match(await xm.review({ ...record, sha256: 'a'.repeat(64) }, 1), { status: 409, body: { code: 'other_bytes' } })
  t.equal((await xm.review(record, 1)).status, 201)
  const { body: corrected } = await xm.upload(record.requestId, '补偿方案正文，改一字')
  t.same(corrected.review, { levels: 2, nextLevel: 1, complete: false, finding: null }, 'changed bytes begin anew')
  t.match(await xm.review(corrected, 1), { status: 409, body: { code: 'content_not_opened' } })
})

await t.test('one person reviews a record once, and the submitter never', async (t) => {
  const record = await newRecord()
  const own = await appoint('xm.officer', 1)
  await xm.open(record.id, 'xm.officer')
  t.match(await xm.review(record, 1, {}, 'xm.officer'), { status: 403, body: { code: 'submitter_may_not_review' } })
  const span = { spans: [{ start: 0, end: 2, ground: 'privacy' }] }
  const second = await intakeDb.transaction(async (tx) => {
    const post = { id: uuidv7(), agencyCode: 'XM', duty: 'officer' as const, holderId: await personOf('city.officer') }
    await tx.insert(posts).values(post)
    return post.id
  })
  const { body: rendition } = await house.call('POST', `/v1/records/${record.id}/redactions`, { as: 'city.officer', body: span })
  await xm.open(rendition.id, 'xm.officer')
  t.match(await xm.review(rendition, 1, {}, 'xm.officer'), { status: 403, body: { code: 'submitter_may_not_review' } },
    'nor what another made of his record')
  const both = await appoint('xm.review1', 2)
  await xm.open(record.id, 'xm.review1')
  t.equal((await xm.review(record, 1)).status, 201)
  t.match(await xm.review(record, 2, { opinion: '复审也由我来' }, 'xm.review1'),
    { status: 403, body: { code: 'reviewer_reviewed_already' } })
  for (const post of [own, both, second]) await revoke(post)
})

await t.test('only the post of the level counts, in the record’s own agency, and a revoked one no more', async (t) => {
  const record = await newRecord()
  await xm.open(record.id, 'xm.review2')
  t.match(await xm.review(record, 1, {}, 'xm.review2'), { status: 403, body: { code: 'level_not_held' } })
  t.equal((await xm.review(record, 1, {}, 'xm.officer')).status, 403)
  t.equal((await xm.review(record, 1, {}, 'cs.review1')).status, 404)
  t.equal((await xm.review(record, 1, {}, 'portal')).status, 404)
  t.equal((await house.call('POST', `/v1/records/${record.id}/reviews`, { body: {} })).status, 401)
  t.equal((await house.call('POST', '/v1/records/no-such-id/reviews', { as: 'xm.review1', body: {} })).status, 404)
  const post = await appoint('city.review2', 1)
  await xm.open(record.id, 'city.review2')
  await revoke(post)
  t.equal((await xm.review(record, 1, {}, 'city.review2')).status, 404)
})

await t.test('a deputy reviews only while the holder is away, and signs as deputy', async (t) => {
  const record = await newRecord()
  const holderId = await personOf('xm.review1')
  await intakeDb.execute(sql`update posts set deputy_id = ${await personOf('xm.deputy')}
    where holder_id = ${holderId} and duty = 'review'`)
  t.equal((await xm.open(record.id, 'xm.deputy')).status, 404)
  t.equal((await xm.review(record, 1, {}, 'xm.deputy')).status, 404)
  await intakeDb.insert(absences).values({
    id: uuidv7(), personId: holderId, fromOn: '2026-03-02', untilOn: '2026-03-02', recordedBy: 'test',
  })
  t.equal((await xm.open(record.id, 'xm.deputy')).status, 200)
  t.match(await xm.review(record, 1, {}, 'xm.deputy'), { status: 201, body: { asDeputy: true } })
  t.match(await xm.review(record, 2, {}, 'xm.deputy'), { status: 403 })
})

await t.test('every finding carries a reason of its own, its checklist and, where it withholds, its ground', async (t) => {
  const record = await newRecord()
  await xm.open(record.id, 'xm.review1')
  await xm.open(record.id, 'xm.review2')
  const refused = async (changes: Record<string, unknown>, faults: string[], level = 1) =>
    t.same(faultsOf(await xm.review(record, level, changes)), faults, faults.join(', '))
  for (const question of ['stateSecret', 'workSecret', 'endangersSecurity']) {
    await refused({ checklist: { ...threeNoes, [question]: true } }, ['/finding checklist_forbids_release'])
  }
  await refused({ opinion: '' }, ['/opinion too_short'])
  await refused({ opinion: ' 。　' }, ['/opinion too_short'])
  await refused({ finding: 'withhold' }, ['/grounds required'])
  await refused({ finding: 'redact', grounds: [] }, ['/grounds required'])
  await refused({ finding: 'withhold', grounds: ['privacy', 'whim', 'constructor'] }, ['/grounds/1 unknown_ground', '/grounds/2 unknown_ground'])
  const third = await appoint('xm.review1', 3)
  t.same(faultsOf(await xm.review(record, 3, {}, 'xm.review1')), ['/level level_not_in_chain'])
  await revoke(third)
  await refused({ level: 10, finding: 'pass', checklist: { stateSecret: true }, opinion: '' }, [
    '/checklist/endangersSecurity required', '/checklist/workSecret required', '/finding not_listed', '/level too_large',
    '/opinion too_short',
  ])
  await refused({ extra: 1, finding: 'release', checklist: { ...threeNoes, workSecret: true } },
    ['/extra unknown_field', '/finding checklist_forbids_release'])
  for (const body of ['[]', '"x"', 'null', '1']) {
    t.equal((await house.call('POST', `/v1/records/${record.id}/reviews`, { as: 'xm.review1', body })).status, 422, body)
  }
  t.equal((await xm.review(record, 1, { opinion: '同意公开' })).status, 201)
  await refused({ opinion: '同意公开' }, ['/opinion opinion_copied'], 2)
  await refused({ opinion: ' 同意 公开。' }, ['/opinion opinion_copied'], 2)
  t.equal((await xm.review(record, 2, { opinion: '经复核，无涉密内容' })).status, 201)
})

await t.test('the finding of a chain is the strictest of its levels, and none before all have found', async (t) => {
  const aq = openDesk(house, 'AQ')
  const cases: [string[], string][] = [
    [['release', 'release', 'release'], 'release'], [['release', 'redact', 'release'], 'redact'],
    [['redact', 'withhold', 'release'], 'withhold'], [['release', 'withhold', 'refer'], 'refer'],
  ]
  for (const [findings, strictest] of cases) {
    const record = await newRecord(aq, 'AQ')
    for (const [at, finding] of findings.entries()) {
      await aq.open(record.id, `aq.review${at + 1}`)
      const grounds = finding === 'release' || finding === 'refer' ? {} : { grounds: ['privacy'] }
      const { body } = await aq.review(record, at + 1, { finding, ...grounds })
      t.equal(body.review.finding, at === 2 ? strictest : null, `${findings} ${at}`)
    }
  }
})

await t.test('what could not be read for marks can be withheld or referred, not passed', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, new Uint8Array([0, 1, 2]), { type: 'application/pdf' })
  await xm.scanned(record.id)
  await xm.open(record.id, 'xm.review1')
  await xm.open(record.id, 'xm.review2')
  t.match(await xm.review(record, 1), { status: 409, body: { code: 'scan_unreadable' } })
  t.match(await xm.review(record, 1, { finding: 'redact', grounds: ['privacy'] }), { status: 409, body: { code: 'scan_unreadable' } })
  t.equal((await xm.review(record, 1, { finding: 'refer' })).status, 201)
  t.equal((await xm.review(record, 2, { finding: 'withhold', grounds: ['state_secret'] })).status, 201)
  const { body: queued } = await xm.upload(id, '正文')
  // Held by a reader that does not come back, so that no sweep of the house reads it meanwhile.
  await asOwner(house, "update records set scan_state = 'running', scan_held_until = '2099-01-01' where id = $1", [queued.id])
  await xm.open(queued.id, 'xm.review1')
  t.match(await xm.review(queued, 1), { status: 409, body: { code: 'scan_unfinished' } })
})

await t.test('a doubtful mark is shown to every reviewer with the answer to his review', async (t) => {
  const record = await newRecord(xm, 'XM', '绝密★启用前\n试卷')
  await xm.open(record.id, 'xm.review1')
  const { body } = await xm.review(record, 1)
  t.match(body.scan.marks, [{ kind: 'possible', level: 'top_secret', page: 1 }])
})

await t.test('of two who review one level at once, one is heard', async (t) => {
  const post = await appoint('city.head', 1)
  for (let round = 0; round < 3; round += 1) {
    const record = await newRecord()
    const people = ['xm.review1', 'city.head']
    await Promise.all(people.map((as) => xm.open(record.id, as)))
    const answers = await Promise.all(people.map((as) => xm.review(record, 1, { opinion: `${as} 的意见` }, as)))
    t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409])
    t.ok(answers.some(({ body }) => body.code === 'level_out_of_order'))
    const { rows } = await db.execute(sql`select * from reviews where record_id = ${record.id}`)
    t.equal(rows.length, 1)
  }
  await revoke(post)
})

await t.test('a review is saved once under its idempotency key', async (t) => {
  const record = await newRecord()
  await xm.open(record.id, 'xm.review1')
  const body = { level: 1, finding: 'release', sha256: record.sha256, checklist: threeNoes, opinion: '可以公开' }
  const send = () => house.call('POST', `/v1/records/${record.id}/reviews`, {
    as: 'xm.review1', body, headers: { 'idempotency-key': '"one review sent twice"' },
  })
  const [first, second] = [await send(), await send()]
  t.equal(first.status, 201)
  t.same(second.body, first.body)
})

await t.test('the database itself refuses reviews by the submitter, by one person twice, unopened, or released against a yes', async (t) => {
  const record = await newRecord()
  const [submitter, reviewer] = [await personOf('xm.officer'), await personOf('xm.review1')]
  const other = await personOf('xm.review2')
  await xm.open(record.id, 'xm.review1')
  await xm.open(record.id, 'xm.officer')
  const insert = (changes: Record<string, unknown>) => {
    const row = {
      id: uuidv7(), record_id: record.id, sha256: record.sha256, level: 1, reviewer_id: reviewer, submitter_id: submitter,
      as_deputy: false, finding: 'release', state_secret: false, work_secret: false, endangers_security: false,
      grounds: '{}', opinion: 'x', reviewed_at: '2026-03-02T01:00:00Z', ...changes,
    }
    const columns = sql.join(Object.keys(row).map((name) => sql.identifier(name)), sql`, `)
    return db.execute(sql`insert into reviews (${columns}) values (${sql.join(Object.values(row).map((value) => sql`${value}`), sql`, `)})`)
  }
  const refused = async (changes: Record<string, unknown>, constraint: string) =>
    await t.rejects(insert(changes), { cause: { constraint } }, constraint)
  await refused({ reviewer_id: submitter }, 'reviews_not_by_submitter')
  await refused({ reviewer_id: submitter, submitter_id: reviewer }, 'reviews_submitter')
  await refused({ reviewer_id: other }, 'reviews_opened')
  await refused({ sha256: 'b'.repeat(64) }, 'reviews_opened')
  await refused({ state_secret: true }, 'reviews_release_needs_three_noes')
  await insert({})
  await refused({ level: 2 }, 'reviews_different_people')
  await xm.open(record.id, 'xm.review2')
  await refused({ reviewer_id: other }, 'reviews_one_per_level')
  await t.rejects(db.execute(sql`update reviews set finding = 'withhold' where record_id = ${record.id}`), { cause: { code: '42501' } })
  await t.rejects(db.execute(sql`delete from reviews where record_id = ${record.id}`), { cause: { code: '42501' } })
  await t.rejects(db.execute(sql`update records set sha256 = 'x' where id = ${record.id}`), { cause: { code: '42501' } })
})
