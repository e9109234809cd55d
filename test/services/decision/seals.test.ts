import t from 'tap'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { folderStore } from '@lightwell/documents/folder-store'
import { openDataKey } from '@lightwell/secrets/data-key'
import { readConfig } from '../../../services/config.ts'
import { openContent } from '../../../services/decision/sealed-content.ts'
import type { StoredContent } from '../../../services/decision/store/records.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

// Nothing sweeps by itself: the test says when the half keys of what was destroyed go.
const house = await openTestHouse(t, { sweeping: false })
const { call } = house
const desk = openDesk(house)
const { db } = house.connection('decision')
const secrecy = 'xm.review2'
const lecture = '秘密★10年是密级标志的写法，本讲义说明其含义。'

const act = (id: string, path: string, body: unknown, as = secrecy): Promise<CallAnswer> => call('POST', `/v1/records/${id}/${path}`, { as, body })
const seen = async (id: string, as = 'xm.officer'): Promise<Body> => must(200, await call('GET', `/v1/records/${id}`, { as }))
const sealOf = async (id: string, as = secrecy): Promise<Body> => must(200, await call('GET', `/v1/records/${id}/seal`, { as }))
const codeOf = ({ status, body }: CallAnswer): string => `${status} ${body.code}`
const typesOf = async (requestId: string): Promise<string[]> => (await eventsOf(db, requestId)).map(({ type }) => type.replace(/^lightwell\.|\.v1$/g, ''))

async function incidentOf (recordId: string, query = ''): Promise<Body> {
  const { body } = await call('GET', `/v1/incidents?limit=100${query}`, { as: 'xm.head' })
  return body.items.find((one: Body) => one.recordId === recordId)
}

const termsOf = async (requestId: string): Promise<string[]> =>
  must<Body>(200, await call('GET', `/v1/terms?requestId=${requestId}`, { as: secrecy })).items.map(({ kind, state }: Body) => `${kind} ${state}`).toSorted()

async function upload (text: string | Uint8Array, changes: Record<string, string> = {}): Promise<{ requestId: string, record: Body }> {
  const { id: requestId } = await house.file()
  const record = must<Body>(201, await desk.upload(requestId, text, changes))
  if (record.scan.state !== 'queued') return { requestId, record }
  // What is no plain text may have taken too long for its sender: it is read in its turn.
  await house.swept()
  return { requestId, record: await seen(record.id) }
}

async function unsealed (id: string): Promise<void> {
  must(201, await act(id, 'unsealing', { reason: '标志为讲义中的举例。' }))
  must(200, await act(id, 'unsealing/confirmation', { reason: '核对纸质原件，确为举例。' }, 'xm.head'))
}

