import fc from 'fast-check'
import t from 'tap'
import type { Duty } from '@lightwell/http/caller'
import { holdsLevel } from '@lightwell/http/register/review-levels'
import { staffingGaps, type Acting, type Staffing } from '@lightwell/http/register/staffing-gaps'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { asOwner, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const admin = 'city.admin'
const xm = openDesk(house)

const staffing = async (query = '', as = 'xm.head', code = 'XM') => await call('GET', `/v1/agencies/${code}/staffing${query}`, { as })
const stepsOf = ({ gaps }: Body): string[] => gaps.map(({ step, reason }: Body) => `${step} ${reason}`)

async function postOf (agency: string, holder: string, duty: string): Promise<Body> {
  const { items } = must<Body>(200, await call('GET', `/v1/posts?agency=${agency}&limit=100`, { as: admin }))
  return items.find((post: Body) => post.holder.name === holder && post.duty === duty)
}

async function commission (body: object, as = 'city.head'): Promise<CallAnswer> {
  return await call('POST', '/v1/commissions', { as, body })
}

await t.test('an agency is told whether every step has another trained person, and whether it may release at all', async (t) => {
  t.match(must(200, await staffing()), {
    agency: 'XM', on: '2026-03-02', levels: ['review:1', 'review:2'], enough: true, gaps: [], offers: [],
    unit: { ready: true, listVersion: 1, missing: [] },
  })
  t.equal((await call('GET', '/v1/agencies/XM/staffing')).status, 401)
  t.equal((await staffing('', 'cs.officer')).status, 404)
  t.equal((await staffing('', admin, 'BMJ')).status, 404, 'a body that answers nothing has no steps')
  t.equal((await staffing('', admin, 'NONE')).status, 404)
  t.same(faultsOf(await staffing('?on=2026-02-30&flags=urgent')), ['/flags wrong_format', '/on wrong_format'])
})

await t.test('whoever ends a post is told what can no longer be done, and whom the body above could lend', async (t) => {
  const post = await postOf('XM', 'xm.review2', 'review')
  const ended = must<Body>(200, await call('POST', `/v1/posts/${post.id}/revocation`, { as: admin, headers: { 'accept-language': 'en' } }))
  t.match(ended, { revokedAt: /./, gaps: [{
    agency: 'XM', step: 'review:2', level: 2, reason: 'nobody', text: 'For level 2 of the review, nobody who is there holds the duty.',
  }] })
  const now = must<Body>(200, await staffing())
  t.match(now, { enough: false, gaps: [{ text: '第2级审查：没有在岗人员。' }], offers: [{ step: 'review:2', agency: 'CITY', duty: 'review', level: 2, name: 'city.review2' }] })
  t.equal(now.offers.length, 1)
})

await t.test('a commission names who holds the same duty above today, trained, in writing and for days to come', async (t) => {
  const { personId } = must<Body>(200, await staffing()).offers[0]
  const lent = { agency: 'XM', duty: 'review', level: 2, personId, fromOn: '2026-03-02', untilOn: '2026-03-03', document: '市政办委〔2026〕1号' }
  t.equal((await call('POST', '/v1/commissions', { body: lent })).status, 401)
  t.equal((await commission(lent, 'xm.officer')).status, 403)
  t.equal((await commission(lent, 'xm.head')).status, 403, 'who is short does not lend to himself')
  const faults = async (changes: object) => faultsOf(await commission({ ...lent, ...changes }))
  t.same(await faults({ fromOn: '2026-03-05', document: ' ' }), ['/document wrong_format', '/untilOn before_start'])
  t.same(await faults({ fromOn: '2026-02-01', untilOn: '2026-03-01' }), ['/untilOn day_over'])
  t.same(await faults({ level: 1 }), ['/personId not_of_the_body_above'])
  t.same(await faults({ duty: 'clerk', level: undefined }), ['/personId not_of_the_body_above'])
  t.same(await faults({ duty: 'admin' }), ['/duty not_listed', '/level not_listed', '/personId not_of_the_body_above'])
  t.same(faultsOf(await commission({ ...lent, agency: 'NONE' })), ['/agency unknown_agency'])
  t.same(faultsOf(await commission({ ...lent, agency: 'CITY' }, admin)), ['/agency no_body_above'])
  t.same(faultsOf(await commission({ ...lent, fromOn: '2100-01-01', untilOn: '2100-01-02' })), ['/personId not_qualified'])

  const given = await commission(lent)
  const post = must<Body>(201, given)
  t.match(post, { agency: 'XM', duty: 'review', level: 2, fromOn: '2026-03-02', untilOn: '2026-03-03', commission: lent.document })
  t.equal(given.headers.get('location'), `/v1/posts/${post.id}`)
  t.match(await commission(lent), { status: 409, body: { code: 'post_exists' } })
  t.match(must(200, await staffing()), { enough: true, offers: [] })
  t.match(must(200, await staffing('?on=2026-03-04')), { enough: false })
  await t.rejects(asOwner(house, 'update posts set commission = null where id = $1', [post.id]), /posts_commission_whole/)
})

await t.test('he reviews there on these days in his own name, and not after', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, '补偿方案')
  const { body: late } = await xm.upload(id, '补偿明细')
  for (const one of [record, late]) {
    await xm.open(one.id, 'xm.review1')
    must(201, await xm.review(one, 1))
    must(200, await xm.open(one.id, 'city.review2'))
  }
  t.match(must(201, await xm.review(record, 2, {}, 'city.review2')), { asDeputy: false, review: { complete: true } })
  house.clock.set('2026-03-03T15:59:59Z')
  t.equal((await xm.open(late.id, 'city.review2')).status, 200)
  house.clock.set('2026-03-03T16:00:00Z')
  t.equal((await xm.review(late, 2, {}, 'city.review2')).status, 404)
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a deputy counts while the holder is away, and nobody where both are', async (t) => {
  const away = async (postId: string) => must(201, await call('POST', `/v1/posts/${postId}/absences`, {
    as: admin, body: { from: '2026-03-03', until: '2026-03-03' },
  }))
  await away((await postOf('XM', 'xm.head', 'head')).id)
  t.match(must(200, await staffing('?on=2026-03-03')), { enough: true })
  await asOwner(house, `insert into absences (id, person_id, from_on, until_on, recorded_by)
    select gen_random_uuid(), id, '2026-03-03', '2026-03-03', 'x' from people where handle = 'xm.deputy'`, [])
  const { gaps, offers } = must<Body>(200, await staffing('?on=2026-03-03'))
  t.match(gaps, [{ step: 'head', level: null, reason: 'nobody' }])
  t.match(offers, [{ step: 'head', duty: 'head', name: 'city.head' }])
})

