import t from 'tap'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { standingOf, reviewsAsRuled, type Referred } from '../../../services/decision/rules/referral-standing.ts'
import { questions, rulings } from '../../../services/decision/rules/referral.ts'
import { holds } from '../../packages/calendar/holds.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'
import { openPublisher } from '../../support/publisher.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call, file } = house
const { db } = house.connection('decision')
const xm = openDesk(house)
const doubt = { question: 'level', claimedLevel: 'secret', words: '是否属于保密事项范围所列事项' }
const word = { paper: '保密审〔2026〕5号', reason: '不在保密事项范围之内' }

const refer = (recordId: string, body: object = doubt, as = 'xm.officer') => call('POST', `/v1/records/${recordId}/referrals`, { as, body })
const rule = (id: string, body: object, as = 'bmj.officer') => call('POST', `/v1/referrals/${id}/ruling`, { as, body: { ...word, ...body } })
const referred = async (recordId: string, body: object = doubt): Promise<Body> => must(201, await refer(recordId, body))
const disclose = (caseId: string, ...records: Body[]): Promise<CallAnswer> =>
  xm.propose(caseId, [{ description: '方案', outcome: 'disclose', records: records.map(({ id }) => id) }])
const gapsOf = ({ body }: CallAnswer): string[] => (body.errors ?? []).map(({ code }: Body) => code)
const termsOf = async (id: string): Promise<string[]> =>
  (await call('GET', `/v1/terms?requestId=${id}`, { as: 'xm.head' })).body.items
    .filter(({ kind }: Body) => kind.startsWith('referral')).map(({ kind, dueOn, state }: Body) => `${kind} ${dueOn} ${state}`).toSorted()

/** A record of which one reviewer doubts and the others found for release. */
async function doubted (requestId: string, text: string, doubting = 2): Promise<Body> {
  const { body: record } = await xm.upload(requestId, text)
  for (const level of [1, 2]) {
    await xm.open(record.id, `xm.review${level}`)
    must(201, await xm.review(record, level, level === doubting ? { finding: 'refer' } : {}))
  }
  return record
}

await t.test('while a doubt is before another body nothing of it is released, and the clock runs on', async (t) => {
  const { id, dueOn } = await file()
  const record = await doubted(id, '疑难事项甲')
  t.same(await until(() => termsOf(id), (terms) => terms.length > 0), ['referral_report 2026-03-16 open'], 'to be reported within ten working days')
  t.same(gapsOf(await disclose(id, record)), ['record_not_cleared'])
  house.clock.set('2026-03-03T01:00:00Z')
  const { body: asked, headers } = await refer(record.id)
  t.equal(headers.get('location'), `/v1/referrals/${asked.id}`)
  t.match(asked, { ...doubt, agency: 'XM', toAgency: 'BMJ', state: 'open', answerBy: '2026-03-17', late: false, ruling: null })
  t.same(await until(() => termsOf(id), (terms) => terms.length > 1), ['referral_answer 2026-03-17 open', 'referral_report 2026-03-16 met'])
  t.match((await call('GET', `/v1/deadlines/${id}`, { as: 'xm.officer' })).body, { state: 'running', dueOn })
  t.match(await refer(record.id), { status: 409, body: { code: 'referral_open' } })
  t.same(gapsOf(await disclose(id, record)), ['referral_open'])
  t.equal((await xm.propose(id, [{ description: '方案', outcome: 'refuse', grounds: ['state_secret'], records: [record.id] }])).status, 201,
    'meanwhile the highest claimed level applies')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a ruling that it is open stands in the place of the level that doubted, and no other is overruled', async (t) => {
  const { id } = await file()
  const record = await doubted(id, '疑难事项乙')
  const { id: asked } = await referred(record.id)
  house.clock.set('2026-03-02T02:00:00Z')
  t.match(await rule(asked, { ruling: 'open' }), { status: 200, body: { state: 'ruled', ruling: 'open', ...word } })
  t.match(await until(() => termsOf(id), (terms) => terms.every((term) => !term.endsWith('open'))),
    ['referral_answer 2026-03-16 met', 'referral_report 2026-03-16 met'])
  t.match((await call('GET', `/v1/records/${record.id}`, { as: 'xm.officer' })).body.review, { complete: true, finding: 'release' })
  const strict = (await xm.upload(id, '疑难事项丙')).body
  await xm.open(strict.id, 'xm.review1')
  must(201, await xm.review(strict, 1, { finding: 'withhold', grounds: ['privacy'] }))
  await xm.open(strict.id, 'xm.review2')
  must(201, await xm.review(strict, 2, { finding: 'refer' }))
  const other = await referred(strict.id)
  house.clock.set('2026-03-02T03:00:00Z')
  must(200, await rule(other.id, { ruling: 'open' }))
  t.same(gapsOf(await disclose(id, strict)), ['record_not_cleared'])
  const { body: decision } = await disclose(id, record)
  t.match(await xm.approve(decision.id), { status: 200, body: { state: 'issued' } }, 'the database counts it as passed too')
})