await t.test('a false alarm is found by the secrecy duty and the head together; then the record opens, and its chain begins', async (t) => {
  const { requestId, record } = await upload(lecture, { title: '保密知识讲义' })
  t.match(record, { sealed: true, declared: false, title: /sealed/ })
  t.match(await until<Body>(() => incidentOf(record.id), (one) => one !== undefined), { kind: 'secret_mark_found', declared: false, closed: null })
  t.match(await incidentOf(record.id, '&declared=false'), { recordId: record.id })
  t.equal(await incidentOf(record.id, '&declared=true'), undefined)
  const reason = { reason: '标志为讲义中的举例。' }
  t.equal(codeOf(await act(record.id, 'unsealing', reason, 'xm.officer')), '403 not_allowed')
  t.equal(codeOf(await act(record.id, 'unsealing', reason, 'xm.review1')), '403 not_allowed')
  t.equal((await act(record.id, 'unsealing', reason, 'cs.head')).status, 404)
  t.equal((await call('POST', `/v1/records/${record.id}/unsealing`, { body: reason })).status, 401)
  t.same(faultsOf(await act(record.id, 'unsealing', { reason: ' ' })), ['/reason wrong_format'])
  t.equal(codeOf(await act(record.id, 'unsealing/confirmation', reason, 'xm.head')), '409 unsealing_missing')

  t.match(must(201, await act(record.id, 'unsealing', reason)), { sealed: true, unsealing: { reason: reason.reason, confirmedBy: null } })
  t.equal(codeOf(await desk.open(record.id, 'xm.review1')), '409 record_sealed', 'one person opens nothing')
  t.equal(codeOf(await act(record.id, 'unsealing', reason, 'xm.head')), '409 unsealing_proposed')
  t.equal(codeOf(await act(record.id, 'unsealing/confirmation', reason)), '403 found_it_yourself')
  t.match(must(200, await act(record.id, 'unsealing/confirmation', reason, 'xm.head')), { sealed: false, unsealing: { confirmation: reason.reason } })
  t.equal(codeOf(await act(record.id, 'unsealing', reason)), '409 not_sealed')

  t.match(await seen(record.id), {
    sealed: false, declared: false, title: '保密知识讲义', origin: '镇自然资源所',
    scan: { state: 'done', marks: [{ kind: 'state_secret', level: 'secret', falseAlarm: true }] }, review: { nextLevel: 1 },
  })
  t.match((await sealOf(record.id, 'xm.officer')).unsealing, { foundBy: /./, reason: null, confirmation: null }, 'words are for those who have a say')
  t.match(await until(() => incidentOf(record.id), ({ closed }) => closed !== null), { closed: { as: 'false_alarm', reason: null }, overdue: false })
  t.same(await until(() => termsOf(requestId), (terms) => terms.every((term) => term.endsWith('ended'))), ['leak_report ended', 'secrecy_period ended'])
  t.match((await typesOf(requestId)).filter((type) => /unseal/.test(type)), ['record.unsealing_proposed', 'record.unsealed'])
  t.equal(must<Body>(200, await call('GET', `/v1/requests/${requestId}`, { as: 'xm.officer' })).heldBy, 'review')
  t.match(must<Body>(200, await call('GET', '/v1/requests?agency=XM&heldBy=review', { as: 'xm.officer' })).items, [{ id: requestId }])
  await desk.passChain(record)
  await desk.issue(requestId, [{ description: '讲义', outcome: 'disclose', records: [record.id] }])
  t.equal((await call('GET', `/v1/records/${record.id}/content`, { as: 'portal' })).status, 404)
})

await t.test('who submitted it has no say, two of one duty are not enough, and the database keeps to both', async (t) => {
  const { record } = await upload(lecture)
  const { rows: [ids] } = await ownerQuery(`select (select id from people where handle = 'xm.head') as head,
    (select id from people where handle = $1) as secrecy, (select id from people where handle = 'xm.deputy') as deputy`, [secrecy])
  await asOwner(house, 'update records set added_by = $2 where id = $1', [record.id, ids.secrecy])
  t.equal(codeOf(await act(record.id, 'unsealing', { reason: '误报' })), '403 submitted_it')
  t.equal(codeOf(await act(record.id, 'destruction', { level: 'secret', carrierNumber: 'X', classifier: '省委', reason: '误传' })), '403 submitted_it')
  await asOwner(house, 'update records set added_by = $2 where id = $1', [record.id, record.addedBy])

  await t.rejects(asOwner(house, 'update records set unsealed_by = $2 where id = $1', [record.id, ids.head]), /records_unsealed_by_two/)
  const insert = `insert into unsealings (record_id, submitter_id, found_by, found_as, found_at, reason, confirmed_by, confirmed_as,
    confirmed_at, confirmation) values ($1, $2, $3, 'secrecy', now(), 'x', $4, $5, now(), 'x')`
  await t.rejects(asOwner(house, insert, [record.id, record.addedBy, ids.head, ids.head, 'head']), /unsealings_by_two_people/)
  await t.rejects(asOwner(house, insert, [record.id, record.addedBy, ids.secrecy, ids.head, 'secrecy']), /unsealings_by_two_people/)
  await t.rejects(asOwner(house, insert, [record.id, record.addedBy, record.addedBy, ids.head, 'head']), /unsealings_not_by_submitter/)
  await t.rejects(asOwner(house, insert, [record.id, ids.deputy, ids.secrecy, ids.head, 'head']), /unsealings_submitter/)
  t.equal((await seen(record.id)).sealed, true)
})

