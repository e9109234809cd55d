import t from 'tap'
import { getIntrospectionQuery } from 'graphql'
import pg from 'pg'
import { cursorOf } from '@lightwell/http/paging'
import { refuseExpensiveQuery } from '../../../services/oversight/graph/query-limits.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { askerOf } from './ask.ts'

const now = new Date('2026-03-02T01:00:00Z')
const house = await openTestHouse(t, { now: now.toISOString() })
const ask = askerOf(house)
await fillRequests(house.url, { count: 200, now, overdueShare: 0.6 })

const codesOf = (body: Body): string[] => body.errors.map((error: Body) => error.extensions.code)

function many (count: number, write: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => write(at)).join(' ')
}

function deep (levels: number): string {
  const pairs = Math.floor((levels - 3) / 2)
  return `{ overdue { edges { node { ${'request { deadline { '.repeat(pairs)} requestId ${'} }'.repeat(pairs)} } } } }`
}

t.test('a query that costs too much is refused before it is executed', async (t) => {
  const field = 'request(id: "x") { id }'
  const aliases = (count: number): string => `{ ${many(count, (at) => `a${at}: ${field}`)} }`
  const doubling = many(40, (at) => `fragment F${at} on Query { a: ${field} ...F${at + 1} ...F${at + 1} }`)
  const doubled = `{ ...F0 } ${doubling} fragment F40 on Query { __typename }`
  const described = `{ __schema { types { ${'fields { type { '.repeat(4)}name${' } }'.repeat(4)} } } }`
  const refused: [name: string, query: string, code: string][] = [
    ['10,000 aliases', aliases(10_000), 'query_too_long'],
    ['90 aliases', aliases(90), 'too_many_aliases'],
    ['100 aliases', aliases(100), 'query_too_large'],
    ['16 aliases', aliases(16), 'too_many_aliases'],
    ['aliases in fragments that double', doubled, 'too_many_aliases'],
    ['aliases in an inline fragment', `{ ... on Query ${aliases(16)} }`, 'too_many_aliases'],
    ['20 kB of white space', `{ overdue { edges { cursor } } }${' '.repeat(20_000)}`, 'query_too_long'],
    ['20 kB of Chinese in a comment', `{ overdue { edges { cursor } } } # ${'政'.repeat(7_000)}`, 'query_too_long'],
    ['1,001 tokens', `{ ${'__typename '.repeat(1_000)} }`, 'query_too_large'],
    ['nine levels', deep(9), 'query_too_deep'],
    ['a hundred levels', deep(101), 'query_too_deep'],
    ['a fragment that holds itself', '{ ...F } fragment F on Query { request(id: "x") { id } ...F }', 'query_too_deep'],
    ['two operations', 'query a { __typename } query b { workload(by: AGENCY) { key } }', 'one_operation'],
    ['a syntax error about tokens', '{ tokens tokens(', 'invalid_query'],
    ['no operation', 'fragment F on Query { __typename }', 'one_operation'],
    ['deep introspection', described, 'invalid_query'],
  ]
  for (const [name, query, code] of refused) {
    const before = process.cpuUsage()
    const answer = await ask(query)
    t.equal(answer.status, 400, name)
    t.same(codesOf(answer.body).slice(0, 1), [code], name)
    t.notOk('data' in answer.body)
    const { user, system } = process.cpuUsage(before)
    t.ok(user + system < 1_000_000, `${name} costs little`)
  }
  t.equal((await ask(deep(7))).body.errors, undefined, 'what stays within the limits is answered')
  t.equal((await ask(aliases(15))).body.errors, undefined)
})

t.test('every field of the schema may be asked for within the limits', (t) => {
  t.doesNotThrow(() => refuseExpensiveQuery(getIntrospectionQuery()))
  t.end()
})

