import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { openTestHouse, type Body } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must } from '../../support/story.ts'
import sample from '../../../services/sample-world.json' with { type: 'json' }
import { worldFaults } from '../../../services/world.ts'
import { asOwner, eventsOf, faultsOf, openDesk, threeNoes } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const admin = 'city.admin'
const [xm, cs, press] = [openDesk(house), openDesk(house, 'CS'), openPublisher(house, 'CS')]
const lists = '/v1/agencies/XM/secret-lists'
const authorities = '/v1/agencies/XM/classification-authorities'
const matter = { matter: '涉及国防设施的规划资料', level: 'secret', years: 10, basis: '有关保密范围的规定' }
const issued = { fromOn: '2026-03-02', matters: [matter], issuedBy: '新民镇人民政府', document: '新政发〔2026〕3号' }
const secret = { finding: 'withhold', grounds: ['state_secret'], checklist: { ...threeNoes, stateSecret: true } }

async function keep (changes: object = {}, { as = 'xm.review2', path = lists, ifMatch }: { as?: string, path?: string, ifMatch?: string } = {}) {
  return await call('POST', path, { as, body: { ...issued, ...changes }, ...ifMatch !== undefined && { headers: { 'if-match': ifMatch } } })
}

async function publish (changes: object = {}): Promise<Body> {
  return must(201, await press.open({ madeOn: '2026-03-02', ...changes }))
}

async function put (publicationId: string, text: string): Promise<Body> {
  const record = must<Body>(201, await press.upload(publicationId, text))
  if (!record.sealed) await press.pass(record)
  return record
}

await t.test('a unit keeps its list of secret matters in versions, and tells it to its staff', async (t) => {
  const { items } = must<Body>(200, await call('GET', lists, { as: 'xm.officer' }))
  t.match(items, [{ agency: 'XM', version: 1, fromOn: '2019-05-15', matters: 1, filedOn: '2019-05-20', recordedBy: 'system' }])
  const kept = await keep({}, { ifMatch: '"1"' })
  t.match(must(201, kept), { version: 2, matters: [matter], filedOn: null })
  t.equal(kept.headers.get('location'), `${lists}/2`)
  t.equal((await keep({}, { ifMatch: '"1"' })).status, 412)
  const page = must<Body>(200, await call('GET', `${lists}?limit=1`, { as: 'jcj.supervisor' }))
  t.same(page.items.map(({ version }: Body) => version), [2])
  t.same((await call('GET', `${lists}?limit=1&cursor=${page.nextCursor}`, { as: 'xm.head' })).body.items.map(({ version }: Body) => version), [1])
  t.match((await call('GET', `${lists}/1`, { as: 'xm.review1' })).body, { version: 1, matters: [{ level: 'secret', years: 10 }] })
  t.equal((await call('GET', `${lists}/3`, { as: 'xm.head' })).status, 404)
  t.same(faultsOf(await call('GET', `${lists}?cursor=x`, { as: 'xm.head' })), ['/cursor wrong_cursor'])
})

await t.test('only the secrecy duty of the unit keeps and files it, once and not before the day', async (t) => {
  t.equal((await keep({}, { as: 'xm.head' })).status, 403)
  t.equal((await keep({}, { as: 'cs.review1' })).status, 404)
  t.equal((await call('POST', lists, { body: issued })).status, 401)
  t.equal((await call('GET', lists)).status, 401)
  const file = async (filedOn: string, as = 'xm.review2', version = 2) =>
    await call('POST', `${lists}/${version}/filing`, { as, body: { filedOn } })
  t.equal((await file('2026-03-02', 'xm.officer')).status, 403)
  t.same(faultsOf(await file('2026-03-03')), ['/filedOn in_the_future'])
  t.equal((await file('2026-03-02', 'xm.review2', 9)).status, 404)
  t.match(must(200, await file('2026-03-02')), { version: 2, filedOn: '2026-03-02' })
  t.match(await file('2026-03-02'), { status: 409, body: { code: 'list_filed' } })
})

