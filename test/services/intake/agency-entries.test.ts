import fc from 'fast-check'
import t from 'tap'
import { agencyFaults, isBelow } from '@lightwell/http/register/agency-faults'
import type { AgencyEntry } from '@lightwell/http/register/agency-entry'
import sample from '../../../services/sample-world.json' with { type: 'json' }
import { worldFaults } from '../../../services/world.ts'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { disclose, fileRequest, must, readUntil } from '../../support/story.ts'

const now = new Date('2026-03-02T01:00:00Z')
const house = await openTestHouse(t, { now: now.toISOString() })
const { call } = house
const admin = 'city.admin'

const office = {
  name: { zh: '某局', en: 'An Office' }, kind: 'department', regime: 'county', calendar: 'CN', zone: 'Asia/Shanghai', reviewLevels: 1,
}
const enter = (body: unknown, as: string | undefined = admin) => call('POST', '/v1/agencies', { body, ...as !== undefined && { as } })
const put = (code: string, body: unknown, tag = '*') => call('PUT', `/v1/agencies/${code}`, { as: admin, body, headers: { 'if-match': tag } })
const merge = (code: string, body: unknown, as = admin) => call('POST', `/v1/agencies/${code}/succession`, { as, body })
const faultsOf = ({ body }: { body: Body }): string[] =>
  (body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).toSorted()

t.test('only an administrator keeps agencies, posts and clients', async (t) => {
  for (const as of ['xm.head', 'jcj.supervisor', 'portal']) {
    t.equal((await enter({ ...office, code: 'NEW' }, as)).status, 403, as)
    t.equal((await merge('XM', { successor: 'CS', on: '2026-03-02', act: '文' }, as)).status, 403, as)
    t.equal((await call('POST', '/v1/posts', { as, body: { agency: 'XM', duty: 'admin', holder: 'xm.head' } })).status, 403, as)
    t.equal((await call('POST', '/v1/clients', { as, body: { name: '某平台' } })).status, 403, as)
    t.equal((await call('GET', '/v1/clients', { as })).status, 403, as)
  }
  t.equal((await call('POST', '/v1/agencies', { body: { ...office, code: 'NEW' } })).status, 401)
  t.equal((await call('PUT', '/v1/agencies/XM', { body: office })).status, 401, 'before it is asked which version he has read')
  t.equal((await call('PUT', '/v1/agencies/XM', { as: 'xm.head', body: office })).status, 403)
  t.equal((await call('GET', '/v1/clients')).status, 401)
})

t.test('an entry is refused with every fault at once', async (t) => {
  t.same(faultsOf(await enter({})), [
    '/calendar required', '/code required', '/kind required', '/name required', '/regime required', '/reviewLevels required', '/zone required',
  ])
  t.same(faultsOf(await enter({
    ...office, code: 'XM', regime: 'county@1', calendar: 'XX', zone: '+08:00', parent: 'NONE', kind: 'club', reviewLevels: 4, phone: '无',
    name: { zh: ' ', en: 'x' }, email: 'nobody', openingHours: [{ days: [0], from: '9:00', to: '25:00' }, { days: [1], from: '17:00', to: '09:00' }],
  })), [
    '/calendar unknown_calendar', '/code code_taken', '/email wrong_format', '/kind not_listed', '/name/zh wrong_format',
    '/openingHours/0/days/0 too_small', '/openingHours/0/from wrong_format', '/openingHours/0/to wrong_format', '/openingHours/1/to closes_first',
    '/parent unknown_agency', '/phone wrong_format', '/regime unknown_regime', '/reviewLevels too_large', '/zone unknown_zone',
  ])
  for (const code of ['xm', '1X', 'TOOLONGCODE', '新民', '', 7]) t.match(faultsOf(await enter({ ...office, code })).filter((one) => one.startsWith('/code')), [/^\/code wrong_(format|type)$/], `${code}`)
  t.same(faultsOf(await enter({ ...office, code: 'NEW', parent: 'NEW', fromOn: '2026-03-03' })), ['/fromOn in_the_future', '/parent parent_cycle'])
  t.same(faultsOf(await enter('"agency"')), [' wrong_type'])
  t.same(faultsOf(await enter({ ...office, code: 'NEW', reviewLevels: 0 })), ['/reviewLevels chain_required'], 'what takes requests reviews what it releases')
  t.equal((await call('GET', '/v1/agencies/NEW')).status, 404)
})