t.test('a page is at most a hundred rows, and a cursor must have been given by the list', async (t) => {
  const place = ['2026-03-02T00:00:00Z', '0198a622-46e8-7031-8d5b-b9cf6866fa9b']
  const wrong: [args: string, code: string, fault: string][] = [
    ['first: 101', 'invalid_input', 'too_large'],
    ['first: 2147483647', 'invalid_input', 'too_large'],
    ['first: -1', 'invalid_input', 'too_small'],
    ['after: ""', 'wrong_cursor', 'wrong_cursor'],
    ['after: "nonsense"', 'wrong_cursor', 'wrong_cursor'],
    [`after: "${cursorOf(['overdue', 'now', 'x'])}"`, 'wrong_cursor', 'wrong_cursor'],
    [`after: "${cursorOf(['overdue', '2026-03-02T00:00:00Z', "' or 1=1 --"])}"`, 'wrong_cursor', 'wrong_cursor'],
    [`after: "${cursorOf(['other', ...place])}"`, 'wrong_cursor', 'wrong_cursor'],
  ]
  for (const list of ['overdue', 'requests', 'extensions']) {
    for (const [args, code, fault] of wrong) {
      const { status, body } = await ask(`{ ${list}(${args}) { edges { cursor } } }`)
      t.equal(status, 200)
      const error = { path: [list], extensions: { code, errors: [{ code: fault }] } }
      t.match(body, { data: null, errors: [error] }, `${list} ${args}`)
    }
  }
  const agencies = JSON.stringify(Array.from({ length: 101 }, (_, at) => `A${at}`))
  const { body } = await ask(`{ overdue(filter: { agencies: ${agencies} }) { edges { cursor } } }`)
  const fault = { pointer: '/filter/agencies', code: 'too_many' }
  t.match(body.errors[0].extensions, { code: 'invalid_input', errors: [fault] })
})

t.test('only one query in one POST is taken', async (t) => {
  const query = '{ overdue { edges { cursor } } }'
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await house.call(method, `/graphql?query=${encodeURIComponent(query)}`, { as: 'jcj.supervisor' })
    t.equal(answer.status, 405, method)
    t.equal(answer.headers.get('allow'), 'POST')
    t.match(answer.headers.get('content-type'), 'application/problem+json')
    t.equal(answer.body.code, 'method_not_allowed')
  }
  const batch = await house.call('POST', '/graphql', { as: 'jcj.supervisor', body: [{ query }, { query }] })
  t.match(batch, { status: 422, body: { code: 'invalid_input' } }, 'a batch')
  for (const operation of ['mutation { __typename }', 'subscription { overdue { edges { cursor } } }']) {
    const error = { extensions: { code: 'query_only' } }
    t.match(await ask(operation), { status: 400, body: { errors: [error] } }, operation)
  }
})

t.test('a body that cannot be read is refused as in REST', async (t) => {
  const as = 'jcj.supervisor'
  const bodies: [body: string, status: number, code: string, type?: string][] = [
    ['{"query":', 400, 'invalid_json'],
    ['{"query":"{ __typename }","query":"{ __typename }"}', 400, 'duplicate_key'],
    ['{ __typename }', 415, 'unsupported_media_type', 'application/graphql'],
    ['query={__typename}', 415, 'unsupported_media_type', 'application/x-www-form-urlencoded'],
    ['{"query":"{ __typename }"}', 415, 'unsupported_media_type', 'application/json; charset=gbk'],
    ['{}', 422, 'invalid_input'],
    ['{"query":1}', 422, 'invalid_input'],
    ['{"query":"{ __typename }","variables":[]}', 422, 'invalid_input'],
    [`{"query":"{ __typename }","variables":{"a":"${'x'.repeat(1_100_000)}"}}`, 413, 'too_large'],
  ]
  for (const [body, status, code, type = 'application/json'] of bodies) {
    const answer = await house.call('POST', '/graphql', { as, body, headers: { 'content-type': type } })
    t.same([answer.status, answer.body.code], [status, code], body.slice(0, 60))
  }
  const tolerated = { query: 'query q { __typename }', variables: null, operationName: 'q', extensions: {}, other: 1 }
  t.same((await house.call('POST', '/graphql', { as, body: tolerated })).body, { data: { __typename: 'Query' } })
  const badToken = await house.call('POST', '/graphql', { as: 'lwr_none', body: { query: '{ __typename }' } })
  t.match(badToken, { status: 401, body: { code: 'unauthenticated' } })
})

