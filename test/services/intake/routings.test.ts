import t from 'tap'
import pg from 'pg'
import { readChain } from '@lightwell/events/verify-chain'
import { UnsealError } from '@lightwell/secrets/seal'
import { unsealPartyNumber } from '../../../services/intake/new-party.ts'
import { openRequestKey, unsealIdNumber } from '../../../services/intake/seal-applicant.ts'
import { targetFaults } from '../../../services/intake/rules/target-faults.ts'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { addRecord, fileRequest, must, passRecord, propose, recordSearch } from '../../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house
const { db } = house.connection('intake')

const transfer = (id: string, as: string | undefined, body: unknown, headers = {}) =>
  call('POST', `/v1/requests/${id}/transfer`, { body, headers, ...as !== undefined && { as } })
const redirect = (id: string, as: string, body: unknown) => call('POST', `/v1/requests/${id}/redirection`, { as, body })
const divide = (id: string, as: string, body: unknown) => call('POST', `/v1/requests/${id}/parts`, { as, body })

const toCity = { toAgency: 'CITY', reason: '由市级制作。' }
const consent = { on: '2026-03-02', evidence: '来信第2页' }
const faultsOf = ({ body }: { body: Body }): string[] =>
  (body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).toSorted()

/** Looks at the database as its owner, past every grant. */
async function ask (statement: string, values: unknown[]): Promise<Body[]> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}

t.test('only officer or head move a request, only an officer divides it, and what is hidden stays hidden', async (t) => {
  const { id, accessToken } = await fileRequest(call, {}, 'portal')
  for (const [as, status] of [
    [undefined, 401], ['xm.clerk', 403], ['xm.review1', 403], [accessToken, 403], ['portal', 403], ['jcj.supervisor', 403],
    ['cs.officer', 404], ['city.admin', 404],
  ] as const) t.equal((await transfer(id, as, toCity)).status, status, `${as} transfers`)
  const division = { consent, parts: [{ description: '一' }], whole: false }
  for (const [as, status] of [['xm.clerk', 403], ['xm.head', 403], [accessToken, 403], ['cs.officer', 404]] as const) {
    t.equal((await divide(id, as, division)).status, status, `${as} divides`)
  }
  const other = await fileRequest(call)
  t.equal((await redirect(id, other.accessToken, { toAgency: 'CITY' })).status, 404)
  t.equal((await redirect(id, 'portal', { toAgency: 'CITY' })).status, 403)
  t.equal((await transfer('00000000-0000-7000-8000-000000000000', 'xm.officer', toCity)).status, 404)
})

t.test('every fault is told at once, each at its field', async (t) => {
  const { id, accessToken } = await fileRequest(call)
  t.same(faultsOf(await transfer(id, 'xm.officer', {})), ['/reason required', '/toAgency required'])
  t.same(faultsOf(await transfer(id, 'xm.officer', { toAgency: 'XM', reason: '见 秘密★10年 文件' })), ['/reason mark_in_text', '/toAgency same_agency'])
  t.same(faultsOf(await transfer(id, 'xm.officer', { toAgency: 'NONE', reason: '查 11010519491231002X' })), ['/reason id_number_in_text', '/toAgency unknown_agency'])
  t.same(faultsOf(await transfer(id, 'xm.officer', { ...toCity, toAgency: 'BMJ' })), ['/toAgency takes_no_requests'])
  for (const toAgency of ['x', '新民', 'X'.repeat(20)]) {
    t.same(faultsOf(await transfer(id, 'xm.officer', { ...toCity, toAgency })), ['/toAgency unknown_agency'])
  }
  t.same(faultsOf(await transfer(id, 'xm.officer', { ...toCity, toAgency: 7, when: 'now' })), ['/toAgency wrong_type', '/when unknown_field'])
  t.same(faultsOf(await transfer(id, 'xm.officer', [])), [' wrong_type'])

  t.same(faultsOf(await divide(id, 'xm.officer', { parts: [{ description: ' ', agency: 'NONE' }, 7, { agency: 'CITY' }], whole: 'yes' })), [
    '/consent required', '/parts/0/agency unknown_agency', '/parts/0/description wrong_format', '/parts/1 wrong_type',
    '/parts/2/description required', '/whole wrong_type',
  ])
  t.same(faultsOf(await divide(id, 'xm.officer', { consent: { ...consent, on: '2026-03-03' }, parts: [], whole: true })), ['/consent/on in_the_future', '/parts too_few'])
  const many = Array.from({ length: 21 }, () => ({ description: '一' }))
  t.same(faultsOf(await divide(id, 'xm.officer', { consent, parts: many, whole: true })), ['/parts too_many'])
  t.same(faultsOf(await redirect(id, 'xm.clerk', { toAgency: 'BMJ', consent: { on: '2026-02-30' } })), [
    '/consent/evidence required', '/consent/on wrong_format', '/toAgency takes_no_requests',
  ])
  t.same(faultsOf(await redirect(id, accessToken, { toAgency: 'XM' })), ['/toAgency same_agency'])
  t.match(must(200, await call('GET', `/v1/requests/${id}`, { as: accessToken })), { status: 'registered' }, 'and nothing has happened')
  t.notOk('family' in (await call('GET', `/v1/requests/${id}`, { as: accessToken })).body)
})

