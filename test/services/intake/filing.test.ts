import t from 'tap'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import pg from 'pg'
import { openDataKey } from '@lightwell/secrets/data-key'
import { readChain } from '@lightwell/events/verify-chain'
import { isReceiptNumber } from '@lightwell/http/receipt-number'
import { numberIndex } from '../../../services/intake/identity-number.ts'
import { personalHash } from '../../../services/intake/personal-hash.ts'
import { unsealIdNumber } from '../../../services/intake/seal-applicant.ts'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse } from '../../support/house.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house

const file = (as: string | undefined, changes: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  call('POST', '/v1/requests', { body: { ...aFiling(), ...changes }, headers, ...(as !== undefined && { as }) })

/** Looks at the database as its owner, past every grant. */
async function ask (statement: string, values: unknown[] = []): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}

t.test('a citizen files without a token and leaves with receipt, due day and token', async (t) => {
  const { status, body, headers } = await file(undefined)
  t.equal(status, 201)
  t.equal(headers.get('location'), `/v1/requests/${body.id}`)
  t.match(body, {
    status: 'registered', agency: 'XM', regime: 'county', regimeVersion: 'county@1', channel: 'online',
    receivedOn: '2026-03-02', registeredAt: '2026-03-02T01:00:00.000Z', dueOn: '2026-03-09', language: 'zh-CN',
    decisionId: null, notices: [], allowedActions: ['add_attachment', 'register_receipt', 'redirect', 'withdraw'], heldBy: 'officer',
  })
  t.same(body.deadline, { state: 'running', dueOn: '2026-03-09', overdue: false, provisional: false })
  t.ok(isReceiptNumber(body.receiptNumber), body.receiptNumber)
  t.match(body.receiptNumber, /^XM-20260302-/)
  t.match(body.accessToken, /^lwr_[\w-]{43}$/)
  t.equal(body.applicant.idNumberTail, '002X')
  t.notOk('idNumber' in body.applicant)
  const read = await call('GET', `/v1/requests/${body.id}`, { as: body.accessToken })
  t.equal(read.status, 200)
  t.equal(read.body.receiptNumber, body.receiptNumber)
  t.equal(read.body.deadline.dueOn, body.dueOn)
  t.notOk('accessToken' in read.body, 'the token is told once')
  const { chain, faults } = await readChain(house.connection('intake').db, body.id)
  t.same(faults, [])
  t.ok(chain.length >= 1)
})

t.test('the receipt reads in the language that is asked for', async (t) => {
  const { body } = await file(undefined, { language: 'en' }, { 'accept-language': 'en' })
  t.equal(body.language, 'en')
  t.equal(body.next.who, 'the officer of Xinmin Town Government')
  t.equal((await file(undefined)).body.next.who, '新民镇人民政府经办人')
})

t.test('under Order 711 the limit is 20 working days, and less is asked', async (t) => {
  const { applicant: { sex: _sex, birthDate: _birthDate, ...applicant } } = aFiling()
  const less = { agency: 'CITY', applicant, purpose: undefined, delivery: undefined }
  const { status, body } = await file(undefined, less)
  t.equal(status, 201)
  t.equal(body.dueOn, '2026-03-30')
  t.same(body.delivery, { format: 'electronic', method: 'online' }, 'a request that names no form is answered online')
  t.notOk('sex' in body.applicant)
})

t.test('a request whose limit reaches an unpublished year has a provisional day', async (t) => {
  house.clock.set('2026-12-30T01:00:00Z')
  t.match((await file(undefined)).body.deadline, { dueOn: '2027-01-06', provisional: true })
  house.clock.set('2026-03-02T01:00:00Z')
})

t.test('the day of receipt is that of the agency, not of the server', async (t) => {
  house.clock.set('2026-03-02T16:30:00Z')
  t.equal((await file(undefined)).body.receivedOn, '2026-03-03')
  house.clock.set('2026-03-02T01:00:00Z')
})

t.test('a portal files for its users and sees what it filed', async (t) => {
  const { status, body } = await file('portal')
  t.equal(status, 201)
  t.same(body.allowedActions, ['prove_identity', 'renew_token', 'add_attachment', 'register_receipt', 'withdraw'])
  t.equal((await call('GET', `/v1/requests/${body.id}`, { as: 'portal' })).status, 200)
  t.equal((await file('portal', { channel: 'letter' })).body.errors[0].pointer, '/channel')
})