t.test('a change may leave out what is not known, and is refused where it breaks the register', async (t) => {
  must(201, await enter({ ...office, code: 'TOP' }))
  must(201, await enter({ ...office, code: 'MID', parent: 'TOP' }))
  must(201, await enter({ ...office, code: 'LOW', parent: 'MID', address: '某路1号' }))
  t.same(faultsOf(await put('TOP', { ...office, parent: 'LOW' })), ['/parent parent_cycle'])
  t.same(faultsOf(await put('TOP', { ...office, parent: 'TOP', code: 'OTHER' })), ['/code unknown_field', '/parent parent_cycle'])
  const changed = must<Body>(200, await put('LOW', { ...office, parent: 'TOP', regime: null }))
  t.match(changed, { parent: 'TOP', regime: null, form: {}, channels: [], profile: { address: null, openingHours: [] } })
  t.equal((await put('NONE', office)).status, 404)
  t.equal((await put('low', office)).status, 404)
  t.equal((await put('LOW', office, '"1"')).status, 412)
  for (const on of ['2026-02-30', 'today', '']) t.equal((await call('GET', `/v1/agencies/LOW?on=${on}`)).status, 422, on)
})

t.test('no two agencies sign their papers alike, whatever one of them once signed with', async (t) => {
  t.same(faultsOf(await enter({ ...office, code: 'SIGN', paperSign: 'XM' })), ['/paperSign sign_taken'], 'one that has no sign has its code')
  must(201, await enter({ ...office, code: 'SIGN', paperSign: '某局' }))
  must(200, await put('SIGN', { ...office, paperSign: '新局' }))
  t.same(faultsOf(await enter({ ...office, code: 'SIGN2', paperSign: '某局' })), ['/paperSign sign_taken'])
  t.same(faultsOf(await put('LOW', { ...office, paperSign: '新局' })), ['/paperSign sign_taken'])
  must(200, await put('SIGN', { ...office, paperSign: '某局' }))
})

t.test('rule: whatever parents are asked for, what is let through never goes in a circle', (t) => {
  const codes = ['A', 'B', 'C', 'D', 'E']
  const wish = fc.record({ code: fc.constantFrom(...codes), parent: fc.constantFrom(...codes, null) })
  fc.assert(fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
    const register = new Map(codes.map((code) => [code, { parentCode: null as string | null, endedOn: null }]))
    for (const { code, parent } of wishes) {
      const entry = { ...office, parent } as Partial<AgencyEntry>
      if (agencyFaults(entry, { code, register, now }).length === 0) register.set(code, { parentCode: parent, endedOn: null })
    }
    return codes.every((code) => {
      const { parentCode } = register.get(code) as { parentCode: string | null }
      return parentCode === null || !isBelow(parentCode, code, register)
    })
  }))
  t.end()
})