await t.test('what nobody could read passes once the secrecy duty looked through it, and not before', async (t) => {
  const { requestId, record } = await upload('正文\u0000不能读取')
  t.equal(record.scan.state, 'unreadable')
  const check = { sha256: record.sha256, pages: 2, finding: 'clean', opinion: '逐页看过，没有密级标志。' }
  t.equal(codeOf(await act(record.id, 'manual-check', check, 'xm.officer')), '403 not_allowed')
  t.equal(codeOf(await act(record.id, 'manual-check', check)), '409 content_not_opened')
  must(200, await desk.open(record.id, secrecy))
  t.equal(codeOf(await act(record.id, 'manual-check', { ...check, sha256: '0'.repeat(64) })), '409 other_bytes')
  t.same(faultsOf(await act(record.id, 'manual-check', { ...check, pages: 0, finding: 'fine', opinion: '' })),
    ['/finding not_listed', '/opinion too_short', '/pages too_small'])
  await asOwner(house, 'update records set pages = 3 where id = $1', [record.id])
  t.same(faultsOf(await act(record.id, 'manual-check', check)), ['/pages other_pages'])
  await asOwner(house, 'update records set pages = 2 where id = $1', [record.id])
  must(200, await desk.open(record.id, 'xm.review1'))
  t.equal(codeOf(await desk.review(record, 1)), '409 scan_unreadable')

  t.match(must(201, await act(record.id, 'manual-check', check)), { sealed: false, manualCheck: { finding: 'clean', pages: 2 } })
  t.equal(codeOf(await act(record.id, 'manual-check', check)), '409 checked_already')
  await desk.passChain(record)
  const { id: decisionId } = must<Body>(201, await desk.propose(requestId, [{ description: '照片', outcome: 'disclose', records: [record.id] }]))
  const [row] = (await ownerQuery('select * from manual_checks where record_id = $1', [record.id])).rows
  await asOwner(house, 'delete from manual_checks where record_id = $1', [record.id])
  t.match((await desk.approve(decisionId)).body, { code: 'unreadable', errors: [{ pointer: '/parts/0/records/0' }] })
  await t.rejects(asOwner(house, `update decisions set state = 'issued', decided_by = '00000000-0000-7000-8000-000000000001',
    decided_at = now(), notice_id = (select id from notices limit 1) where id = $1`, [decisionId]), /decisions_release_reviewed|not passed its whole chain/)
  await t.rejects(asOwner(house, `insert into manual_checks (record_id, sha256, checker_id, submitter_id, finding, pages, opinion, checked_at)
    values ($1, $2, $3, $3, 'clean', 1, 'x', now())`, [record.id, record.sha256, record.addedBy]), /manual_checks/)
  await asOwner(house, `insert into manual_checks select * from jsonb_populate_record(null::manual_checks, $1)`, [JSON.stringify(row)])
  must(200, await desk.approve(decisionId))

  const { record: plain } = await upload('可以读取的正文')
  must(200, await desk.open(plain.id, secrecy))
  t.equal(codeOf(await act(plain.id, 'manual-check', { ...check, sha256: plain.sha256 })), '409 not_unreadable')
})