await t.test('a ruling binds whoever holds these bytes, and what is made of them', async (t) => {
  const [one, another] = [await file(), await file()]
  const record = await xm.cleared(one.id, '不宜公开的事项')
  const asked = await referred(record.id, { ...doubt, question: 'unsuitable', claimedLevel: 'none' })
  const { body: proposed } = await xm.propose(another.id, [{ description: '方案', outcome: 'refuse', grounds: ['privacy'] }])
  must(200, await rule(asked.id, { ruling: 'withhold' }))
  t.equal(proposed.state, 'proposed')
  must(200, await call('POST', `/v1/decisions/${proposed.id}/return`, { as: 'xm.head', body: { reason: '重新检索' } }))
  t.same(gapsOf(await disclose(one.id, record)), ['ruling_withholds'])
  const again = await xm.cleared(another.id, '不宜公开的事项')
  t.same(gapsOf(await disclose(another.id, again)), ['ruling_withholds'], 'uploaded anew it is the same')
  const { body: rendition } = await call('POST', `/v1/records/${record.id}/redactions`, {
    as: 'xm.officer', body: { spans: [{ start: 0, end: 2, ground: 'privacy' }] },
  })
  await xm.passChain(rendition)
  const redacted = [{ description: '方案', outcome: 'redact_and_disclose', grounds: ['privacy'], records: [rendition.id] }]
  t.ok(gapsOf(await xm.propose(one.id, redacted)).includes('ruling_withholds'))
  const own = await referred(rendition.id)
  house.clock.set('2026-03-02T04:00:00Z')
  must(200, await rule(own.id, { ruling: 'open' }))
  t.notOk(gapsOf(await xm.propose(one.id, redacted)).includes('ruling_withholds'), 'unless it was found open itself')
  const row = `insert into decisions (id, case_id, agency_code, state, outcome, proposed_by, proposed_at)
    select gen_random_uuid(), $1, 'XM', 'proposed', 'disclose', gen_random_uuid(), now() returning id`
  await asOwner(house, row, [another.id])
  await asOwner(house, `insert into decision_parts (decision_id, number, description, outcome, grounds)
    select id, 1, '方案', 'disclose', '{}' from decisions where case_id = $1 and state = 'proposed'`, [another.id])
  await asOwner(house, `insert into decision_records (decision_id, number, record_id, sha256)
    select id, 1, $2, $3 from decisions where case_id = $1 and state = 'proposed'`, [another.id, again.id, again.sha256])
  await t.rejects(asOwner(house, `update decisions set state = 'issued', decided_by = gen_random_uuid(), decided_at = now(),
    notice_id = (select id from notices limit 1) where case_id = $1 and state = 'proposed'`, [another.id]), /passed its whole chain/,
  'nor does the database let it out')
})