await t.test('a list is refused with every fault at once, and never names a secret', async (t) => {
  t.same(faultsOf(await keep({
    fromOn: '2026-03-01', filedOn: '2026-03-03', issuedBy: ' ',
    matters: [{ ...matter, years: 11 }, { ...matter, matter: '机密★20年 某工程' }, { ...matter, level: 'internal' }, { ...matter, categories: ['budget', 'none'] }],
  })), [
    '/filedOn in_the_future', '/fromOn before_the_last', '/issuedBy wrong_format', '/matters/0/years too_many_years',
    '/matters/1/matter mark_in_text', '/matters/2/level not_listed', '/matters/3/categories/1 unknown_category',
  ])
  await t.rejects(asOwner(house, `insert into secret_lists (id, agency_code, version, from_on, matters, issued_by, document, recorded_by, recorded_at)
    values ($1, 'XM', 2, '2026-03-02', '[]', 'x', 'x', 'x', now())`, [uuidv7()]), /secret_lists_version/)
  await t.rejects(db.execute(sql`update secret_lists set matters = '[]'`), { cause: /permission denied/ }, 'a list that was issued is never changed')
})

await t.test('a unit without a secrecy holder and a list in force releases nothing, and is told what it lacks', async (t) => {
  const { id } = await house.file({ agency: 'CS' })
  const record = await cs.cleared(id, '补偿方案正文')
  const part = { description: '方案', outcome: 'disclose', records: [record.id] }
  const { id: publicationId } = await publish()
  await put(publicationId, '公开的正文')
  const { body: proposal } = await cs.propose(id, [part])
  must(200, await press.act(publicationId, 'proposal', 'cs.officer'))
  await asOwner(house, "update secret_lists set from_on = '2026-03-03' where agency_code = $1", ['CS'])
  await asOwner(house, "update posts set revoked_at = now(), revoked_by = 'x' where agency_code = $1 and duty = 'secrecy'", ['CS'])
  const lacking = {
    status: 409, body: { code: 'unit_not_ready', errors: [{ code: 'secrecy_holder_missing' }, { code: 'secret_list_missing' }] },
  }
  t.match(await cs.approve(proposal.id), lacking, 'what holds at the proposal is asked again')
  t.match(await press.act(publicationId, 'approval', 'cs.head'), lacking)
  must(200, await call('POST', `/v1/decisions/${proposal.id}/return`, { as: 'cs.head', body: { reason: '一览表未施行' } }))
  t.match(await cs.propose(id, [part]), lacking)
  t.equal((await cs.propose(id, [{ description: '某户明细', outcome: 'refuse', grounds: ['privacy'] }])).status, 201, 'it still can say no')
  await asOwner(house, "update secret_lists set from_on = '2026-03-02' where agency_code = $1", ['CS'])
  await asOwner(house, "update posts set revoked_at = null, revoked_by = null where agency_code = $1 and duty = 'secrecy'", ['CS'])
  t.match(must(200, await press.act(publicationId, 'approval', 'cs.head')), { state: 'published' })
})

await t.test('a finding does not classify in an agency that may not; its authority at that level does', async (t) => {
  const { id } = await house.file()
  const record = await xm.cleared(id, '某项安排', secret)
  const part = { description: '某项安排', outcome: 'refuse', grounds: ['state_secret'], records: [record.id] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'classification_missing' } })
  const grant = { level: 'secret', grantedBy: '省人民政府定密授权', document: '授权书〔2026〕1号', fromOn: '2026-03-02' }
  const give = async (changes: object = {}, as = admin, path = authorities) => await call('POST', path, { as, body: { ...grant, ...changes } })
  t.equal((await give({}, 'xm.head')).status, 403)
  t.equal((await give({}, 'cs.officer')).status, 404)
  t.equal((await give({}, admin, '/v1/agencies/NONE/classification-authorities')).status, 404)
  t.same(faultsOf(await give({ level: 'internal', grantedBy: '', untilOn: '2026-03-01' })), [
    '/grantedBy too_short', '/level not_listed', '/untilOn before_start',
  ])
  must(201, await give({ fromOn: '2026-03-03' }))
  must(201, await give({ fromOn: '2026-01-01', untilOn: '2026-03-01' }))
  t.equal((await xm.propose(id, [part])).status, 409, 'neither is in force today')
  const { id: authorityId } = must<Body>(201, await give())
  t.equal((await xm.propose(id, [part])).status, 201)
  const { items } = must<Body>(200, await call('GET', `${authorities}?limit=2`, { as: 'xm.clerk' }))
  t.equal(items.length, 2)
  const end = async (untilOn: string, as = admin) => await call('POST', `/v1/classification-authorities/${authorityId}/ending`, { as, body: { untilOn } })
  t.equal((await end('2026-03-02', 'xm.review2')).status, 403)
  t.same(faultsOf(await end('2026-03-01')), ['/untilOn before_start'])
  t.match(must(200, await end('2026-03-02')), { untilOn: '2026-03-02', endedBy: /^staff:/ })
  t.match(await end('2026-03-02'), { status: 409, body: { code: 'authority_ended' } })
  await t.rejects(asOwner(house, "update classification_authorities set until_on = '2026-03-01' where id = $1", [authorityId]),
    /classification_authorities_in_order/)
  await t.rejects(db.execute(sql`update classification_authorities set level = 'top_secret'`), { cause: /permission denied/ })
})