await t.test('a mark that is found by hand seals at once, and is an incident with its 24 hours', async (t) => {
  const { requestId, record } = await upload('手写\u0000的标志', { title: '某县某项安排', declaredMarking: '{"level":"internal"}' })
  must(200, await desk.open(record.id, secrecy))
  const check = { sha256: record.sha256, pages: 1, finding: 'marked', opinion: '右上角手写机密二字。' }
  t.match(must(201, await act(record.id, 'manual-check', check)), { sealed: true })
  t.match(await seen(record.id), { sealed: true, declared: false, title: /sealed/ })
  t.notMatch((await ownerQuery('select to_jsonb(r)::text as text from records r where id = $1', [record.id])).rows[0].text, /安排|自然资源/)
  t.equal(codeOf(await desk.open(record.id, secrecy)), '409 record_sealed', 'nor does who found it open it again')
  const incident = await until<Body>(() => incidentOf(record.id), (one) => one !== undefined)
  t.match(incident, { kind: 'secret_found_by_hand', declared: false, overdue: false, report: null })
  t.same(await until(() => termsOf(requestId), (terms) => terms.length > 0), ['leak_report open'])

  const report = { to: '县国家保密局、市政府办公室', words: '已封存，未扩散。' }
  const tell = (path: string, body: unknown, as = 'xm.head') => call('POST', `/v1/incidents/${incident.id}/${path}`, { as, body })
  t.equal(codeOf(await tell('report', report, 'xm.officer')), '404 not_found', 'who guards no secrets does not learn of it')
  t.equal(codeOf(await tell('report', report, 'cs.head')), '404 not_found')
  t.equal(codeOf(await tell('report', report, 'jcj.supervisor')), '403 not_allowed')
  t.equal((await call('POST', `/v1/incidents/${incident.id}/report`, { body: report })).status, 401)
  t.same(faultsOf(await tell('report', { to: '', words: 1 })), ['/to too_short', '/words wrong_type'])
  t.equal(codeOf(await tell('closing', { reason: '已处理' }, 'jcj.supervisor')), '409 incident_not_reported')
  await t.rejects(asOwner(house, `update incidents set closed_at = now(), closed_by = 'x', closed_as = 'handled', close_reason = 'x' where id = $1`,
    [incident.id]), /incidents_handled_once_reported/)
  house.clock.set('2026-03-03T01:00:01Z')
  t.match(await incidentOf(record.id, '&overdue=true'), { id: incident.id, overdue: true })
  t.match(must(200, await tell('report', report)), { overdue: false, report: { ...report, late: true, at: '2026-03-03T01:00:01.000Z' } })
  t.equal(await incidentOf(record.id, '&overdue=true'), undefined)
  t.equal(codeOf(await tell('report', report)), '409 incident_reported')
  t.same(await until(() => termsOf(requestId), (terms) => !terms.includes('leak_report open')), ['leak_report missed'])
  t.equal(codeOf(await tell('closing', { reason: '已处理' })), '403 not_allowed', 'an agency does not close its own')
  t.match(must(200, await tell('closing', { reason: '已按规定处理。' }, 'jcj.supervisor')), { closed: { as: 'handled', reason: '已按规定处理。' } })
  t.equal(codeOf(await tell('closing', { reason: '再次' }, 'jcj.supervisor')), '409 incident_closed')
  await unsealed(record.id)
  t.match(await seen(record.id), { sealed: false, title: '某县某项安排', scan: { state: 'done' } }, 'two people said what stands on it')
  t.match(await incidentOf(record.id), { closed: { as: 'handled' } })
})

await t.test('a false alarm says nothing of pages that nobody could read: they are looked through too, and may seal it for good', async (t) => {
  const { record } = await upload('其余\u0000不能读取', { title: '秘密★10年 讲义' })
  t.match(record, { sealed: true, scan: { state: 'unreadable' } })
  await unsealed(record.id)
  t.match(await seen(record.id), { sealed: false, title: '秘密★10年 讲义', scan: { state: 'unreadable' } })
  for (const as of [secrecy, 'xm.review1']) must(200, await desk.open(record.id, as))
  t.equal(codeOf(await desk.review(record, 1)), '409 scan_unreadable')
  must(201, await act(record.id, 'manual-check', { sha256: record.sha256, pages: 1, finding: 'marked', opinion: '第一页有机密标志。' }))
  t.match(await seen(record.id), { sealed: true, title: /sealed/ })
  t.equal(codeOf(await act(record.id, 'unsealing', { reason: '误报' })), '409 unsealing_proposed')
  t.equal(codeOf(await act(record.id, 'unsealing/confirmation', { reason: '误报' }, 'xm.head')), '409 sealed_again', 'the word of two opened the first seal')
  await t.rejects(asOwner(house, 'update unsealings set confirmed_at = now() where record_id = $1', [record.id]), /confirmed already/)
  t.equal((await seen(record.id)).sealed, true)
  const reports = async () => (await db.execute<{ state: string }>(sql`
    select state from terms where kind = 'leak_report' and subject_id = ${record.id} order by round`)).rows.map(({ state }) => state)
  t.same(await until(reports, (states) => states.length > 1), ['ended', 'open'], 'and the 24 hours run anew')
})