await t.test('of two words of the same moment the stricter binds, in whatever order they came', async (t) => {
  for (const [first, second] of [['withhold', 'open'], ['open', 'withhold']] as const) {
    house.clock.set('2026-03-02T01:00:00Z')
    const { id } = await file()
    const record = await doubted(id, `疑难事项 ${first} ${second}`)
    for (const ruling of [first, second]) must(200, await rule((await referred(record.id)).id, { ruling }))
    t.same(gapsOf(await disclose(id, record)), ['ruling_withholds'])
    t.same((await db.execute(sql`select rulings_allow(${record.id}) as allowed, ruled_open(${record.id}, ${house.clock.now()}) as opened`)).rows,
      [{ allowed: false, opened: false }], 'and the database says the same')
    house.clock.set('2026-03-02T02:00:00Z')
    must(200, await rule((await referred(record.id)).id, { ruling: 'open' }))
    t.equal((await disclose(id, record)).status, 201, 'a later word holds')
  }
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('what is unsuitable without a listed ground is withheld after a ruling or the joint conference alone', async (t) => {
  const { id } = await file()
  const record = await xm.cleared(id, '可能影响稳定的事项', { finding: 'withhold', grounds: ['unsuitable'] })
  const part = { description: '方案', outcome: 'refuse', grounds: ['unsuitable'], records: [record.id] }
  t.same(faultsOf(await xm.propose(id, [part])), ['/parts/0/grounds/0 ruling_missing'])
  const { records: _, ...unnamed } = part
  t.same(faultsOf(await xm.propose(id, [unnamed])), ['/parts/0/grounds/0 ruling_missing'])
  const asked = await referred(record.id, { ...doubt, question: 'unsuitable', claimedLevel: 'none', toAgency: 'CITY' })
  t.same(faultsOf(await xm.propose(id, [part])), ['/parts/0/grounds/0 ruling_missing'], 'asked is not ruled')
  t.match(await rule(asked.id, { ruling: 'withhold', paper: '联席会议纪要〔2026〕2号' }, 'city.officer'), { status: 200 })
  t.equal((await xm.propose(id, [part])).status, 201)
})

await t.test('what was withheld while a body was still asked is not loosened by its word, unless it stands above', async (t) => {
  const { id } = await file()
  const record = await doubted(id, '两处报请的事项')
  const conference = await referred(record.id, { ...doubt, question: 'unsuitable', claimedLevel: 'none', toAgency: 'CITY' })
  const bureau = await referred(record.id)
  house.clock.set('2026-03-02T02:00:00Z')
  must(200, await rule(bureau.id, { ruling: 'secret', level: 'secret' }))
  house.clock.set('2026-03-02T03:00:00Z')
  t.match(await rule(conference.id, { ruling: 'open' }, 'city.officer'), { status: 409, body: { code: 'above_its_power' } })
  t.same(gapsOf(await disclose(id, record)), ['referral_open'])
  const redaction = { as: 'xm.officer', body: { spans: [{ start: 0, end: 1, ground: 'privacy' }] } }
  const rendition = must<Body>(201, await call('POST', `/v1/records/${record.id}/redactions`, redaction))
  t.same(faultsOf(await refer(rendition.id, { ...doubt, question: 'unsuitable', claimedLevel: 'none', toAgency: 'CITY' })), ['/toAgency not_competent'],
    'nor what is made of it')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a body below the top may withhold or pass up what is said to be a secret, and declares nothing', async (t) => {
  const { headers, body: agency } = await call('GET', '/v1/agencies/BMJ', { as: 'city.admin' })
  const { fromOn: _, name, ...profile } = agency.profile
  const entry = { ...profile, name, regime: null, calendar: 'CN', zone: 'Asia/Shanghai', reviewLevels: 0, secrecyAuthority: 'PROV' }
  must(201, await call('POST', '/v1/agencies', { as: 'city.admin', body: { ...entry, code: 'PROV', parent: null, secrecyAuthority: null, paperSign: '省保', name: { zh: '省保密局', en: 'Provincial Secrecy Bureau' } } }))
  must(200, await call('PUT', '/v1/agencies/BMJ', { as: 'city.admin', body: entry, headers: { 'if-match': headers.get('etag') as string } }))
  must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'PROV', duty: 'officer', holder: { handle: 'prov.officer', name: '省局' } } }))
  const { id } = await file()
  const record = await doubted(id, '疑难事项丁')
  const asked = await referred(record.id)
  t.match(await rule(asked.id, { ruling: 'secret', level: 'secret' }), { status: 409, body: { code: 'above_its_power' } })
  t.match(await rule(asked.id, { ruling: 'open' }), { status: 409, body: { code: 'above_its_power' } })
  house.clock.set('2026-03-05T01:00:00Z')
  const { body: next } = await call('POST', `/v1/referrals/${asked.id}/passing-up`, { as: 'bmj.officer', body: { reason: '属省级认定' } })
  t.match(next, { toAgency: 'PROV', raisedFrom: asked.id, state: 'open', answerBy: '2026-03-19', ...doubt })
  t.match((await call('GET', `/v1/referrals/${asked.id}`, { as: 'xm.secrecy' })).status, 401)
  t.match((await call('GET', `/v1/referrals/${asked.id}`, { as: 'xm.officer' })).body, { state: 'passed_up', reason: '属省级认定' })
  t.equal((await call('GET', `/v1/referrals/${next.id}/content`, { as: 'bmj.officer' })).status, 404, 'it is not before them any more')
  t.match(await rule(next.id, { ruling: 'secret' }, 'prov.officer'), { status: 422 })
  t.match(await rule(next.id, { ruling: 'secret', level: 'confidential' }, 'prov.officer'), { status: 200, body: { level: 'confidential' } })
  t.match(await call('POST', `/v1/referrals/${next.id}/passing-up`, { as: 'prov.officer', body: { reason: '再上报' } }), { status: 409, body: { code: 'referral_closed' } })
  t.equal((await xm.propose(id, [{ description: '方案', outcome: 'refuse', grounds: ['state_secret'], records: [record.id] }])).status, 201,
    'a ruling classifies')
  t.match(await refer(record.id, { ...doubt, toAgency: 'BMJ' }), { status: 422, body: { errors: [{ pointer: '/toAgency', code: 'not_competent' }] } },
    'who ruled lower down does not loosen it')
  const last = await referred(record.id)
  t.equal(last.toAgency, 'PROV')
  t.match(await call('POST', `/v1/referrals/${last.id}/passing-up`, { as: 'prov.officer', body: { reason: '再上报' } }), { status: 409, body: { code: 'no_authority_above' } })
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('only who classified it, or the body above, declassifies, by a paper; then its review begins', async (t) => {
  const { id } = await file()
  const marked = { declaredMarking: JSON.stringify({ level: 'secret', period: '10年', classifier: 'CITY' }) }
  const { body: sealed } = await xm.upload(id, '城市供水设施分布', marked)
  t.match(sealed, { sealed: true, declaredMarking: { classifier: 'CITY' } })
  const ask = { question: 'declassification', claimedLevel: 'secret', words: '事项已对外公布' }
  t.match(await refer(sealed.id, { ...ask, toAgency: 'BMJ' }), { status: 422, body: { errors: [{ pointer: '/toAgency', code: 'not_competent' }] } })
  const asked = await referred(sealed.id, ask)
  t.equal(asked.toAgency, 'CITY')
  t.equal((await call('GET', `/v1/referrals/${asked.id}/content`, { as: 'city.officer' })).body.code, 'record_sealed', 'nobody opens what is sealed')
  t.same(faultsOf(await rule(asked.id, { ruling: 'open' }, 'city.officer')), ['/ruling not_for_this_question'])
  t.same(faultsOf(await call('POST', `/v1/referrals/${asked.id}/ruling`, { as: 'city.officer', body: { ruling: 'declassified', reason: '已公布' } })), ['/paper required'])
  t.equal((await rule(asked.id, { ruling: 'declassified' })).status, 404, 'the secrecy bureau did not classify it')
  must(200, await rule(asked.id, { ruling: 'declassified', paper: '解密通知〔2026〕1号' }, 'city.officer'))
  const { body: anew } = await xm.upload(id, '城市供水设施分布', marked)
  t.match(anew, { sealed: false, sha256: sealed.sha256, review: { complete: false } })
  t.same(gapsOf(await disclose(id, sealed, anew)), ['record_sealed', 'review_incomplete'], 'what is declassified is reviewed before it goes out')
  await xm.passChain(anew)
  t.equal((await disclose(id, anew)).status, 201)
  const { body: mystery } = await xm.upload((await file()).id, '来历不明的卷宗\n机密★10年')
  t.match(await refer(mystery.id, ask), { status: 422, body: { errors: [{ pointer: '/question', code: 'classifier_unknown' }] } })
})

