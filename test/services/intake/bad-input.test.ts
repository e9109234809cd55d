import t from 'tap'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse, type Body } from '../../support/house.ts'

const house = await openTestHouse(t)
const json = JSON.stringify(aFiling())

async function send (body: unknown, headers: Record<string, string> = {}) {
  const answer = await house.call('POST', '/v1/requests', { body, headers })
  const errors: { pointer: string, code: string }[] = answer.body?.errors ?? []
  const faults = errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()
  return { ...answer, code: answer.body?.code, faults }
}

/** Valid bytes with one word put in place of another. */
const bytes = (from: string, to: Buffer): Buffer => {
  const [before, after] = json.split(from) as [string, string]
  return Buffer.concat([Buffer.from(before), to, Buffer.from(after)])
}

t.test('only UTF-8 JSON is read, as it is', async (t) => {
  const foreign = ['application/json; charset=gbk', 'application/json;charset="GB18030"', 'text/plain', 'text/xml']
  for (const type of foreign) {
    t.equal((await send(json, { 'content-type': type })).status, 415, type)
  }
  t.equal((await send(json, { 'content-encoding': 'gzip' })).status, 415)
  for (const type of ['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'APPLICATION/JSON']) {
    t.equal((await send(json, { 'content-type': type })).status, 201, type)
  }
})

t.test('bytes that are no UTF-8 are refused, not mended', async (t) => {
  for (const broken of [[0xd5, 0xc5], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe5, 0xbc]]) {
    const { status, code } = await send(bytes('张三', Buffer.from(broken)))
    t.equal(status, 400)
    t.equal(code, 'invalid_utf8')
  }
})

t.test('NUL, control characters and lone surrogates are refused where they stand', async (t) => {
  for (const [escape, fault] of [
    ['\\u0000', 'control_character'], ['\\u0007', 'control_character'],
    ['\\ud800', 'lone_surrogate'], ['a\\udc00', 'lone_surrogate'],
  ] as const) {
    const { status, faults } = await send(json.replace('张三', escape))
    t.equal(status, 400)
    t.same(faults, [`/applicant/name ${fault}`])
  }
  t.equal((await send(json.replace('张三', '\\ud842\\udfb7'))).body.applicant.name, '𠮷', 'a whole pair is a character')
})

t.test('a control character in an address is a fault of the query, and in a path names nothing', async (t) => {
  for (const [query, as, pointer] of [
    ['subject=%00', 'xm.officer', '/subject'], ['externalId=a%00b', 'portal', '/externalId'],
    ['status=closed&status=%07', 'xm.officer', '/status'], ['text=abc%7f', 'xm.officer', '/text'],
  ] as const) {
    const { status, body } = await house.call('GET', `/v1/requests?${query}`, { as })
    t.equal(status, 422, query)
    t.match(body.errors, [{ pointer, code: 'control_character' }])
  }
  for (const path of ['/v1/agencies/%00/notices', '/v1/agencies/a%00b/notices?year=2026', '/v1/nothing?a=%00']) {
    t.match(await house.call('GET', path, { as: 'jcj.supervisor' }), { status: 404, body: { code: 'not_found' } }, path)
  }
})

t.test('a name that stands twice is refused, also when the values agree', async (t) => {
  t.same((await send(json.replace('"agency":"XM"', '"agency":"XM","agency":"XM"'))).faults, ['/agency duplicate_key'])
  t.same((await send(json.replace('"name"', '"n\\u0061me":"李四","name"'))).faults, ['/applicant/name duplicate_key'])
})

t.test('digits that would be lost are refused before anything else is said', async (t) => {
  const { status, faults } = await send(json.replace('"11010519491231002X"', '110105194912310021'))
  t.equal(status, 400)
  t.same(faults, ['/applicant/idNumber digits_would_be_lost'])
  t.same((await send(json.replace('"11010519491231002X"', '44052418'))).faults, ['/applicant/idNumber wrong_type'])
})

t.test('what is no JSON, or nested without end, is unreadable', async (t) => {
  const comment = json.replace('{', '{/* */')
  const trailing = json.replace(/}$/, ',}')
  for (const text of ['', '{', `${json},`, `\u{feff}${json}`, comment, trailing, 'NaN']) {
    t.equal((await send(text)).status, 400, text.slice(0, 20))
  }
  t.equal((await send(`${'['.repeat(40)}${']'.repeat(40)}`)).code, 'too_deep')
})

t.test('a body over the limit is refused by its size', async (t) => {
  t.equal((await send(json.replace('核对', '核'.repeat(400_000)))).status, 413)
  const { status, faults } = await send({ ...aFiling(), description: '字'.repeat(10_001), purpose: '字'.repeat(2_001) })
  t.equal(status, 422)
  t.same(faults, ['/description too_long', '/purpose too_long'])
  const rare = await send({ ...aFiling(), description: '𠮷'.repeat(10_000) })
  t.equal(rare.status, 201, 'characters are counted, not bytes')
})

t.test('unknown fields are named, and nothing is dropped in silence', async (t) => {
  const applicant = { ...aFiling().applicant, 'a/b~c': 1 }
  const { status, faults } = await send({ ...aFiling(), urgent: true, applicant })
  t.equal(status, 422)
  t.same(faults, ['/applicant/a~1b~0c unknown_field', '/urgent unknown_field'])
})

