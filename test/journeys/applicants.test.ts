import t from 'tap'
import pg from 'pg'
import { readChain } from '@lightwell/events/verify-chain'
import { aFiling } from '../support/builders.ts'
import { openTestHouse, type Body } from '../support/house.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house

const contact = { address: '新民镇建设路2号', phone: '13900000000' }
const company = {
  kind: 'organisation', name: '新民农机有限公司', creditCode: '91350100M000100Y43', organisationKind: 'enterprise',
  representativeName: '李四', representativeSex: 'male', representativeBirthMonth: '1970-05', ...contact,
}
const visitor = { kind: 'foreigner', name: 'Erika Mustermann', nationality: 'DEU', passportNumber: 'C01X00T47', ...contact }
const { applicant: citizen } = aFiling()
const second = { ...citizen, name: '王五', sex: 'male', birthDate: '1880-01-01', idNumber: '440524188001010014' }

const file = (changes: object, as?: string) =>
  call('POST', '/v1/requests', { body: { ...aFiling(), ...changes }, ...as !== undefined && { as } })

const faultsOf = ({ body }: { body: Body }): string[] =>
  (body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).toSorted()

const warningsOf = ({ body }: { body: Body }): string[] =>
  body.warnings.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`)

const read = async (id: string, as: string): Promise<Body> => (await call('GET', `/v1/requests/${id}`, { as })).body

async function typesOf (id: string): Promise<string[]> {
  const { chain, faults } = await readChain(house.connection('intake').db, id)
  t.same(faults, [])
  return chain.map(({ type }) => type)
}

/** Looks at the database as its owner, past every grant. */
async function ask (statement: string, values: unknown[]): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}

t.test('an organisation files by its credit code, with what the county asks of it, and is counted in a column', async (t) => {
  const filed = await file({ applicant: company })
  t.equal(filed.status, 201)
  t.same(filed.body.warnings, [])
  t.match(filed.body.applicant, { kind: 'organisation', organisationKind: 'enterprise', idNumberTail: '0Y43', representativeName: '李四' })
  t.notOk('creditCode' in filed.body.applicant)
  const { organisationKind: _kind, ...unnamed } = company
  t.equal((await file({ applicant: unnamed })).body.applicant.organisationKind, 'other', 'one that says nothing is another')
  const { representativeName: _name, representativeSex: _sex, representativeBirthMonth: _month, ...plain } = unnamed
  t.same(faultsOf(await file({ applicant: plain })), [
    '/applicant/representativeBirthMonth required', '/applicant/representativeName required', '/applicant/representativeSex required',
  ])
  t.equal((await file({ agency: 'CITY', applicant: plain, purpose: undefined })).status, 201, 'Order 711 does not ask who represents it')
})

t.test('a foreigner files by nationality and passport', async (t) => {
  const filed = await file({ applicant: visitor })
  t.equal(filed.status, 201)
  t.match(filed.body.applicant, { kind: 'foreigner', nationality: 'DEU', idNumberTail: '0T47' })
  t.notMatch(JSON.stringify(filed.body), 'C01X00T47')
  const odd = await file({ applicant: { ...visitor, nationality: 'CHN', passportNumber: 'E-1' } })
  t.equal(odd.status, 201)
  t.same(warningsOf(odd), ['/applicant/nationality files_as_citizen', '/applicant/passportNumber passport_shape'])
  t.same(faultsOf(await file({ applicant: { ...visitor, nationality: 'XYZ' } })), ['/applicant/nationality unknown_country'])
})

t.test('purpose, sex and birth date are asked only where the rule asks them', async (t) => {
  const { sex: _sex, birthDate: _birth, ...less } = citizen
  t.equal((await file({ agency: 'CITY', applicant: less, purpose: undefined })).status, 201)
  t.same(faultsOf(await file({ applicant: less, purpose: undefined })), [
    '/applicant/birthDate required', '/applicant/sex required', '/purpose required',
  ])
  const { body } = await call('GET', '/v1/agencies/CITY')
  t.notOk('purpose' in body.form.citizen.properties)
  t.ok('representativeName' in (await call('GET', '/v1/agencies/XM')).body.form.organisation.properties.applicant.properties)
})

t.test('a credit code with a slip is refused; real codes of the pilot and an old inner check are taken with a warning', async (t) => {
  const withCode = (creditCode: string) => file({ applicant: { ...company, creditCode } })
  t.same(faultsOf(await withCode('91350100M000100Y44')), ['/applicant/creditCode credit_code_check_character'])
  t.same(faultsOf(await withCode('91350100M000100')), ['/applicant/creditCode credit_code_shape'])
  t.same(warningsOf(await withCode('91350100M0001TGQXM')), ['/applicant/creditCode credit_code_pilot'])
  const inner = await withCode('91350100m000100y56')
  t.same(warningsOf(inner), ['/applicant/creditCode credit_code_inner_check'])
  t.match(inner.body.warnings[0].detail, /组织机构代码/)
})

t.test('each kind has its own fields, and every fault is told once and at its field', async (t) => {
  const mixed = { ...company, idNumber: '11010519491231002X', passportNumber: 'C01X00T47', sex: 'male', representativeBirthMonth: '1970-13', email: 'nobody' }
  t.same(faultsOf(await file({ applicant: mixed })), [
    '/applicant/email wrong_format', '/applicant/idNumber unknown_field', '/applicant/passportNumber unknown_field',
    '/applicant/representativeBirthMonth wrong_format', '/applicant/sex unknown_field',
  ])
  t.same(faultsOf(await file({ applicant: { kind: 'foreigner' } })), [
    '/applicant/address required', '/applicant/name required', '/applicant/nationality required', '/applicant/passportNumber required',
    '/applicant/phone contact_required',
  ].filter((fault) => !fault.startsWith('/applicant/address')))
  t.same(faultsOf(await file({ applicant: { kind: 'alien', name: 'E.T.' } })), ['/applicant/kind not_listed'])
  t.same(faultsOf(await file({ applicant: 'me' })), ['/applicant wrong_type'])
})

t.test('all numbers are kept sealed under the key of the request, and equal ones are found by their index', async (t) => {
  const first = await file({ applicant: visitor })
  const again = await file({ applicant: { ...visitor, passportNumber: ' c01x00t47' }, jointApplicants: [citizen, company] })
  const [one] = await ask('select * from requests where id = $1', [first.body.id])
  const [other] = await ask('select * from requests where id = $1', [again.body.id])
  t.equal(one?.['applicant_id_index'], other?.['applicant_id_index'])
  t.not(one?.['applicant_id_sealed'], other?.['applicant_id_sealed'])
  const parties = await ask('select * from request_parties where request_id = $1 order by id', [again.body.id])
  t.match(parties, [{ id_sealed: /^A256GCM\.own\./, id_tail: '002X' }, { id_sealed: /^A256GCM\.own\./, id_tail: '0Y43', organisation_kind: 'enterprise' }])
  for (const text of ['11010519491231002X', 'C01X00T47', '91350100M000100Y43']) {
    for (const table of ['requests', 'request_parties', 'events']) {
      t.same(await ask(`select 1 from ${table} x where x::text ilike $1`, [`%${text}%`]), [], `${table} is silent`)
    }
  }
})

t.test('several ask together: one stands for all, and each is held against the rule for himself', async (t) => {
  const filed = await file({ jointApplicants: [second, company] })
  t.equal(filed.status, 201)
  t.match(filed.body.parties, [{ role: 'joint', kind: 'citizen', name: '王五', idNumberTail: '0014' }, { role: 'joint', name: '新民农机有限公司' }])
  t.match(filed.body.addressee, { role: 'applicant', name: '张三' })
  t.same(faultsOf(await file({ jointApplicants: [{ ...second, sex: 'female' }, { kind: 'citizen', name: '' }, { kind: 'x' }] })), [
    '/jointApplicants/0/sex id_sex_differs',
    '/jointApplicants/1/address required', '/jointApplicants/1/birthDate required', '/jointApplicants/1/idNumber required',
    '/jointApplicants/1/name too_short', '/jointApplicants/1/phone contact_required', '/jointApplicants/1/sex required',
    '/jointApplicants/2/kind not_listed',
  ])
  t.same(faultsOf(await file({ jointApplicants: Array.from({ length: 21 }, () => second) })), ['/jointApplicants too_many'])
  const seen = await read(filed.body.id, 'jcj.supervisor')
  t.same(seen.parties.map((party: object) => Object.keys(party)), [['role', 'kind', 'name'], ['role', 'kind', 'name']],
    'a supervisor is told names only')
  t.same(seen.addressee, { role: 'applicant', name: '张三' })
  t.equal((await read(filed.body.id, 'xm.officer')).parties[0].phone, second.phone)
})

t.test('an agent has a principal, a mandate, a scope and an end; papers go to who may receive them', async (t) => {
  const agent = { name: '赵六', mandate: '2026年2月授权委托书', scope: ['file', 'receive'], expiresOn: '2026-03-31', phone: '13700000000' }
  const filed = await file({ agent })
  t.equal(filed.status, 201)
  t.match(filed.body.parties, [{ role: 'agent', name: '赵六', acts: true, scope: ['file', 'receive'], expiresOn: '2026-03-31' }])
  t.same(filed.body.addressee, { role: 'agent', name: '赵六', phone: '13700000000' })
  house.clock.set('2026-04-01T01:00:00Z')
  const later = await read(filed.body.id, 'xm.officer')
  t.match(later, { addressee: { role: 'applicant' }, parties: [{ acts: false }] }, 'a mandate ends with its last day')
  house.clock.set('2026-03-02T01:00:00Z')
  t.equal((await file({ agent: { ...agent, scope: ['file'] } })).body.addressee.role, 'applicant')
  t.same(faultsOf(await file({ agent: { ...agent, scope: ['receive'] } })), ['/agent/scope may_not_file'])
  t.same(faultsOf(await file({ agent: { ...agent, scope: undefined } })), ['/agent/scope required'])
  t.same(faultsOf(await file({ agent: { ...agent, expiresOn: '2026-03-01' } })), ['/agent/expiresOn mandate_expired'])
  t.equal((await file({ agent: { ...agent, expiresOn: '2026-02-10' }, channel: 'letter', receivedOn: '2026-02-10' }, 'xm.clerk')).status, 201,
    'what counts is the day of receipt')
  t.same(faultsOf(await file({ agent: { ...agent, scope: ['file', 'file', 'vote'], mandate: ' ', idNumber: '123', age: 7 } })), [
    '/agent/age unknown_field', '/agent/idNumber id_shape', '/agent/mandate wrong_format', '/agent/scope repeated', '/agent/scope/2 not_listed',
  ])
})

t.test('a minor should have a guardian, to whom the papers then go', async (t) => {
  const minor = { ...visitor, birthDate: '2010-05-05' }
  t.same(warningsOf(await file({ applicant: minor })), ['/applicant minor_without_guardian'])
  const filed = await file({ applicant: minor, agent: { kind: 'guardian', name: 'Max Mustermann', mandate: '出生证明' } })
  t.same(filed.body.warnings, [])
  t.match(filed.body, { addressee: { role: 'guardian', name: 'Max Mustermann' }, parties: [{ role: 'guardian', scope: ['file', 'receive', 'clarify', 'withdraw'] }] })
})

t.test('a number whose check digit fits proves nothing; who saw the applicant says how and when', async (t) => {
  const { body: { id, identity, accessToken } } = await file({})
  t.same(identity, { proved: false, assurance: null, method: null, on: null })
  const prove = (as: string, body: object) => call('POST', `/v1/requests/${id}/identity-proofs`, { as, body })
  const copy = { method: 'id_copy', evidence: '身份证复印件，见附件1' }
  t.equal((await prove(accessToken, copy)).status, 403, 'nobody proves himself')
  t.equal((await prove('cs.clerk', copy)).status, 404)
  t.equal((await prove('portal', { ...copy, method: 'portal_realname' })).status, 404, 'a portal speaks of its own requests')
  t.same(faultsOf(await prove('xm.clerk', { ...copy, method: 'portal_realname' })), ['/method anothers_proof'])
  t.same(faultsOf(await prove('xm.clerk', { method: 'org_licence', evidence: ' ', on: '2026-03-03' })), [
    '/evidence wrong_format', '/method licence_of_nobody', '/on in_the_future',
  ])
  const proved = await prove('xm.clerk', copy)
  t.equal(proved.status, 201)
  t.equal(proved.headers.get('location'), `/v1/requests/${id}`)
  t.same(proved.body.identity, { proved: true, assurance: 'substantial', method: 'id_copy', on: '2026-03-02' })
  t.same((await prove('xm.officer', { method: 'seen_in_person', evidence: '窗口核验', on: '2026-03-01' })).body.identity,
    { proved: true, assurance: 'high', method: 'seen_in_person', on: '2026-03-01' })
  t.match(await read(id, accessToken), { identity: { proved: true, assurance: 'high' } })
  t.same((await typesOf(id)).filter((type) => type.includes('identity')).length, 2)
})

t.test('a proof may come with the filing: real names from a portal, papers from a clerk, nothing from the applicant', async (t) => {
  const seen = { method: 'seen_in_person', evidence: '窗口核验' }
  const named = { method: 'portal_realname', evidence: '实名账户' }
  t.match((await file({ identityProof: named }, 'portal')).body.identity, { proved: true, assurance: 'substantial' })
  const atDesk = await file({ identityProof: seen, channel: 'in_person' }, 'xm.clerk')
  t.match(atDesk.body.identity, { proved: true, assurance: 'high' })
  t.ok((await typesOf(atDesk.body.id)).includes('lightwell.request.identity_proved.v1'))
  t.same(faultsOf(await file({ identityProof: seen })), ['/identityProof proves_nothing'])
  t.same(faultsOf(await file({ identityProof: seen }, 'portal')), ['/identityProof/method anothers_proof'])
  t.match((await file({ applicant: company, identityProof: { method: 'org_licence', evidence: '营业执照' }, channel: 'in_person' }, 'xm.clerk')).body.identity,
    { proved: true, method: 'org_licence' })
})

t.test('a lost token is renewed against a proof as good as the one given, and the old one dies at once', async (t) => {
  const { body: { id, accessToken, receiptNumber } } = await file({ identityProof: { method: 'portal_realname', evidence: '实名账户' } }, 'portal')
  const renew = (proof: object, as?: string) => call('POST', `/v1/requests/${id}/access-token`, { body: { proof }, ...as !== undefined && { as } })
  const named = { method: 'portal_realname', evidence: '实名账户' }
  t.equal((await renew(named)).status, 401, 'who knows only the number gets nothing')
  t.equal((await call('POST', `/v1/requests/${receiptNumber}/access-token`, { body: { proof: named } })).status, 404)
  t.equal((await renew(named, accessToken)).status, 403)
  t.equal((await renew(named, 'xm.officer')).status, 403)
  const renewed = await renew(named, 'portal')
  t.equal(renewed.status, 200)
  t.match(renewed.body.accessToken, /^lwr_/)
  t.equal((await call('GET', `/v1/requests/${id}`, { as: accessToken })).status, 401, 'the old one is dead')
  t.equal((await read(id, renewed.body.accessToken)).id, id)
  const seen = await renew({ method: 'seen_in_person', evidence: '窗口核验' }, 'xm.clerk')
  t.equal(seen.status, 200)
  t.same(faultsOf(await renew(named, 'portal')), ['/proof/method assurance_too_low'])
  t.same(faultsOf(await renew({ method: 'id_copy', evidence: '复印件' }, 'xm.clerk')), ['/proof/method assurance_too_low'])
  t.same((await typesOf(id)).filter((type) => type.endsWith('token_renewed.v1')).length, 2)
})

t.test('two renewals at once leave one token that opens, and none that was told in vain', async (t) => {
  const { body: { id } } = await file({ channel: 'in_person' }, 'xm.clerk')
  const proof = { method: 'seen_in_person', evidence: '窗口核验' }
  const answers = await Promise.all(Array.from({ length: 4 }, () => call('POST', `/v1/requests/${id}/access-token`, { as: 'xm.clerk', body: { proof } })))
  const told = answers.filter(({ status }) => status === 200).map(({ body }) => body.accessToken)
  const opening = await Promise.all(told.map((as) => call('GET', `/v1/requests/${id}`, { as })))
  t.equal(opening.filter(({ status }) => status === 200).length, 1)
})

t.test('the requests that one token opens get the new one together, whichever of them it is renewed for', async (t) => {
  const family = [(await file({ channel: 'in_person' }, 'xm.clerk')).body, (await file({ channel: 'in_person' }, 'xm.clerk')).body]
  const ids = family.map(({ id }) => id)
  await ask('update requests set access_token_hash = (select access_token_hash from requests where id = $1) where id = $2', ids)
  const proof = { method: 'seen_in_person', evidence: '窗口核验' }
  const answers = await Promise.all(ids.map((id) => call('POST', `/v1/requests/${id}/access-token`, { as: 'xm.clerk', body: { proof } })))
  const told = answers.filter(({ status }) => status === 200).map(({ body }) => body.accessToken)
  t.ok(answers.every(({ status }) => status === 200 || status === 412))
  const opened = await Promise.all(told.flatMap((as) => ids.map(async (id) => (await call('GET', `/v1/requests/${id}`, { as })).status)))
  t.equal(opened.filter((status) => status === 200).length, 2, 'one live token, and it opens both')
  t.equal((await call('GET', `/v1/requests/${ids[0]}`, { as: family[0]?.accessToken })).status, 401)
})

t.test('death or merger passes the case on: the days stand, the proof and the agents of the one before do not', async (t) => {
  const agent = { name: '赵六', mandate: '授权委托书', scope: ['file', 'receive'] }
  const { body: filed } = await file({ agent, identityProof: { method: 'seen_in_person', evidence: '窗口核验' }, channel: 'in_person' }, 'xm.clerk')
  const pass = (as: string, changes: object = {}) => call('POST', `/v1/requests/${filed.id}/succession`, {
    as, body: { cause: 'death', on: '2026-03-01', evidence: '死亡证明、继承公证书', successor: second, ...changes },
  })
  t.equal((await pass(filed.accessToken)).status, 403)
  t.equal((await pass('cs.officer')).status, 404)
  t.same(faultsOf(await pass('xm.officer', { evidence: '\u2060\u200b', successor: { ...second, name: '\u200b' } })), [
    '/evidence wrong_format', '/successor/name required',
  ], 'what nobody sees says nothing')
  t.same(faultsOf(await pass('xm.officer', { cause: 'whim', on: '2026-03-03', successor: { ...second, sex: 'female', address: undefined } })), [
    '/cause not_listed', '/on in_the_future', '/successor/address required', '/successor/sex id_sex_differs',
  ])
  const passed = await pass('xm.officer')
  t.equal(passed.status, 200)
  t.match(passed.body, {
    applicant: { name: '王五', idNumberTail: '0014' }, identity: { proved: false }, addressee: { role: 'applicant', name: '王五' },
    deadline: { dueOn: filed.dueOn }, warnings: [],
  })
  t.match(passed.body.parties, [
    { role: 'agent', name: '赵六', acts: false }, { role: 'predecessor', name: '张三', cause: 'death', succeededOn: '2026-03-01', idNumberTail: '002X' },
  ])
  t.equal((await call('GET', `/v1/requests/${filed.id}`, { as: filed.accessToken })).status, 401, 'the token of the one before opens nothing of his')
  t.equal((await call('GET', `/v1/requests/${filed.id}`, { as: passed.body.accessToken })).status, 200)
  const again = await pass('xm.clerk', { cause: 'merger', successor: company })
  t.match(again.body, { applicant: { kind: 'organisation', organisationKind: 'enterprise' }, parties: [{}, {}, { role: 'predecessor', name: '王五' }] })
  t.match(await read(filed.id, 'xm.officer'), { applicant: { name: company.name }, identity: { proved: false } })
  t.equal((await typesOf(filed.id)).filter((type) => type.endsWith('applicant_changed.v1')).length, 2)
  const back = await pass('xm.clerk', { cause: 'other', successor: citizen })
  t.match(back.body.applicant, { kind: 'citizen', name: '张三', idNumberTail: '002X' })
  t.notOk('organisationKind' in back.body.applicant)
})
