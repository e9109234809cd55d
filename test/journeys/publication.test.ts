import pg from 'pg'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { openTestHouse, type Body } from '../support/house.ts'
import { openPublisher } from '../support/publisher.ts'
import { must, until } from '../support/story.ts'

const house = await openTestHouse(t)
const { call } = house
const aq = openPublisher(house, 'AQ')

/** Runs one statement as the owner of the database, whom no grant holds back; gives what refused it. */
async function forced (statement: string, values: unknown[]): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  try {
    await client.query(statement, values)
    return undefined
  } catch (error) {
    return (error as pg.DatabaseError).constraint
  } finally {
    await client.end()
  }
}

/** Writes a row of the public catalogue for a record, past every rule of the house. */
async function forceEntry ({ id, publicationId, sha256 }: Body, handle: string): Promise<string | undefined> {
  return await forced(`insert into disclosures (id, index_number, agency_code, publication_id, approved_by, record_id, sha256, title,
      summary, category, portal_column, form, media_type, size_bytes, made_on, published_at, confirmed_on)
    select $1, 'AQ-2026-99999', agency_code, id, (select p.id from people p where handle = $3), $4, $5, title, summary, category, portal_column, form, 'text/plain', 1, made_on,
      now(), made_on from publications where id = $2`, [uuidv7(), publicationId, handle, id, sha256])
}

/** Marks a publication as published by a person, past every rule of the house. */
async function forceApproval (publicationId: string, handle: string): Promise<string | undefined> {
  return await forced(`update publications set state = 'published', decided_by = (select id from people where handle = $2)
    where id = $1`, [publicationId, handle])
}

// The same paper with its mark cut away, so that no scan can find it: it stands for an upload check that is switched off.
const column = must<Body>(201, await aq.open({ title: '扶贫政策法规', column: '扶贫政策法规', category: 'plans' })).id
const unmarked = must<Body>(201, await aq.upload(column, '关于脱贫攻坚工作的意见\n一、总体要求。\n', { title: '扶贫工作的意见' }))

// The leak case (泄密案例): 急需丰富“扶贫政策法规”栏目有关内容. An officer had to fill a column of the portal, put in a paper
// of a higher body that bore 秘密, and passed it himself; two superiors passed it unread.

await t.test('the leak case, stopped at upload: the marked paper is sealed, and nothing can be done with it', async (t) => {
  const { id } = must<Body>(201, await aq.open({ title: '扶贫政策法规', column: '扶贫政策法规', category: 'plans' }))
  const record = await aq.scanned(must(201,
    await aq.upload(id, '秘密★10年\n\n中共某省委文件\n关于脱贫攻坚工作的意见\n', { title: '省委关于扶贫工作的意见', origin: '省委' })))
  t.equal(record.sealed, true)
  t.match(record.scan.marks, [{ kind: 'state_secret', level: 'secret', period: '10年' }])
  t.notMatch(JSON.stringify(record), /省委|脱贫/, 'not even its title is shown')
  for (const as of ['aq.officer', 'aq.review1', 'aq.review2', 'aq.review3', 'aq.head']) {
    t.equal((await aq.read(record.id, as)).body.code, 'record_sealed', as)
  }
  t.equal((await aq.review(record, 1)).body.code, 'record_sealed')
  t.match((await aq.act(id, 'proposal')).body, { code: 'record_sealed', errors: [{ pointer: '/records/0' }] })
  const [incident] = await until(async () => (await call('GET', '/v1/incidents', { as: 'aq.head' })).body.items, (items) => items.length > 0)
  t.match(incident, { kind: 'secret_mark_found', recordId: record.id, agency: 'AQ' })
  const terms = await until(async () => (await call('GET', '/v1/terms?agency=AQ', { as: 'aq.review3' })).body.items,
    (items) => items.some(({ kind }: Body) => kind === 'leak_report'))
  t.match(terms.find(({ kind }: Body) => kind === 'leak_report'), { subjectId: record.id, state: 'open' })
})