t.test('every fault is told at once, those of the schema with those of the rules', async (t) => {
  const { status, faults, headers } = await send({
    agency: 'XM', kind: 'petition', channel: 'pigeon', receivedOn: '2026-02-30', language: 'fr', description: '',
    applicant: {
      kind: 'citizen', name: 7, sex: 'male', birthDate: '1949-02-30', idNumber: '11010519491231003X', email: 'nobody',
    },
    delivery: { format: 'electronic' },
  })
  t.equal(status, 422)
  t.match(headers.get('content-type'), /^application\/problem\+json/)
  t.same(faults, [
    '/applicant/address required',
    '/applicant/birthDate wrong_format',
    '/applicant/email wrong_format',
    '/applicant/idNumber id_check_character',
    '/applicant/name wrong_type',
    '/channel not_listed',
    '/delivery/method required',
    '/description too_short',
    '/kind not_listed',
    '/language not_listed',
    '/purpose required',
    '/receivedOn wrong_format',
  ])
})

t.test('a kind of applicant or request that there is not has one fault, and no noise of the others', async (t) => {
  for (const kind of ['robot', 7, null, undefined]) {
    const { faults } = await send({ ...aFiling(), kind: 'petition', applicant: { ...aFiling().applicant, kind } })
    t.match(faults, [/^\/applicant\/kind (not_listed|wrong_type|required)$/, '/kind not_listed'])
    t.equal(faults.length, 2)
  }
})

t.test('faults are told in the language of the reader', async (t) => {
  const { purpose: _purpose, ...filing } = aFiling()
  t.match((await send(filing)).body.errors[0].detail, /^此项必填（《政务信息公开实施细则》/)
  t.match((await send(filing, { 'accept-language': 'en-GB' })).body.errors[0].detail, /^This is required \(County/)
})

t.test('any JSON has an answer, and it is never a server fault', async (t) => {
  const nested = ['{"agency":"XM","applicant":"x"}', '{"agency":{"a":1},"applicant":[1]}']
  for (const body of ['null', '[]', '7', '"x"', '{}', ...nested]) {
    t.equal((await send(body)).status, 422, body)
  }
  const empty = await house.call('POST', '/v1/requests')
  t.equal(empty.status, 422, 'a post without a body')
  for (const date of ['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31', '2026-02-29']) {
    const { status, body } = await house.call('POST', '/v1/requests', {
      as: 'xm.clerk', body: { ...aFiling(), channel: 'letter', receivedOn: date },
    })
    t.equal(status, 422, date)
    t.match(body.errors, [{ pointer: '/receivedOn' }], date)
  }
})

t.test('a name that could stand on no notice is refused where it is given, and an old birth date is held against the number', async (t) => {
  const faultsWith = async (changes: object): Promise<string[]> => {
    const { body } = await house.call('POST', '/v1/requests', { body: { ...aFiling(), applicant: { ...aFiling().applicant, ...changes } } })
    return (body.errors ?? []).map((fault: { pointer: string, code: string }) => `${fault.pointer} ${fault.code}`)
  }
  t.same(await faultsWith({ name: '张三 11010519491231002X' }), ['/applicant/name not_a_name'])
  t.same(await faultsWith({ name: '秘密★10年' }), ['/applicant/name not_a_name'])
  t.same(await faultsWith({ birthDate: '1850-01-01' }), ['/applicant/birthDate id_birth_date_differs'])
  t.same(await faultsWith({ idNumber: '440524188001010014', birthDate: '1880-01-01', sex: 'male' }), [])
})

t.test('words that nobody sees say nothing, whichever room asks for them', async (t) => {
  const told = async (method: string, path: string, body: object, headers = {}) => {
    const answer = await house.call(method, path, { as: 'city.admin', body, headers })
    return answer.body.errors?.filter(({ code }: Body) => code === 'wrong_format').map(({ pointer }: Body) => pointer).toSorted() ?? answer.status
  }
  const etag = (await house.call('GET', '/v1/calendars/CN')).headers.get('etag') as string
  for (const text of ['\u3000', '\u200B\u2060', '\u00AD', '\u0301', '\u2800', '\u3164']) {
    const shown = JSON.stringify(text)
    t.same(await told('POST', '/v1/calendars', { id: 'NEW', title: { zh: text, en: text } }), ['/title/en', '/title/zh'], shown)
    const year = { notices: [{ number: text, issued: '2026-11-05', about: text }], offDays: [{ date: '2027-01-01', name: text }], makeUpWorkingDays: [] }
    t.same(await told('PUT', '/v1/calendars/CN/2027', year, { 'if-match': etag }), ['/notices/0/about', '/notices/0/number', '/offDays/0/name'], shown)
    t.same(await told('POST', '/v1/agencies', { code: 'NEW', name: { zh: text, en: text }, address: text }), ['/address', '/name/en', '/name/zh'], shown)
    t.same(await told('POST', '/v1/posts', { agency: 'XM', duty: 'clerk', holder: { handle: 'a\u200B', name: text } }),
      ['/holder/handle', '/holder/name'], shown)
  }
  t.same(await told('POST', '/v1/calendars', { id: 'NEW', title: { zh: '\u200B历', en: 'é' } }), 201, 'beside what is seen they do no harm')
})