await t.test('whoever ends a qualification is told what nobody is left for from the next day on', async (t) => {
  const { items } = must<Body>(200, await call('GET', '/v1/qualifications?agency=CS&limit=100', { as: admin }))
  const { id } = items.find(({ person }: Body) => person.handle === 'cs.review1')
  const ended = must<Body>(200, await call('POST', `/v1/qualifications/${id}/ending`, { as: admin, body: { untilOn: '2026-03-10' } }))
  t.match(ended.gaps, [{ agency: 'CS', step: 'review:1', reason: 'not_qualified', text: '第1级审查：在岗人员没有有效的资格。' }])
  t.match(must(200, await staffing('?on=2026-03-10', admin, 'CS')), { enough: true })
  t.same(stepsOf(must(200, await staffing('?on=2026-03-11', admin, 'CS'))), ['review:1 not_qualified'])
})

await t.test('a longer chain needs more people, and an agency cannot have fewer levels than its chain', async (t) => {
  const name = { zh: '环节', en: 'Stage' }
  const stages = [
    { kind: 'review', level: 1, people: 1, when: 'always', name }, { kind: 'review', level: 3, people: 1, when: 'always', name },
    { kind: 'group', people: 2, when: 'sensitive', name },
  ]
  must(200, await call('PUT', '/v1/agencies/AQ/review-chain', { as: admin, body: { fromOn: '2026-03-02', stages }, headers: { 'if-match': '*' } }))
  t.match(must(200, await staffing('', 'aq.head', 'AQ')), { enough: true, levels: ['review:1', 'review:3'] })
  t.same(stepsOf(must(200, await staffing('?flags=sensitive', 'aq.head', 'AQ'))), ['group needed_elsewhere'])
  const { regime, calendar, zone, ...told } = must<Body>(200, await call('GET', '/v1/agencies/AQ'))
  const body = { name: { zh: 'A区农业农村局', en: 'AQ' }, kind: told.kind, parent: 'CITY', regime: regime.id, calendar, zone }
  const change = async (reviewLevels: number) => await call('PUT', '/v1/agencies/AQ', { as: admin, body: { ...body, reviewLevels }, headers: { 'if-match': '*' } })
  t.same(faultsOf(await change(2)), ['/reviewLevels below_the_chain'])
  t.equal((await change(3)).status, 200)
})

t.test('the rule finds a gap exactly where no way of giving the steps to different people exists', (t) => {
  const person = fc.constantFrom('a', 'b', 'c', 'd')
  const post = fc.record({
    personId: person, duty: fc.constantFrom<Duty>('officer', 'head', 'review', 'secrecy'), level: fc.constantFrom(1, 2),
  }).map((one): Acting => ({ ...one, level: one.duty === 'review' ? one.level : null }))
  const any = fc.record({
    levels: fc.subarray(['review:1', 'review:2', 'group']), acting: fc.array(post, { maxLength: 9 }),
    qualified: fc.subarray(['a', 'b', 'c', 'd']).map((some) => new Set(some)), submitters: fc.subarray(['a', 'b']),
  })
  fc.assert(fc.property(any, (some) => (staffingGaps(some).length === 0) === isPossible(some)), { numRuns: 2_000 })
  t.end()
})

/** Tries every way of giving the steps to different people. */
function isPossible ({ levels, acting, qualified, submitters }: Staffing): boolean {
  const who = (fits: (post: Acting) => boolean): string[] => acting.filter(fits).map(({ personId }) => personId)
  const steps = [
    who(({ duty }) => duty === 'officer'), who(({ duty }) => duty === 'head'),
    ...levels.map((level) => who((post) => holdsLevel(post, level)).filter((id) => qualified.has(id) && !submitters.includes(id))),
  ]
  const give = (at: number, taken: readonly string[]): boolean =>
    at === steps.length || steps[at]!.some((id) => !taken.includes(id) && give(at + 1, [...taken, id]))
  return acting.some(({ duty }) => duty === 'secrecy') && give(0, [])
}