await t.test('what comes from another body is released with its consent alone', async (t) => {
  const { id } = await file()
  t.same(faultsOf(await xm.upload(id, '某件', { originAgency: 'NOWHERE' })), ['/originAgency unknown_agency'])
  const { body: record } = await xm.upload(id, '市里的来件', { originAgency: 'CITY' })
  t.equal(record.originAgency, 'CITY')
  await xm.passChain(record)
  t.same(gapsOf(await disclose(id, record)), ['consent_missing'])
  const ask = { question: 'consent', claimedLevel: 'none', words: '是否同意公开' }
  const asked = await referred(record.id, ask)
  t.same(gapsOf(await disclose(id, record)), ['referral_open'])
  must(200, await rule(asked.id, { ruling: 'refuses' }, 'city.officer'))
  t.same(gapsOf(await disclose(id, record)), ['ruling_withholds'])
  house.clock.set('2026-03-02T05:00:00Z')
  must(200, await rule((await referred(record.id, ask)).id, { ruling: 'consents' }, 'city.officer'))
  t.equal((await disclose(id, record)).status, 201)
  const { body: own } = await xm.upload((await file()).id, '自己的件')
  t.same(faultsOf(await refer(own.id, ask)), ['/question own_record'])
})

await t.test('who may ask, rule, open, end and list is told, and lists show the longest late first', async (t) => {
  const { id, accessToken } = await file()
  const record = await xm.cleared(id, '疑难事项戊')
  t.equal((await refer(record.id, doubt, 'xm.head')).status, 403)
  t.equal((await refer(record.id, doubt, 'cs.officer')).status, 404)
  t.equal((await refer(record.id, doubt, accessToken)).status, 404)
  t.same(faultsOf(await refer(record.id, { question: 'level', words: '机密★10年', toAgency: 'CS' })), [
    '/claimedLevel required', '/toAgency not_competent', '/words mark_in_text'])
  const { body: asked } = await refer(record.id)
  const content = (as: string) => call('GET', `/v1/referrals/${asked.id}/content`, { as })
  t.equal((await content('bmj.officer')).text, '疑难事项戊', 'it is before him')
  t.equal((await content('xm.officer')).status, 403)
  t.equal((await content('city.officer')).status, 404)
  t.equal((await call('GET', `/v1/records/${record.id}/content`, { as: 'bmj.officer' })).status, 404)
  t.equal((await rule(asked.id, { ruling: 'open' }, 'xm.officer')).status, 403)
  t.equal((await rule(asked.id, { ruling: 'open' }, 'jcj.supervisor')).status, 403)
  const end = (as: string) => call('POST', `/v1/referrals/${asked.id}/ending`, { as, body: { reason: '经查有明文规定' } })
  t.equal((await end('xm.officer')).status, 403, 'who asked does not take it back')
  t.equal((await end('bmj.officer')).status, 403)
  house.clock.set('2026-04-01T01:00:00Z')
  const { items } = (await call('GET', '/v1/referrals?to=BMJ', { as: 'bmj.officer' })).body
  t.ok(items.length > 1 && items.every(({ toAgency, late }: Body) => toAgency === 'BMJ' && late))
  t.same(items.map(({ answerBy }: Body) => answerBy), items.map(({ answerBy }: Body) => answerBy).toSorted())
  const first = (await call('GET', '/v1/referrals?limit=1', { as: 'xm.officer' })).body
  const { items: [second] } = (await call('GET', `/v1/referrals?limit=1&cursor=${first.nextCursor}`, { as: 'xm.officer' })).body
  t.not(second.id, first.items[0].id)
  t.ok((await call('GET', '/v1/referrals?agency=XM&state=ruled', { as: 'jcj.supervisor' })).body.items.length > 2)
  t.equal((await call('GET', '/v1/referrals?to=BMJ', { as: 'xm.officer' })).status, 404)
  t.equal((await call('GET', '/v1/referrals')).status, 401)
  t.match(await end('xm.head'), { status: 200, body: { state: 'ended' } })
  t.equal((await content('bmj.officer')).body.code, 'referral_closed', 'and not a moment longer')
  t.match((await call('GET', `/v1/records/${record.id}/referrals`, { as: 'xm.review1' })).body.items, [{ id: asked.id, state: 'ended' }])
  const opened = (await eventsOf(db, id)).filter(({ type }) => type === 'lightwell.record.opened.v1').at(-1)
  t.match(opened?.data, { recordId: record.id, purpose: 'ruling' })
  t.notMatch(JSON.stringify(await eventsOf(db, id)), /保密事项|明文规定/, 'no event holds its words')
  await t.rejects(asOwner(house, 'update referrals set closed_by = opened_by where id = $1', [asked.id]), /referrals_closed_by_another/)
  await t.rejects(asOwner(house, 'update referrals set ruling = \'open\' where id = $1', [asked.id]), /referrals_ruled_with_paper/)
  house.clock.set('2026-03-02T01:00:00Z')
})