t.test('a clerk enters paper with its channel and day, also one that is late already', async (t) => {
  const { status, body } = await file('xm.clerk', { channel: 'letter', receivedOn: '2026-02-10' })
  t.equal(status, 201)
  t.match(body, { channel: 'letter', receivedOn: '2026-02-10', deadline: { state: 'running', overdue: true } })
  t.match(body.receiptNumber, /^XM-20260210-/)
  t.ok(body.accessToken, 'the clerk hands it over with the receipt')
  const spoken = await file('xm.clerk', { channel: 'telephone' })
  t.equal(spoken.body.receivedOn, '2026-03-02', 'today when he names no day')
  const tomorrow = await file('xm.clerk', { channel: 'letter', receivedOn: '2026-03-03' })
  t.equal(tomorrow.status, 422)
  t.match(tomorrow.body.errors, [{ pointer: '/receivedOn', code: 'in_the_future' }])
})

t.test('only a clerk enters paper, and only for his own agency', async (t) => {
  t.equal((await file('cs.clerk', { channel: 'letter' })).status, 403)
  t.equal((await file('xm.officer', { channel: 'letter' })).status, 403)
  t.equal((await file('jcj.supervisor', { channel: 'letter' })).status, 403)
  const { body } = await file(undefined)
  t.equal((await file(body.accessToken)).status, 403, 'the token of one request opens no other')
  t.equal((await file('lwr_nothing')).status, 401)
})

t.test('an agency that is unknown or takes no requests is a fault of the field', async (t) => {
  const wrong = [['NOWHERE', 'unknown_agency'], ['BMJ', 'takes_no_requests'], ['xm', 'unknown_agency']]
  for (const [agency, code] of wrong) {
    const { status, body } = await file(undefined, { agency })
    t.equal(status, 422)
    t.match(body.errors, [{ pointer: '/agency', code }])
  }
})

t.test('one key files once: the same receipt and token come back, and other content is refused', async (t) => {
  const key = { 'idempotency-key': '"2026-03-02-first-try"' }
  const [{ requests: before }] = await ask('select count(*) as requests from requests') as [Record<string, string>]
  const first = await file(undefined, {}, key)
  const again = await file(undefined, {}, { 'idempotency-key': '2026-03-02-first-try' })
  t.equal(again.status, 201, 'quoted and bare are one key')
  t.same(again.body, first.body)
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  t.equal(again.headers.get('location'), first.headers.get('location'))
  t.equal((await file(undefined, { description: '另一事项' }, key)).body.code, 'idempotency_key_reused')
  t.equal((await file('portal', {}, key)).headers.get('idempotency-replayed'), null, 'another caller, another key')
  const reordered = Object.fromEntries(Object.entries(aFiling()).toReversed())
  const resent = await call('POST', '/v1/requests', { body: reordered, headers: key })
  t.equal(resent.body.id, first.body.id, 'the order of fields is no content')
  const [{ requests: after }] = await ask('select count(*) as requests from requests') as [Record<string, string>]
  t.equal(Number(after), Number(before) + 2)
  const malformedKeys = [
    'short', `"${'x'.repeat(256)}"`, '"unclosed-quoted-key', '"a-quoted-key-indeed", "and-another"',
  ]
  for (const malformed of malformedKeys) {
    t.equal((await file(undefined, {}, { 'idempotency-key': malformed })).status, 400, malformed.slice(0, 30))
  }
})

t.test('a filing that was refused leaves its key free', async (t) => {
  const key = { 'idempotency-key': 'a-key-of-a-refused-filing' }
  t.equal((await file(undefined, { purpose: undefined }, key)).status, 422)
  t.equal((await file(undefined, {}, key)).status, 201)
})

t.test('two at once with one key make one request', async (t) => {
  const key = { 'idempotency-key': 'two-at-once-with-one-key' }
  const answers = await Promise.all(Array.from({ length: 6 }, () => file(undefined, {}, key)))
  const filed = answers.filter(({ status }) => status === 201)
  t.ok(filed.length >= 1)
  t.equal(new Set(filed.map(({ body }) => body.id)).size, 1)
  for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
    t.equal(status, 409)
    t.equal(body.code, 'idempotency_key_in_use')
  }
})

t.test('the ID number is kept sealed, found by its index in any spelling, opened by its request only', async (t) => {
  const { body } = await file(undefined, { applicant: { ...aFiling().applicant, idNumber: '11010519491231002x' } })
  const [row] = await ask('select * from requests where id = $1', [body.id]) as [Record<string, string>]
  t.match(row['applicant_id_sealed'], /^A256GCM\.own\./)
  t.match(row['applicant_id_index'], /^HS256\./)
  const sealed = { sealedKey: row['sealed_key'] as string, applicantIdSealed: row['applicant_id_sealed'] as string }
  t.equal(unsealIdNumber(house.keys, body.id, sealed), '11010519491231002X')
  t.throws(() => unsealIdNumber(house.keys, '01a20000-0000-7000-8000-000000000000', sealed))
  t.equal(row['applicant_id_index'], numberIndex(house.keys, { kind: 'citizen', number: ' 11010519491231002Ｘ' }))
})