await t.test('the leak case, stopped at review: three rubber stamps are refused, each for what it is', async (t) => {
  await aq.scanned(unmarked)
  t.equal(unmarked.sealed, false)
  for (const level of [1, 2, 3]) {
    must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'AQ', duty: 'review', level, holder: 'aq.officer' } }))
  }
  must(200, await aq.read(unmarked.id, 'aq.officer'))
  t.equal((await aq.review(unmarked, 1, {}, 'aq.officer')).body.code, 'submitter_may_not_review', 'nobody passes what he put in himself')
  t.equal((await aq.review(unmarked, 1)).body.code, 'content_not_opened', 'unread is not passed')
  must(200, await aq.read(unmarked.id, 'aq.review1'))
  t.match((await aq.review(unmarked, 1, { opinion: ' ' })).body.errors, [{ pointer: '/opinion', code: 'too_short' }])
  must(201, await aq.review(unmarked, 1, { opinion: '同意公开' }))
  must(200, await aq.read(unmarked.id, 'aq.review2'))
  t.match((await aq.review(unmarked, 2, { opinion: '同意 公开。' })).body.errors, [{ pointer: '/opinion', code: 'opinion_copied' }],
    'the words of another are no opinion')
  must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'AQ', duty: 'review', level: 2, holder: 'aq.review1' } }))
  t.equal((await aq.review(unmarked, 2, {}, 'aq.review1')).body.code, 'reviewer_reviewed_already', 'one person is not two levels')
  must(200, await aq.read(unmarked.id, 'aq.review3'))
  t.equal((await aq.review(unmarked, 3)).body.code, 'level_out_of_order', 'the last does not go before the second')
})

await t.test('the leak case, stopped at release: without the whole chain neither the rule nor the database lets it out', async (t) => {
  t.match((await aq.act(column, 'proposal')).body, { code: 'review_incomplete', errors: [{ pointer: '/records/0' }] })
  t.equal((await aq.act(column, 'approval', 'aq.head')).body.code, 'publication_not_proposed')
  t.equal(await forceApproval(column, 'aq.officer'), 'publications_by_another_person', 'who opened it does not publish it')
  t.equal(await forceEntry(unmarked, 'aq.head'), 'disclosures_reviewed', 'nothing that was not approved is public')
  t.equal(await forceApproval(column, 'aq.head'), undefined)
  t.equal(await forceEntry(unmarked, 'aq.head'), 'disclosures_reviewed', 'an approval does not replace the chain')
  t.same((await call('GET', '/v1/disclosures?agency=AQ')).body.items, [])
})

await t.test('a good publication goes from its opening to the public catalogue and its feed, and is taken down everywhere', async (t) => {
  const { publication, record, entry } = await aq.publish('农业补贴申领指南\n一、条件。\n', {
    title: '农业补贴申领指南', summary: '申领农业补贴的条件、程序和时限。', category: 'service_guides',
  }, { title: '农业补贴申领指南' })
  t.equal(record.review.levels, 3)
  t.match(publication, { state: 'published', column: '扶贫政策法规' })
  t.match(entry, { indexNumber: 'AQ-2026-00001', title: '农业补贴申领指南', madeOn: '2026-02-27', sha256: record.sha256 })
  const path = `/v1/disclosures/${entry.id}`
  t.equal((await call('GET', `${path}/content`)).text, '农业补贴申领指南\n一、条件。\n')
  t.same((await call('GET', `/v1/disclosures?q=${encodeURIComponent('农业补贴')}`)).body.items.map(({ id }: Body) => id), [entry.id])
  t.match((await call('GET', '/v1/disclosures.atom?agency=AQ')).text, `<id>urn:uuid:${entry.id}</id>`)
  const audit = must<Body>(200, await call('GET', `/v1/audit/${publication.id}`, { as: 'jcj.supervisor' }))
  t.same(audit.verification.faults, [])
  t.equal(audit.events.filter(({ type }: Body) => type === 'lightwell.record.reviewed.v1').length, 3)

  must(201, await call('POST', `${path}/copies`, { as: 'portal' }))
  must(200, await call('POST', `${path}/takedown`, { as: 'aq.review3', body: { cause: 'outdated', reason: '办法已废止' } }))
  t.equal((await call('GET', `${path}/content`)).status, 410)
  t.notMatch((await call('GET', '/v1/disclosures.atom')).text, entry.id)
  t.match((await call('GET', path, { as: 'aq.head' })).body.copies, [{ removedAt: null }], 'who has not confirmed is known')
  t.match((await call('GET', '/v1/disclosures/takedowns', { as: 'portal' })).body.items, [{ disclosureId: entry.id }])
  must(200, await call('POST', `${path}/copies/removal`, { as: 'portal' }))
  t.match((await call('GET', path, { as: 'aq.head' })).body.copies, [{ removedAt: String }])
  const verified = await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: {} })
  t.same(verified.body.faults, [])
})