t.test('rule: the nearest and latest word binds, an open question always stops, and a later doubt needs a word of its own', (t) => {
  const moment = fc.integer({ min: 1, max: 9 }).map((n) => new Date(n * 1_000))
  const one: fc.Arbitrary<Referred> = fc.record({
    sha256: fc.constantFrom('a', 'b', 'c'), question: fc.constantFrom(...questions), claimedLevel: fc.constantFrom('none', 'secret'),
    ruling: fc.option(fc.constantFrom(...rulings)), at: moment,
  }).map((told) => told.ruling === null ? { ...told, at: null } : told)
  const some = fc.uniqueArray(one, { maxLength: 8, selector: ({ at, sha256 }) => `${sha256}${Number(at)}` })
  holds(t, fc.property(some, (told) => {
    const standing = standingOf(['a', 'b'], { referred: told, isForeign: false })
    const near = told.filter(({ sha256 }) => sha256 !== 'c')
    const wordOn = (sha256: string) => near.filter((each) => each.sha256 === sha256 && each.ruling !== null && each.question !== 'consent')
      .toSorted((x, y) => Number(x.at) - Number(y.at)).at(-1)
    return standing.isOpen === near.some(({ ruling }) => ruling === null) && standing.ruling === ((wordOn('a') ?? wordOn('b'))?.ruling ?? null)
  }), 300)
  const reviews = [{ finding: 'refer' as const, reviewedAt: new Date(1_000) }, { finding: 'refer' as const, reviewedAt: new Date(3_000) }]
  t.same(reviewsAsRuled(reviews, new Date(2_000)).map(({ finding }) => finding), ['release', 'refer'])
  t.same(reviewsAsRuled(reviews, null), reviews)
  t.end()
})