t.test('once an answer is proposed nothing is moved; a withdrawn request goes nowhere', async (t) => {
  const filed = await fileRequest(call)
  await recordSearch(call, filed)
  const record = await addRecord(call, filed, { text: '方案：略。' })
  await passRecord(call, filed, record, ['可以公开', '复审同意公开'])
  await propose(call, filed, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  t.match(await transfer(filed.id, 'xm.officer', toCity), { status: 409, body: { code: 'answer_proposed' } })
  t.match(await divide(filed.id, 'xm.officer', { consent, parts: [{ description: '一' }], whole: true }), { status: 409, body: { code: 'answer_proposed' } })
  const gone = await fileRequest(call)
  must(200, await call('POST', `/v1/requests/${gone.id}/withdrawal`, { as: gone.accessToken, body: {} }))
  t.match(await redirect(gone.id, gone.accessToken, { toAgency: 'CITY' }), { status: 409, body: { code: 'request_withdrawn' } })
  const { allowedActions } = must<{ allowedActions: string[] }>(200, await call('GET', `/v1/requests/${(await fileRequest(call)).id}`, { as: 'xm.officer' }))
  for (const action of ['transfer', 'redirect', 'divide', 'divide_whole']) t.ok(allowedActions.includes(action), action)
})

t.test('of two who move it at once one wins, and one request comes of it', async (t) => {
  const { id } = await fileRequest(call)
  const tag = (await call('GET', `/v1/requests/${id}`, { as: 'xm.officer' })).headers.get('etag') as string
  const answers = await Promise.all([
    transfer(id, 'xm.officer', toCity), transfer(id, 'xm.head', { ...toCity, toAgency: 'AQ' }), transfer(id, 'xm.officer', toCity, { 'if-match': tag }),
    divide(id, 'xm.officer', { consent, parts: [{ description: '一' }], whole: true }),
  ])
  const statuses = answers.map(({ status }) => status)
  t.equal(statuses.filter((status) => status < 300).length, 1, statuses.join(' '))
  t.ok(statuses.every((status) => [200, 201, 409, 412].includes(status)), statuses.join(' '))
  t.equal((await ask('select id from requests where parent_id = $1', [id])).length, 1)
  const notices = await ask('select 1 from notices where case_id = $1', [id])
  t.ok(notices.length <= 1, 'who lost has taken no number')
})

t.test('sent twice under one key it is moved once', async (t) => {
  const { id } = await fileRequest(call)
  const key = { 'idempotency-key': '"transfer-of-2026-03-02"' }
  const first = await transfer(id, 'xm.officer', toCity, key)
  t.same((await transfer(id, 'xm.officer', toCity, key)).body, first.body)
  t.equal((await ask('select id from requests where parent_id = $1', [id])).length, 1)
})

const second = { ...aFiling().applicant, name: '王五', sex: 'male', birthDate: '1880-01-01', idNumber: '440524188001010014' }

t.test('numbers are sealed again under the child’s own key, and its history is a chain of its own', async (t) => {
  const { id } = await fileRequest(call, {
    jointApplicants: [second], agent: { name: '赵六', idNumber: '440524188001010014', mandate: '授权委托书', scope: ['file', 'receive'] },
  })
  const { transferredTo } = must<Body>(200, await transfer(id, 'xm.officer', toCity))
  const [parent] = await ask('select * from requests where id = $1', [id])
  const [child] = await ask('select * from requests where id = $1', [transferredTo.id])
  t.not(child.sealed_key, parent.sealed_key)
  t.equal(child.applicant_id_index, parent.applicant_id_index, 'it is found as the same person’s')
  t.equal(child.access_token_hash, parent.access_token_hash)
  const sealed = { sealedKey: child.sealed_key, applicantIdSealed: child.applicant_id_sealed }
  t.equal(unsealIdNumber(house.keys, child.id, sealed), '11010519491231002X')
  t.throws(() => unsealIdNumber(house.keys, child.id, { ...sealed, applicantIdSealed: parent.applicant_id_sealed }), UnsealError)
  const parties = await ask('select * from request_parties where request_id = $1 order by id', [child.id])
  t.same(parties.map(({ role, name }) => [role, name]), [['joint', '王五'], ['agent', '赵六']])
  const key = openRequestKey(house.keys, child.id, child.sealed_key)
  for (const party of parties) t.equal(unsealPartyNumber(key, { id: party.id, idSealed: party.id_sealed }), '440524188001010014')
  const { chain, faults } = await readChain(db, child.id)
  t.same(faults, [])
  const [first] = chain.map(({ bytes }) => JSON.parse(bytes.toString()))
  t.match(first, { type: 'lightwell.request.registered.v1', data: { parentId: id, agency: 'CITY', receivedOn: '2026-03-02' } })
  t.not(first.data.personalHash, JSON.parse((await readChain(db, id)).chain[0]?.bytes.toString() ?? '{}').data.personalHash)
  t.same((await readChain(db, id)).faults, [])
  for (const table of ['requests', 'request_parties', 'events', 'routings', 'notices']) {
    t.same(await ask(`select 1 from ${table} x where x::text like '%11010519491231002X%'`, []), [], `${table} is silent`)
  }
})

t.test('what was proved of somebody whose place was taken proves nothing of his heir at the next body either', async (t) => {
  const { id } = await fileRequest(call)
  const prove = (evidence: string) => call('POST', `/v1/requests/${id}/identity-proofs`, { as: 'xm.clerk', body: { method: 'seen_in_person', evidence } })
  must(201, await prove('出示身份证原件'))
  must(200, await call('POST', `/v1/requests/${id}/succession`, {
    as: 'xm.clerk', body: { cause: 'death', on: '2026-03-01', evidence: '死亡证明', successor: second },
  }))
  const { transferredTo } = must<Body>(200, await transfer(id, 'xm.officer', toCity))
  t.match(must(200, await call('GET', `/v1/requests/${transferredTo.id}`, { as: 'city.officer' })), { applicant: { name: '王五' }, identity: { proved: false } })
})

t.test('a receipt that was not confirmed yet waits for it where the request goes on', async (t) => {
  const { id } = await fileRequest(call, { channel: 'fax', arrivedOn: '2026-03-02' }, 'xm.clerk')
  const { transferredTo } = must<Body>(200, await transfer(id, 'xm.officer', toCity))
  const child = must<Body>(200, await call('GET', `/v1/requests/${transferredTo.id}`, { as: 'city.clerk' }))
  t.match(child, { status: 'received', receivedOn: '2026-03-03', channel: 'fax', receipt: { confirmBy: '2026-03-03', confirmedOn: null } })
  must(200, await call('POST', `/v1/requests/${child.id}/receipt-confirmation`, { as: 'city.clerk', body: { confirmedOn: '2026-03-02' } }))
  t.match(must(200, await call('GET', `/v1/requests/${child.id}`, { as: 'city.clerk' })), { status: 'registered', receivedOn: '2026-03-02' })
})

t.test('a request to correct a record takes along what is wrong with it', async (t) => {
  const correction = { recordTitle: '登记表', defect: 'inaccurate', claim: '应为四人。', relation: '本人家庭。', evidence: '户口簿。' }
  const { id } = await fileRequest(call, { kind: 'correction', correction })
  const { transferredTo } = must<Body>(200, await transfer(id, 'xm.officer', toCity))
  t.match(must(200, await call('GET', `/v1/requests/${transferredTo.id}`, { as: 'city.officer' })), { kind: 'correction', correctionAsked: correction })
})

t.test('a token that is renewed while a form is divided opens every part', async (t) => {
  const { id } = await fileRequest(call)
  const [divided, renewed] = await Promise.all([
    divide(id, 'xm.officer', { consent, parts: [{ description: '一' }, { description: '二' }], whole: false }),
    call('POST', `/v1/requests/${id}/access-token`, { as: 'xm.clerk', body: { proof: { method: 'seen_in_person', evidence: '出示身份证原件' } } }),
  ])
  t.equal(divided.status, 201)
  t.ok(renewed.status < 300, renewed.text)
  const hashes = await ask('select distinct access_token_hash from requests where id = $1 or parent_id = $1', [id])
  t.equal(hashes.length, 1)
})

t.test('a token that opens several requests is renewed for a proof as sure as the surest of any of them', async (t) => {
  const { id } = await fileRequest(call)
  const child = must<Body>(201, await redirect(id, 'xm.clerk', { toAgency: 'CITY', consent }))
  must(201, await call('POST', `/v1/requests/${child.id}/identity-proofs`, {
    as: 'city.clerk', body: { method: 'seen_in_person', evidence: '出示身份证原件' },
  }))
  const renew = (method: string) => call('POST', `/v1/requests/${id}/access-token`, { as: 'xm.clerk', body: { proof: { method, evidence: '身份证' } } })
  t.same(faultsOf(await renew('id_copy')), ['/proof/method assurance_too_low'])
  must(200, await renew('seen_in_person'))
})

t.test('rule: within one government a request is moved, elsewhere it is filed anew', (t) => {
  const city = { code: 'CITY', regimeId: 'order_711', endedOn: null, top: 'CITY' }
  const from = { code: 'XM', top: 'CITY', keepsDay: true }
  const codes = (target: typeof city | { endedOn: string } | undefined, leaving = from) =>
    targetFaults(target && { ...city, ...target }, leaving, '/x').map(({ code }) => code)
  t.same(codes(city), [])
  t.same(codes({ ...city, top: 'LIN' }), ['another_government'])
  t.same(codes({ ...city, top: 'LIN' }, { ...from, keepsDay: false }), [])
  t.same(codes({ endedOn: '2026-01-01' }), ['agency_merged'])
  t.same(codes(undefined), ['unknown_agency'])
  t.end()
})