await t.test('who waits for a record while it is sealed does not get it any more, and reviews it no more', async (t) => {
  const { requestId, record } = await upload('稍后封存的正文')
  must(200, await desk.open(record.id, 'xm.review1'))
  const sealer = new pg.Client({ connectionString: house.url })
  await sealer.connect()
  await sealer.query('begin')
  await sealer.query('select from case_heads where id = $1 for update', [requestId])
  const waiting = [desk.open(record.id, 'xm.review2'), desk.review(record, 1), call('POST', `/v1/records/${record.id}/filing`, { as: 'xm.officer' })]
  await until(async () => (await ownerQuery(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rows.length,
    (found) => found === waiting.length)
  await sealer.query('update records set sealed_at = now() where id = $1', [record.id])
  await sealer.query('commit')
  await sealer.end()
  for (const answer of await Promise.all(waiting)) t.equal(codeOf(answer), '409 record_sealed')
})

await t.test('destroyed bytes are gone from the store, and no back-up opens them', async (t) => {
  const words = '绝无仅有的一句密语：北坡粮库改建'
  const title = '北坡方案'
  const { record } = await upload(`绝密★长期\n${words}`, { title })
  const order = { level: 'top_secret', period: '长期', carrierNumber: '（2026）绝7号', classifier: '省某委', reason: '误传入非涉密系统' }
  const keys = { keys: house.keys, halfKeys: folderStore(house.keysFolder) }

  const backUp = await dump()
  const content = await contentOf(record.id)
  const half = readFileSync(join(house.keysFolder, record.id.slice(-2), record.id.slice(-4, -2), record.id))
  const dataKey = openDataKey(house.keys, content.sealedKey as string, `record_contents:${record.id}:sealed_key`, half).key
  t.ok(backUp.includes(content.sealedBytes.toString('hex')), 'a back-up holds its ciphertext')
  for (const plain of [words, title, '镇自然资源所北坡']) t.notOk(holds(backUp, plain), 'and none of its words')
  t.match((await openContent(keys, content, record.sha256))?.toString(), words, 'which opens as long as its half key is there')
  t.throws(() => openDataKey(house.keys, content.sealedKey as string, `record_contents:${record.id}:sealed_key`), 'the root key alone opens nothing')

  t.equal(codeOf(await act(record.id, 'destruction', order, 'xm.head')), '403 not_allowed')
  t.equal((await act(record.id, 'destruction', order, 'cs.review1')).status, 404)
  t.same(faultsOf(await act(record.id, 'destruction', { level: 'internal', carrierNumber: '' })),
    ['/carrierNumber too_short', '/classifier required', '/level not_listed', '/reason required'])
  t.match(must(201, await act(record.id, 'destruction', order)), { sealed: true, destruction: { ...order, keyGoneAt: null } })
  await house.swept()
  t.match((await sealOf(record.id)).destruction, { keyGoneAt: house.clock.now().toISOString() })
  t.match((await sealOf(record.id, 'xm.officer')).destruction, { level: 'top_secret', carrierNumber: null, classifier: null })

  const now = await dump()
  for (const gone of [content.sealedBytes.toString('hex'), content.sealedKey as string]) t.notOk(now.includes(gone), 'the store has neither bytes nor key')
  t.equal(await openContent(keys, content, record.sha256), undefined, 'and what a back-up holds opens no more')
  const secrets = [Buffer.from(words), Buffer.from(title), dataKey, half, Buffer.from(dataKey.toString('base64url')), Buffer.from(dataKey.toString('hex'))]
  const { rows: [place] } = await ownerQuery(`select current_setting('data_directory') as folder,
    (select oid::text from pg_database where datname = current_database()) as oid`)
  const folders = [house.keysFolder, house.bytesFolder, join(place.folder, 'base', place.oid), join(place.folder, 'pg_wal')]
  for (const file of folders.flatMap(filesIn)) {
    const bytes = readFileSync(file)
    if (secrets.some((secret) => bytes.includes(secret))) t.fail(`${file} holds something of it`)
  }
  t.notOk(secrets.some((secret) => holds(now, secret)))
  t.ok(filesIn(folders[2] as string).length > 100, 'the files of the database were looked through')

  t.match(await seen(record.id), { sealed: true, title: /sealed/, scan: { marks: [{ level: 'top_secret' }] } })
  t.equal(codeOf(await act(record.id, 'destruction', order)), '409 destroyed')
  t.equal(codeOf(await act(record.id, 'unsealing', { reason: '误报' })), '409 destroyed')
  await house.swept()
  t.equal((await sealOf(record.id)).destruction.keyGoneAt, house.clock.now().toISOString(), 'a second sweep changes nothing')
})

await t.test('half keys are kept apart from what is backed up', (t) => {
  t.match(readConfig({ LIGHTWELL_DATA: '/data' }).halfKeys, { folder: '/data/keys' })
  t.match(readConfig({ LIGHTWELL_KEYS: '/mnt/mirror' }), { halfKeys: { folder: '/mnt/mirror' }, bytes: { folder: '.data/bytes' } })
  const s3 = { LIGHTWELL_KEYS: 's3://keys/town', LIGHTWELL_S3_KEY_ID: 'k', LIGHTWELL_S3_SECRET: 'hidden' }
  t.match(readConfig(s3).halfKeys, { s3: { bucket: 'keys', prefix: 'town' } })
  t.throws(() => readConfig({ LIGHTWELL_KEYS: 'mirror' }), /LIGHTWELL_KEYS/)
  t.end()
})

await t.test('the database lets nothing be destroyed that is not sealed, and nothing be unsealed that is destroyed', async (t) => {
  const { record: open } = await upload('普通正文')
  const { record } = await upload(lecture)
  t.equal(codeOf(await act(open.id, 'destruction', { level: 'secret', carrierNumber: '1', classifier: '某局', reason: 'x' })), '409 not_sealed')
  const insert = `insert into destructions (record_id, level, carrier_number, classifier, ordered_by, reason, destroyed_at)
    values ($1, 'secret', '1', 'x', $2, 'x', now())`
  await t.rejects(asOwner(house, insert, [open.id, open.addedBy]), /destructions_of_sealed|not sealed/)
  const empty = `update record_contents set sealed_key = null, sealed_bytes = '', sealed_words = null where record_id = $1`
  await t.rejects(asOwner(house, empty, [open.id]), /nobody ordered/)
  await t.rejects(asOwner(house, empty, [record.id]), /nobody ordered/)
  must(201, await act(record.id, 'unsealing', { reason: '举例' }))
  must(201, await act(record.id, 'destruction', { level: 'secret', carrierNumber: '1', classifier: '某局', reason: '不再需要' }))
  t.equal(codeOf(await act(record.id, 'unsealing/confirmation', { reason: '举例' }, 'xm.head')), '409 destroyed')
  const confirm = `update unsealings set confirmed_by = (select id from people where handle = 'xm.head'), confirmed_as = 'head',
    confirmed_at = now(), confirmation = 'x' where record_id = $1`
  await asOwner(house, confirm, [record.id])
  await t.rejects(asOwner(house, `update records set unsealed_by = (select id from people where handle = 'xm.head') where id = $1`, [record.id]), /destroyed/)
})

async function ownerQuery (text: string, values: unknown[] = []): Promise<{ rows: Body[] }> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  try {
    return await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** Every row of every table, as a back-up holds them; bytes as hexadecimal. */
async function dump (): Promise<string> {
  const { rows: tables } = await ownerQuery(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`)
  const all: string[] = []
  for (const { name } of tables) all.push(...(await ownerQuery(`select to_jsonb(t)::text as row from ${name} t`)).rows.map(({ row }) => row))
  return all.join('\n')
}

function holds (text: string, secret: string | Buffer): boolean {
  return text.includes(Buffer.from(secret as string).toString('hex')) || typeof secret === 'string' && text.includes(secret)
}

async function contentOf (recordId: string): Promise<StoredContent> {
  const { rows: [row] } = await ownerQuery('select * from record_contents where record_id = $1', [recordId])
  return { recordId, sealedKey: row.sealed_key, sealedBytes: row.sealed_bytes, sealedWords: row.sealed_words }
}

function filesIn (folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

await t.test('what was made of a record goes out no more once that is sealed, by the rules and by the database', async (t) => {
  const { id } = await house.file()
  const { body: original } = await desk.upload(id, '联系人张三丰')
  const made = must<Body>(201, await house.call('POST', `/v1/records/${original.id}/redactions`, {
    as: 'xm.officer', body: { spans: [{ start: 3, end: 6, ground: 'privacy' }] },
  }))
  for (const level of [1, 2]) {
    await desk.open(made.id, `xm.review${level}`)
    must(201, await desk.review(made, level))
  }
  const allowed = async () => (await db.execute(sql`select chain_releases(${made.id}, ${made.sha256}) as allowed`)).rows
  t.same(await allowed(), [{ allowed: true }])
  await asOwner(house, 'update records set sealed_at = now() where id = $1', [original.id])
  t.same(await allowed(), [{ allowed: false }])
  const answer = await desk.propose(id, [{ description: '方案', outcome: 'redact_and_disclose', grounds: ['privacy'], records: [made.id] }])
  t.match(answer.body, { code: 'record_sealed', errors: [{ pointer: '/parts/0/records/0' }] })
})