await t.test('a level that is raised after the release takes it down, is an incident, and binds these bytes', async (t) => {
  const publisher = openPublisher(house)
  const { record, entry } = await publisher.publish('供水设施年度计划')
  const earlier = await file()
  const given = await xm.cleared(earlier.id, '供水设施年度计划')
  await xm.issue(earlier.id, [{ description: '计划', outcome: 'disclose', records: [given.id] }])
  const givenContent = () => call('GET', `/v1/records/${given.id}/content`, { as: earlier.accessToken })
  t.equal((await givenContent()).status, 200)
  const raise = (body: object, as = 'xm.review2') => call('POST', `/v1/disclosures/${entry.id}/level-raise`, { as, body })
  const paper = { level: 'confidential', by: '市人民政府', paper: '密级变更通知〔2026〕1号' }
  t.equal((await raise(paper, 'xm.head')).status, 403)
  t.same(faultsOf(await raise({ ...paper, level: 'internal', by: '机密★' })), ['/by mark_in_text', '/level not_listed'])
  t.match(await raise(paper), { status: 200, body: { takedownCause: 'level_raised' } })
  t.equal((await call('GET', `/v1/disclosures/${entry.id}/content`)).status, 410)
  t.equal((await raise(paper)).status, 409)
  t.equal((await givenContent()).status, 404, 'what one person was given is not served to him any more either')
  const incidents = async () => (await call('GET', '/v1/incidents', { as: 'xm.review2' })).body.items
  t.match((await until(incidents, (items) => items.some(({ kind }: Body) => kind === 'level_raised'))).find(({ kind }: Body) => kind === 'level_raised'),
    { recordId: record.id })
  const { id } = await file()
  const anew = await xm.cleared(id, '供水设施年度计划')
  t.same(gapsOf(await disclose(id, anew)), ['ruling_withholds'])
  const unsuitable = { ...doubt, question: 'unsuitable', claimedLevel: 'none' }
  t.same(faultsOf(await refer(anew.id, { ...unsuitable, toAgency: 'CITY' })), ['/toAgency not_competent'], 'no conference loosens a level')
  const asked = await referred(anew.id, unsuitable)
  house.clock.set('2026-03-02T02:00:00Z')
  must(200, await rule(asked.id, { ruling: 'withhold' }))
  t.equal((await givenContent()).status, 404, 'that it is unsuitable too opens nothing')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('what is public and is ruled a state secret, wherever that was asked, is taken down and is an incident', async (t) => {
  const { record, entry } = await openPublisher(house).publish('水源地分布说明')
  const { id } = await file()
  const same = await xm.cleared(id, '水源地分布说明')
  const asked = await referred(same.id, { ...doubt, toAgency: 'PROV' })
  must(200, await rule(asked.id, { ruling: 'secret', level: 'secret' }, 'prov.officer'))
  await house.swept()
  t.match((await call('GET', `/v1/disclosures/${entry.id}`, { as: 'xm.head' })).body, {
    takedownCause: 'level_raised', takedownReason: `省保密局 ${word.paper}`,
  })
  t.notMatch((await call('GET', '/v1/disclosures?q=水源地分布说明')).text, entry.id)
  const incidents = async () => (await call('GET', '/v1/incidents', { as: 'xm.review2' })).body.items
  t.ok(await until(incidents, (items) => items.some(({ recordId, kind }: Body) => recordId === record.id && kind === 'level_raised')))
})

await t.test('a doubt that comes after a ruling is to be reported anew, and the case tells so', async (t) => {
  const { id } = await file()
  const { body: record } = await xm.upload(id, '又有疑义的事项')
  const doubts = async (level: number) => {
    await xm.open(record.id, `xm.review${level}`)
    must(201, await xm.review(record, level, { finding: 'refer' }))
  }
  await doubts(1)
  const asked = await referred(record.id, { ...doubt, toAgency: 'PROV' })
  house.clock.set('2026-03-02T02:00:00Z')
  must(200, await rule(asked.id, { ruling: 'open' }, 'prov.officer'))
  house.clock.set('2026-03-02T03:00:00Z')
  await doubts(2)
  t.same(await until(() => termsOf(id), (terms) => terms.length > 2), [
    'referral_answer 2026-03-16 met', 'referral_report 2026-03-16 met', 'referral_report 2026-03-16 open',
  ])
  const { blockers } = (await call('GET', `/v1/requests/${id}/readiness`, { as: 'xm.officer' })).body
  t.ok(blockers.some(({ code }: Body) => code === 'doubt_not_referred'))
  house.clock.set('2026-03-02T01:00:00Z')
})