t.test('a query that does not fit the schema is refused with its reasons, each time it is sent', async (t) => {
  const wrong = [
    '{ nothing }', '{ overdue }', '{ overdue { edges { node { applicantName } } } }', '{', 'null', '',
    '{"kind":"Document","definitions":[]}',
  ]
  for (const query of wrong) {
    for (let time = 0; time < 3; time++) {
      const answer = await ask(query)
      const error = { message: /./, extensions: { code: 'invalid_query' } }
      t.match(answer, { status: 400, body: { errors: [error] } }, query)
    }
  }
})

t.test('variables are checked the same before and after a query has been compiled', async (t) => {
  const query = `query ($first: Int!, $by: WorkloadKey!, $asOf: DateTime) {
    overdue(first: $first, filter: { asOf: $asOf }) { edges { cursor } } workload(by: $by) { key } }`
  const wrong = [
    { first: 'two' }, { first: 1.5 }, { first: null }, { by: 'agency' }, { by: undefined },
    { asOf: '2026-02-30T00:00:00Z' }, { asOf: '2026-02-02' },
  ]
  const good = { first: 2, by: 'AGENCY', asOf: '2026-02-02T09:00:00+08:00' }
  for (let time = 0; time < 3; time++) {
    t.equal((await ask(query, { variables: good })).body.data.overdue.edges.length, 2)
    const body = { query, variables: good, operationName: 'other' }
    const otherName = await house.call('POST', '/graphql', { as: 'jcj.supervisor', body })
    t.match(otherName, { status: 400, body: { errors: [{ extensions: { code: 'invalid_query' } }] } })
    for (const bad of wrong) {
      const refused = await ask(query, { variables: { ...good, ...bad } })
      t.equal(refused.status, 400)
      t.same(new Set(codesOf(refused.body)), new Set(['invalid_query']), JSON.stringify(bad))
      t.notOk('data' in refused.body)
    }
  }
})

t.test('errors speak the language of the caller, and a bug says nothing of itself', async (t) => {
  const query = '{ overdue(first: 200) { edges { cursor } } }'
  const detailIn = async (headers: Record<string, string>): Promise<string> =>
    (await ask(query, { headers })).body.errors[0].extensions.errors[0].detail
  t.equal(await detailIn({ 'accept-language': 'en' }), 'Not more than 100.')
  t.equal(await detailIn({}), '不得大于 100。')
  const owner = new pg.Client({ connectionString: house.url })
  await owner.connect()
  await owner.query('alter table extensions rename to extensions_gone')
  for (let time = 0; time < 3; time++) {
    const { status, text, body } = await ask('{ extensions { edges { cursor } } }')
    t.equal(status, 200)
    t.match(body, { data: null, errors: [{ path: ['extensions'], extensions: { code: 'internal_error' } }] })
    t.notMatch(text, /select|relation|42P01|stack|node_modules/i)
  }
  await owner.query('alter table extensions_gone rename to extensions')
  await owner.end()
  t.equal((await ask('{ extensions { edges { cursor } } }')).body.errors, undefined)
})

t.test('the contract tells of the one way to ask', async (t) => {
  const { body } = await house.call('GET', '/openapi.json')
  t.same(Object.keys(body.paths['/graphql']), ['post'])
})

t.test('the schema may be read by whoever has a token', async (t) => {
  for (let time = 0; time < 2; time++) {
    const { body } = await ask(getIntrospectionQuery(), { as: 'portal' })
    t.equal(body.errors, undefined)
    t.equal(body.data['__schema'].queryType.name, 'Query')
    t.equal(body.data['__schema'].mutationType, null)
  }
  t.match((await ask(getIntrospectionQuery(), { as: null })).body.errors[0].extensions, { code: 'unauthenticated' })
})