t.test('the hash of the personal values in the history is that of what is kept', async (t) => {
  const { body } = await file(undefined)
  const [row] = await ask('select sealed_key from requests where id = $1', [body.id]) as [Record<string, string>]
  const [event] = await ask(
    "select convert_from(bytes, 'UTF8')::json #>> '{data,personalHash}' as hash from events " +
    'where case_id = $1 and version = 1', [body.id]) as [Record<string, string>]
  const key = openDataKey(house.keys, row['sealed_key'] as string, `requests.sealed_key:${body.id}`)
  const { applicant: { kind: _kind, ...applicant }, description, purpose } = aFiling()
  t.equal(event['hash'], personalHash(key, { ...applicant, description, purpose }))
})

t.test('no table holds an ID number in plain, and no event or saved answer anything personal', async (t) => {
  await file('portal', {}, { 'idempotency-key': 'a-key-of-a-saved-answer' })
  const { applicant: { idNumber, name, address, phone, email }, description, purpose } = aFiling()
  const holding = async (table: string, text: string) => await ask(
    `select 1 from ${table} x where x::text ilike $1 or x::text ilike $2`,
    [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`])
  const tables = await ask("select tablename from pg_tables where schemaname = 'public'")
  t.ok(tables.length > 20)
  for (const { tablename } of tables) t.same(await holding(tablename as string, idNumber), [], `${tablename} is silent`)
  t.ok((await holding('requests', name)).length > 0, 'the search finds what is there')
  for (const text of [name, address, phone, email, description, purpose]) {
    for (const table of ['events', 'deliveries', 'case_heads', 'idempotency_keys']) {
      t.same(await holding(table, text), [], `${table} does not hold ${text}`)
    }
  }
  t.same(await ask("select 1 from idempotency_keys where sealed_answer not like 'A256GCM.%'"), [])
})

t.test('an agency shows its rule with the source, its channels, and the form a filing is held against', async (t) => {
  const { status, body } = await call('GET', '/v1/agencies/XM')
  t.equal(status, 200)
  t.match(body, { code: 'XM', parent: 'CITY', calendar: 'CN', zone: 'Asia/Shanghai', name: { zh: '新民镇人民政府' } })
  t.match(body.regime.limit, { unit: 'working_days', base: 5, extendedTotal: 10, approvingDuty: 'head' })
  t.match(body.regime.provenance.base, { article: '12.1', overrides: { value: 20, article: '33.2' } })
  t.match(body.channels[0], { channel: 'online', filedBy: 'anyone', receiptDay: 'confirmed' })
  t.same(Object.keys(body.form), ['citizen', 'organisation', 'foreigner'])
  const validate = formats.default(new Ajv2020({ strict: false })).compile(body.form.citizen)
  t.ok(validate(aFiling()), JSON.stringify(validate.errors))
  const { applicant: { phone: _phone, email: _email, ...unreachable }, purpose: _purpose, ...rest } = aFiling()
  t.notOk(validate({ ...aFiling(), applicant: unreachable }))
  t.notOk(validate({ ...rest, applicant: aFiling().applicant }))
})

t.test('agencies are listed in pages for everyone', async (t) => {
  const all = await call('GET', '/v1/agencies')
  t.same(all.body.items.map(({ code }: { code: string }) => code), ['AQ', 'BMJ', 'CITY', 'CS', 'JCJ', 'XM'])
  t.equal(all.body.nextCursor, null)
  t.equal(all.body.items[1].regime, null)
  const first = await call('GET', '/v1/agencies?limit=4')
  const second = await call('GET', `/v1/agencies?limit=4&cursor=${first.body.nextCursor}`)
  t.same([...first.body.items, ...second.body.items], all.body.items)
  t.equal(second.body.nextCursor, null)
  t.same((await call('GET', '/v1/agencies/BMJ')).body.form, {})
  for (const code of ['XX', 'xm', '%00', 'a'.repeat(150)]) {
    t.equal((await call('GET', `/v1/agencies/${code}`)).status, 404, code)
  }
  const badCursor = Buffer.from(JSON.stringify(['\u0000'])).toString('base64url')
  t.equal((await call('GET', `/v1/agencies?cursor=${badCursor}`)).status, 422)
  t.equal((await call('GET', '/v1/agencies?limit=101')).status, 422)
})