t.test('a post is refused with every fault at once, and a stranger only comes with his name', async (t) => {
  const give = (body: unknown) => call('POST', '/v1/posts', { as: admin, body })
  t.same(faultsOf(await give({})), ['/agency required', '/duty required', '/holder required'])
  t.same(faultsOf(await give({ agency: 'NONE', duty: 'review', holder: 'nobody.here', deputy: 'nobody.here' })), [
    '/agency unknown_agency', '/deputy deputy_is_holder', '/deputy unknown_person', '/holder unknown_person', '/level required',
  ])
  t.same(faultsOf(await give({ agency: 'CS', duty: 'review', level: 2, holder: 'cs.head' })), ['/level beyond_the_chain'])
  t.same(faultsOf(await give({ agency: 'CS', duty: 'clerk', level: 1, holder: 'cs.head' })), ['/level not_listed'])
  t.equal((await give({ agency: 'CS', duty: 'boss', holder: { handle: 'a b', name: '' } })).status, 422)
  const holder = { handle: 'new.comer', name: '新来者' }
  const post = must<Body>(201, await give({ agency: 'CS', duty: 'clerk', holder }))
  t.match(post, { agency: 'CS', duty: 'clerk', level: null, holder: { name: '新来者' }, deputy: null, revokedAt: null })
  const other = must<Body>(201, await give({ agency: 'XM', duty: 'clerk', holder: { ...holder, name: '别名' } }))
  t.same(other.holder, post.holder, 'who is known keeps his name')
  must(200, await call('POST', `/v1/posts/${post.id}/revocation`, { as: admin }))
  must(201, await give({ agency: 'CS', duty: 'clerk', holder: 'new.comer' }))
})

t.test('the last administrator cannot leave, not even when two of them go at once', async (t) => {
  const admins = async (): Promise<Body[]> => must<Body>(200, await call('GET', '/v1/posts?limit=100', { as: 'jcj.supervisor' })).items
    .filter(({ duty, revokedAt }: Body) => duty === 'admin' && revokedAt === null)
  const end = ({ id }: Body, as: string) => call('POST', `/v1/posts/${id}/revocation`, { as })
  const [first] = await admins() as [Body]
  t.match(await end(first, admin), { status: 409, body: { code: 'last_admin' } })
  const second = must<Body>(201, await call('POST', '/v1/posts', { as: admin, body: { agency: 'XM', duty: 'admin', holder: 'xm.clerk' } }))
  const answers = await Promise.all([end(first, 'xm.clerk'), end(second, admin)])
  const left = await admins()
  t.equal(left.length, 1, 'one of them stays')
  t.same(answers.map(({ status }) => status).filter((status) => status === 200).length, 1)
  if (left[0]?.id === second.id) must(201, await call('POST', '/v1/posts', { as: 'xm.clerk', body: { agency: 'CITY', duty: 'admin', holder: admin } }))
  for (const post of await admins()) if (post.holder.name === 'xm.clerk') must(200, await end(post, admin))
})

t.test('clients are listed without their keys, and end once', async (t) => {
  const client = must<Body>(201, await call('POST', '/v1/clients', { as: admin, body: { name: ' 某平台 ' } }))
  t.equal(client.name, '某平台')
  const { items } = must<Body>(200, await call('GET', '/v1/clients?limit=1', { as: admin }))
  t.same(Object.keys(items[0]).toSorted(), ['id', 'name', 'revokedAt'])
  const revoke = () => call('POST', `/v1/clients/${client.id}/revocation`, { as: admin })
  t.match(await revoke(), { status: 200, body: { revokedAt: now.toISOString() } })
  t.match(await revoke(), { status: 409, body: { code: 'client_revoked' } })
  t.equal((await call('POST', '/v1/clients/00000000-0000-7000-8000-000000000000/revocation', { as: admin })).status, 404)
  t.equal((await call('POST', '/v1/clients', { as: admin, body: { name: ' ' } })).status, 422)
})

t.test('a merger is refused with every fault at once, and never takes the last administrator along', async (t) => {
  const paper = { on: '2026-03-02', act: '市政发〔2026〕1号' }
  t.same(faultsOf(await merge('MID', {})), ['/act required', '/on required', '/successor required'])
  t.same(faultsOf(await merge('MID', { successor: 'MID', on: '2026-03-03', act: ' ', sealHandedInOn: '2026-03-03' })), [
    '/act wrong_format', '/on in_the_future', '/sealHandedInOn in_the_future', '/successor same_agency',
  ])
  t.same(faultsOf(await merge('MID', { ...paper, successor: 'NONE', on: '2026-03-01' })), ['/on before_the_last', '/successor unknown_agency'])
  t.same(faultsOf(await merge('MID', { ...paper, successor: 'LOW' })), ['/successor takes_no_requests'])
  t.equal((await merge('NONE', { ...paper, successor: 'MID' })).status, 404)
  t.match(await merge('CITY', { ...paper, successor: 'XM' }), { status: 409, body: { code: 'last_admin' } })
  t.notOk('successor' in (await call('GET', '/v1/agencies/CITY')).body)
})