await t.test('a mark that may be one asks for an authority of its level', async (t) => {
  const { id } = await house.file()
  must(201, await call('POST', authorities, {
    as: admin, body: { level: 'confidential', grantedBy: '省人民政府', document: '授权书', fromOn: '2026-03-02' },
  }))
  const plain = await xm.cleared(id, '某项安排', secret)
  const exam = await xm.cleared(id, '绝密★启用前\n试卷', secret)
  const part = { description: '某项安排', outcome: 'refuse', grounds: ['state_secret'], records: [exam.id] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'classification_missing' } })
  t.equal((await xm.propose(id, [{ ...part, records: [plain.id] }])).status, 201)
})

await t.test('one seal in a publication is left out of it and holds up nothing else', async (t) => {
  const { id } = await publish()
  const sealed = await put(id, '秘密★10年\n某项安排')
  t.match(await press.act(id, 'proposal', 'cs.officer'), { status: 409, body: { code: 'record_sealed' } }, 'alone it is refused')
  const open = await put(id, '公开的正文二')
  must(200, await press.act(id, 'proposal', 'cs.officer'))
  const { disclosureIds } = must<Body>(200, await press.act(id, 'approval', 'cs.head'))
  t.equal(disclosureIds.length, 1)
  const events = (await eventsOf(db, id)).filter(({ type }) => type === 'lightwell.disclosure.published.v1')
  t.same(events.map(({ data }) => data.recordId), [open.id])
  t.equal((await cs.open(sealed.id, 'cs.review1')).status, 409)
})

await t.test('personal data that a reading found goes public only with the words of who approves', async (t) => {
  const { id } = await publish()
  await put(id, '联系人身份证号11010519491231002X。')
  must(200, await press.act(id, 'proposal', 'cs.officer'))
  t.match(await press.act(id, 'approval', 'cs.head', { reason: '同意' }), {
    status: 409, body: { code: 'personal_data_unredacted', errors: [{ pointer: '/records/0' }] },
  })
  t.ok(faultsOf(await press.act(id, 'approval', 'cs.head', { personalData: ' ' })).includes('/personalData wrong_format'))
  const words = '本人已书面同意公示。'
  t.match(must(200, await press.act(id, 'approval', 'cs.head', { personalData: words })), { state: 'published', personalDataReason: words })
})

await t.test('what the list touches is sensitive matter, whatever is said of it', async (t) => {
  must(201, await keep({ matters: [{ ...matter, categories: ['plans'] }] }, { as: 'cs.review1', path: '/v1/agencies/CS/secret-lists' }))
  t.same((await publish({ flags: ['business'] })).flags, ['business', 'sensitive'])
  t.same((await publish({ category: 'budget' })).flags, [])
})

t.test('a house is founded with the lists of its units, one of each', (t) => {
  const list = { agency: 'XM', ...issued }
  const faults = (secretLists: unknown) =>
    worldFaults({ ...sample, secretLists }, new Date('2026-03-02T01:00:00Z')).map(({ pointer, code }) => `${pointer} ${code}`)
  t.same(faults([list]), [])
  t.same(faults([list, list, { ...list, agency: 'NONE' }, { ...list, agency: 'CS', filedOn: '2026-03-03', matters: [{ ...matter, years: 30 }] }]), [
    '/secretLists/2/agency unknown_agency', '/secretLists/3/filedOn in_the_future', '/secretLists/3/matters/0/years too_many_years',
    '/secretLists/1/agency entered_twice',
  ])
  t.end()
})