t.test('merged bodies leave those below them where they belong, and a chain of mergers ends at the last body', async (t) => {
  const paper = { on: '2026-03-02', act: '市政发〔2026〕2号' }
  for (const [code, parent] of [['R', undefined], ['A', 'R'], ['B', 'A'], ['C', 'A'], ['D', 'B']] as const) {
    must(201, await enter({ ...office, code, ...parent && { parent } }))
  }
  const closed = await fileRequest(call)
  await disclose(call, closed, { text: '方案：略。', opinions: ['可以公开', '复审同意公开'] })
  await readUntil(call, `/v1/requests/${closed.id}`, 'xm.officer', { status: 'closed' })

  must(200, await merge('A', { ...paper, successor: 'D' }))
  const parentOf = async (code: string) => (await call('GET', `/v1/agencies/${code}`)).body.parent
  t.same([await parentOf('D'), await parentOf('B'), await parentOf('C')], ['R', 'D', 'D'], 'D took the place of A, and goes in no circle')
  t.match((await call('GET', '/v1/agencies/C')).body.profile, { fromOn: '2026-03-02', parent: 'D' })

  must(200, await merge('XM', { ...paper, successor: 'D' }))
  must(200, await merge('D', { ...paper, successor: 'CS' }))
  const told = await call('POST', '/v1/requests', { body: aFiling(), headers: { 'accept-language': 'en' } })
  t.match(told.body.errors, [{ pointer: '/agency', code: 'agency_merged', detail: /A Department of Changshu City.*file there \(CS\)/ }])
  t.equal((await call('GET', `/v1/requests/${closed.id}`, { as: 'cs.clerk' })).status, 200, 'the last body keeps what the first had closed')
  t.equal((await call('GET', `/v1/requests/${closed.id}`, { as: 'aq.clerk' })).status, 404)
  t.match(await put('XM', office), { status: 409, body: { code: 'agency_merged' } })
  t.same(faultsOf(await merge('AQ', { ...paper, successor: 'XM' })), ['/successor agency_merged'])
  t.same(faultsOf(await call('POST', '/v1/posts', { as: admin, body: { agency: 'XM', duty: 'clerk', holder: 'xm.clerk' } })), ['/agency agency_merged'])
  t.same(faultsOf(await enter({ ...office, code: 'NEW', parent: 'XM' })), ['/parent agency_merged'])
  const filed = await fileRequest(call, { agency: 'AQ' })
  t.same(faultsOf(await call('POST', `/v1/requests/${filed.id}/transfer`, { as: 'aq.officer', body: { toAgency: 'XM', reason: '由其制作。' } })), ['/toAgency agency_merged'])
})

t.test('the sample world is one that could be founded, and what is no world is told so', (t) => {
  t.same(worldFaults(sample, now), [])
  for (const value of [null, [], 7, 'x', {}, { agencies: 7, people: [null], posts: [{}] }, { agencies: [[]], people: [], posts: [] }]) {
    t.ok(worldFaults(value, now).length > 0, JSON.stringify(value))
  }
  const [first] = sample.agencies
  const circle = { ...sample, agencies: [{ ...first, parent: 'XM' }, ...sample.agencies.slice(1)] }
  const codes = worldFaults(circle, now).map(({ pointer, code }) => `${pointer} ${code}`)
  t.ok(codes.includes('/agencies/0/parent parent_cycle') && codes.includes('/agencies/1/parent parent_cycle'), codes.join(', '))
  const twice = worldFaults({ ...sample, posts: [...sample.posts, sample.posts[0]], people: [...sample.people, sample.people[0]] }, now)
  t.same(twice.map(({ code }) => code), ['entered_twice', 'entered_twice'])
  t.end()
})
