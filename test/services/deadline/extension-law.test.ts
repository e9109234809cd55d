import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { notices } from '@lightwell/schema/tables/common'
import { extensions } from '@lightwell/schema/tables/deadline'
import { findRegime } from '@lightwell/regimes/regimes'
import type { Regime } from '@lightwell/regimes/regime'
import { extensionFaults } from '../../../services/deadline/rules/extension-faults.ts'
import { daysLeftToExtend, mayAskExtension, type EarlierExtension } from '../../../services/deadline/rules/extension-verdict.ts'
import { verifyDays } from '../../../services/deadline/verify-days.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { servesNotices, until } from './happenings.ts'

const house = await openTestHouse(t, { now: '2026-03-02T12:00:00Z' })
const { call } = house
const serve = servesNotices(t, house)
const { db } = house.connection('deadline')
const reason = 'Three departments hold the papers.'

/** Founds an agency under a law, with a clerk, two officers and a head. */
async function found (code: string, regime: string, { calendar, zone }: { calendar: string, zone: string }): Promise<void> {
  const body = { code, name: { zh: `机关${code}`, en: `Body ${code}` }, kind: 'department', regime, calendar, zone, reviewLevels: 1 }
  must(201, await call('POST', '/v1/agencies', { as: 'city.admin', body }))
  for (const [duty, name] of [['clerk', 'clerk'], ['officer', 'officer'], ['officer', 'other'], ['head', 'head']]) {
    const handle = `${code.toLowerCase()}.${name}`
    must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: code, duty, holder: { handle, name: handle } } }))
  }
}

await found('UKB', 'uk_foia', { calendar: 'UK', zone: 'Europe/London' })
await found('DEB', 'de_ifg', { calendar: 'DE', zone: 'Europe/Berlin' })
await found('NYB', 'ny_foil', { calendar: 'US-NY', zone: 'America/New_York' })

async function settled (id: string): Promise<void> {
  await until(async () => {
    const { rows } = await db.execute(sql`select 1 from deliveries where case_id = ${id} and state <> 'done'`)
    return rows.length === 0
  })
}

/** Files on 2 March 2026, by paper unless it says otherwise, and waits until the clock runs. */
async function file (agency: string, changes: Record<string, unknown> = {}): Promise<{ id: string, accessToken: string }> {
  house.clock.set('2026-03-02T12:00:00Z')
  const filed = must<{ id: string, accessToken: string }>(201, await call('POST', '/v1/requests', {
    body: {
      agency, kind: 'disclosure', applicant: { kind: 'citizen', name: 'Jane Doe', email: 'jane@example.org' }, language: 'en',
      description: 'All contracts for road salt of the last winter', delivery: { format: 'paper', method: 'post' }, ...changes,
    },
  }))
  await settled(filed.id)
  return filed
}

async function deadlineOf (id: string, as = 'jcj.supervisor'): Promise<Body> {
  return (await call('GET', `/v1/deadlines/${id}`, { as })).body
}

async function ask (id: string, body: Record<string, unknown>, as = 'ukb.officer') {
  return await call('POST', `/v1/deadlines/${id}/extensions`, { as, body: { reason, ...body }, headers: { 'accept-language': 'en' } })
}

async function approve (extensionId: string, as = 'ukb.head') {
  return await call('POST', `/v1/extensions/${extensionId}/approval`, { as, headers: { 'accept-language': 'en' } })
}

async function extensionOf (id: string): Promise<Body> {
  return (await call('GET', `/v1/extensions/${id}`, { as: 'jcj.supervisor' })).body
}

async function extendedUk (changes: Record<string, unknown> = {}): Promise<{ id: string, extension: Body }> {
  const { id } = await file('UKB', changes)
  const asked = must<Body>(201, await ask(id, { cause: 'public_interest_test' }))
  house.clock.set('2026-03-10T12:00:00Z')
  const extension = must<Body>(200, await approve(asked.id))
  await settled(id)
  return { id, extension }
}

t.test('the cause is one of those that the law knows, and stands in the notice in its words', async (t) => {
  const { id } = await file('UKB')
  for (const cause of [undefined, 'other', 'complex']) {
    const { status, body } = await ask(id, { cause })
    t.equal(status, 422)
    t.match(body.errors, [{ pointer: '/cause', code: cause === undefined ? 'required' : 'not_listed', detail: /public_interest_test/ }])
  }
  const asked = await ask(id, { cause: 'public_interest_test', additionalWorkingDays: 21 })
  t.match(asked.body.errors, [{ pointer: '/additionalWorkingDays', code: 'beyond_cap' }])
  const { extension } = await extendedUk()
  t.match(extension, { cause: 'public_interest_test', causeName: /public interest/, agency: 'UKB', receiptNumber: /^UKB/ })
  const [notice] = await db.select().from(notices).where(eq(notices.id, extension.noticeId))
  const page = notice!.bytes.toString('utf8')
  for (const told of ['31 March 2026', '30 April 2026', reason, 'the public interest in a qualified exemption', 's. 10(3)',
    'holds only if this notice is served on or before']) t.ok(page.includes(told), told)
})

t.test('where the law has it so, the day moves only once the notice is served, on or before the old day', async (t) => {
  const { id, extension } = await extendedUk()
  t.match(extension, { state: 'approved', oldDueOn: '2026-03-31', newDueOn: '2026-04-30', effectiveOn: null, fell: false })
  t.match(await deadlineOf(id), { dueOn: '2026-03-31', entries: [{ kind: 'started' }], extension: { state: 'approved', effectiveOn: null } })
  house.clock.set('2026-03-31T12:00:00Z')
  await serve(id, '2026-03-31', { kind: 'extension', answers: false, noticeId: extension.noticeId, method: 'post' })
  t.match(await deadlineOf(id), {
    dueOn: '2026-04-30', entries: [{}, { kind: 'extended', onDay: '2026-03-31', workingDays: 20, evidence: extension.id }],
  })
  t.match(await extensionOf(extension.id), { effectiveOn: '2026-03-31', fell: false })
  const { rows } = await db.execute<{ text: string }>(sql`select convert_from(bytes, 'UTF8') as text from events
    where case_id = ${id} and type = 'lightwell.extension.took_effect.v1'`)
  t.match(rows.map(({ text }) => JSON.parse(text).data),
    [{ extensionId: extension.id, oldDueOn: '2026-03-31', newDueOn: '2026-04-30', provisional: false }])
  await serve(id, '2026-03-31', { kind: 'extension', answers: false, noticeId: extension.noticeId, method: 'post' })
  t.equal((await deadlineOf(id)).entries.length, 2, 'told twice, it holds once')
})

t.test('what takes effect with its notice is counted anew then: the clock may have moved since it was approved', async (t) => {
  const { id, extension } = await extendedUk()
  const corrected = must<Body>(201, await call('POST', `/v1/deadlines/${id}/corrections`, {
    as: 'ukb.clerk', body: { seq: 1, onDay: '2026-02-27', reason: 'The stamp was misread.', evidence: 'The envelope' },
  }))
  t.match(corrected, { state: 'applied', newDueOn: '2026-03-30' })
  await serve(id, '2026-03-10', { kind: 'extension', answers: false, noticeId: extension.noticeId, method: 'post' })
  const { dueOn } = await deadlineOf(id)
  t.equal(dueOn, '2026-04-29')
  t.match(await extensionOf(extension.id), { oldDueOn: '2026-03-30', newDueOn: dueOn, effectiveOn: '2026-03-10' })
})

t.test('a notice that is served too late extends nothing: what is late stays late', async (t) => {
  const { id, extension } = await extendedUk()
  house.clock.set('2026-04-01T12:00:00Z')
  t.match(await extensionOf(extension.id), { effectiveOn: null, fell: true }, 'the old day is over')
  await serve(id, '2026-04-01', { kind: 'extension', answers: false, noticeId: extension.noticeId, method: 'post' })
  t.match(await deadlineOf(id), { dueOn: '2026-03-31', overdue: true, workingDaysLate: 1 })
  t.match(await extensionOf(extension.id), { state: 'approved', effectiveOn: null, fell: true })
  t.match(await ask(id, { cause: 'public_interest_test' }), { status: 409, body: { code: 'extension_used' } })
})

t.test('served online it takes effect as it is approved', async (t) => {
  const { id, extension } = await extendedUk({ delivery: { format: 'electronic', method: 'online' } })
  t.match(await extensionOf(extension.id), { effectiveOn: '2026-03-10', fell: false })
  t.match(await deadlineOf(id), { dueOn: '2026-04-30' })
})

t.test('once the old day is over, who asked does not record its service himself', async (t) => {
  const { id, extension } = await extendedUk()
  house.clock.set('2026-04-02T12:00:00Z')
  const body = { method: 'post', on: '2026-03-30', evidence: 'Certificate of posting' }
  const path = `/v1/notices/${extension.noticeId}/service`
  t.match(await call('POST', path, { as: 'ukb.officer', body }), { status: 409, body: { code: 'asked_it_yourself' } })
  t.equal((await deadlineOf(id)).dueOn, '2026-03-31')
  t.equal((await call('POST', path, { as: 'ukb.other', body })).status, 200)
  await settled(id)
  t.match(await deadlineOf(id), { dueOn: '2026-04-30', overdue: false }, 'another may say that it was in time')
})

t.test('a law without extensions grants none', async (t) => {
  const { id } = await file('DEB')
  t.match(await ask(id, {}, 'deb.officer'), { status: 409, body: { code: 'no_extension_in_law' } })
  const { body } = await call('GET', `/v1/requests/${id}`, { as: 'deb.officer' })
  t.notOk(body.allowedActions.includes('ask_extension'))
})

t.test('an acknowledgement gives the time that the law counts from it, once', async (t) => {
  const { id } = await file('NYB')
  t.match(await deadlineOf(id), { dueOn: '2026-03-09' })
  house.clock.set('2026-03-05T16:00:00Z')
  await serve(id, '2026-03-05', { kind: 'registration', answers: false, method: 'post' })
  t.match(await deadlineOf(id), { dueOn: '2026-04-02', countedFrom: '2026-03-05', entries: [{}, { kind: 'restarted', cause: 'acknowledged' }] })
  await serve(id, '2026-03-06', { kind: 'registration', answers: false, method: 'post' })
  t.equal((await deadlineOf(id)).dueOn, '2026-04-02')
  const late = await file('NYB')
  house.clock.set('2026-03-11T16:00:00Z')
  await serve(late.id, '2026-03-11', { kind: 'registration', answers: false, method: 'post' })
  t.match(await deadlineOf(late.id), { dueOn: '2026-03-09', overdue: true }, 'too late it gives nothing')
  const chinese = await house.file()
  await settled(chinese.id)
  await serve(chinese.id, '2026-03-11', { kind: 'registration', answers: false })
  t.equal((await deadlineOf(chinese.id)).entries.length, 1)
})

t.test('once the day is over, who issued an acknowledgement does not record that it was served in time', async (t) => {
  const { id } = await file('NYB')
  const { id: notice } = must<Body>(201, await call('POST', `/v1/requests/${id}/registration-receipt`, { as: 'nyb.clerk' }))
  const served = async (as: string, on: string) => await call('POST', `/v1/notices/${notice}/service`, { as, body: { method: 'post', on, evidence: 'return receipt' } })
  house.clock.set('2026-03-11T16:00:00Z')
  t.match(await served('nyb.clerk', '2026-03-06'), { status: 409, body: { code: 'asked_it_yourself' } })
  t.equal((await served('nyb.officer', '2026-03-06')).status, 200, 'another does')
  await settled(id)
  t.match(await deadlineOf(id), { countedFrom: '2026-03-06', overdue: false })
  const late = await file('NYB')
  const { id: own } = must<Body>(201, await call('POST', `/v1/requests/${late.id}/registration-receipt`, { as: 'nyb.clerk' }))
  house.clock.set('2026-03-11T16:00:00Z')
  const body = { method: 'post', on: '2026-03-10', evidence: 'return receipt' }
  t.equal((await call('POST', `/v1/notices/${own}/service`, { as: 'nyb.clerk', body })).status, 200, 'what gives no time anybody may record')
})

t.test('an extension that was granted after the true due day is told, and adds nothing', async (t) => {
  house.clock.set('2026-03-04T02:00:00Z')
  const { id } = await house.file({ channel: 'letter', receivedOn: '2026-03-02', signedFor: true, delivery: { format: 'paper', method: 'post' } }, 'xm.clerk')
  await settled(id)
  const correct = async (onDay: string) => must<Body>(201, await call('POST', `/v1/deadlines/${id}/corrections`, {
    as: 'xm.clerk', body: { seq: 1, onDay, reason: '登记时看错了回执。', evidence: '邮政回执存根' },
  }))
  house.clock.set('2026-03-09T02:00:00Z')
  const asked = must<Body>(201, await ask(id, {}, 'xm.officer'))
  must(200, await call('POST', `/v1/extensions/${asked.id}/approval`, { as: 'xm.head' }))
  t.match(await deadlineOf(id), { dueOn: '2026-03-16', entries: [{}, { kind: 'extended', ignored: undefined }] })
  t.match(await correct('2026-02-27'), { state: 'applied', later: false, oldDueOn: '2026-03-16', newDueOn: '2026-03-05' })
  t.match((await call('GET', `/v1/deadlines/${id}`, { as: 'xm.clerk', headers: { 'accept-language': 'en' } })).body, {
    dueOn: '2026-03-05', overdue: true, limit: { workingDays: 5, extendedWorkingDays: 0 },
    entries: [{}, { kind: 'extended', ignored: /due day was over/ }, { kind: 'corrected', dueOn: '2026-03-05' }],
  })
  const back = await correct('2026-03-02')
  t.match(back, { state: 'pending', later: true, newDueOn: '2026-03-16' }, 'that it counts again takes two')
  must(200, await call('POST', `/v1/clock-corrections/${back.id}/approval`, { as: 'xm.head' }))
  t.match(await deadlineOf(id), { dueOn: '2026-03-16', overdue: false })
  t.same(await verifyDays(db), [])
})

t.test('rule: an extension once, or as often as the law says up to its cap', async (t) => {
  const county = findRegime('county')!
  const changed = (value: 'once' | 'repeatedly', most = 10): Regime => ({
    ...county, limit: { ...county.limit, extensions: { ...county.limit.extensions, value }, extendedTotal: { ...county.limit.extendedTotal, value: most } },
  })
  const standing = { clock: { state: 'running', dueAt: new Date('2026-03-09T16:00:00Z') }, status: 'processing', answered: false } as const
  const now = new Date('2026-03-05T00:00:00Z')
  const granted = (days: number, holds = true): EarlierExtension => ({ state: 'approved', days, holds })
  const verdict = (regime: Regime, ...earlier: EarlierExtension[]) => mayAskExtension(regime, standing, earlier, now)
  t.equal(verdict(changed('once')), undefined)
  t.equal(verdict(changed('once'), granted(2)), 'extension_used')
  t.equal(verdict(changed('repeatedly'), granted(2)), undefined)
  t.equal(verdict(changed('repeatedly'), granted(2), granted(3)), 'extension_cap_reached')
  t.equal(verdict(changed('repeatedly'), granted(2, false)), 'extension_unserved')
  t.equal(verdict(changed('repeatedly'), granted(2), { state: 'pending', days: 1, holds: false }), 'extension_pending')
  t.equal(verdict(changed('repeatedly', 5)), 'no_extension_in_law')
  t.equal(daysLeftToExtend(changed('repeatedly'), [granted(2), { state: 'rejected', days: 3, holds: false }]), 3)
  const unit = { ...county, limit: { ...county.limit, unit: { ...county.limit.unit, value: 'calendar_days' } } } as Regime
  t.match(extensionFaults({ additionalWorkingDays: 31, reason: '多' }, unit, 30), [{ detail: { en: 'It can be extended by 30 days at most.' } }])
})

t.test('the database holds one that waits, and one in all where the law says once', async (t) => {
  const { id, extension } = await extendedUk()
  const [row] = await db.select().from(extensions).where(eq(extensions.id, extension.id))
  const add = async (changes: Partial<typeof row>) => await db.insert(extensions).values({ ...row!, id: uuidv7(), noticeId: null, ...changes })
    .then(() => 'stored', (error: Error) => String(error.cause))
  const pending = { state: 'pending', decidedBy: null, decidedAt: null, newDueOn: null } as const
  t.match(await add(pending), /extensions_once/)
  await db.update(extensions).set({ once: false }).where(eq(extensions.id, extension.id))
  t.equal(await add({ ...pending, once: false }), 'stored')
  t.match(await add({ ...pending, once: false }), /extensions_one_pending/)
  t.equal(await add({ once: false }), 'stored')
  t.match(await add({ ...pending, state: 'rejected', decidedBy: uuidv7(), decidedAt: house.clock.now(), effectiveOn: '2026-03-10' }), /effective_once_approved/)
  await db.update(extensions).set({ state: 'lapsed' }).where(sql`request_id = ${id} and state = 'pending'`)
})

t.test('those who decide see what waits, the most urgent first, with the days left and what is at stake', async (t) => {
  const cases = [await file('UKB'), await file('UKB'), await file('UKB')]
  house.clock.set('2026-03-16T12:00:00Z')
  const later = await house.file()
  await settled(later.id)
  house.clock.set('2026-03-17T02:00:00Z')
  for (const { id } of cases) must(201, await ask(id, { cause: 'public_interest_test', additionalWorkingDays: 10 }))
  must(201, await ask(later.id, {}, 'xm.officer'))
  const list = async (query: string, as = 'ukb.head') => await call('GET', `/v1/extensions?${query}`, { as, headers: { 'accept-language': 'en' } })
  const queue = must<Body>(200, await list('state=pending&agency=UKB'))
  t.equal(queue.items.length, 3)
  t.match(queue.items[0], {
    requestId: cases[0]!.id, receiptNumber: /^UKB/, state: 'pending', causeName: /public interest/, dueOn: '2026-03-31', newDueOn: '2026-04-16',
    workingDaysLeft: 10, overdueUnlessDecidedBy: '2026-03-31T23:00:00.000Z', approvingDuty: 'head', requestedBy: { name: 'ukb.officer' },
  })
  const all = must<Body>(200, await list('', 'jcj.supervisor'))
  t.same(all.items.map(({ requestId }: Body) => requestId), [later.id, ...cases.map(({ id }) => id)], 'pending ones, by the day at stake')
  t.match(all.items[0], { dueOn: '2026-03-23', newDueOn: '2026-03-30', overdueUnlessDecidedBy: '2026-03-23T16:00:00.000Z' })
  const paged: string[] = []
  for (let cursor = ''; ;) {
    const page = must<Body>(200, await list(`limit=1${cursor}`, 'jcj.supervisor'))
    paged.push(...page.items.map(({ requestId }: Body) => requestId))
    if (page.nextCursor === null) break
    cursor = `&cursor=${page.nextCursor}`
  }
  t.same(paged, all.items.map(({ requestId }: Body) => requestId))
  const decided = must<Body>(200, await list('state=approved&agency=UKB'))
  const instants = decided.items.map(({ requestedAt }: Body) => requestedAt)
  t.ok(instants.length > 2)
  t.same(instants, instants.toSorted().toReversed(), 'what is decided, newest first')
  t.ok(decided.items.every((one: Body) => one.overdueUnlessDecidedBy === null && one.newDueOn > one.oldDueOn))
  t.same((await list('', 'xm.head')).body.items.map(({ agency }: Body) => agency), ['XM'], 'of his own agency')
  t.equal((await list('agency=UKB', 'xm.head')).status, 404)
  t.equal((await call('GET', '/v1/extensions')).status, 401)
  t.equal((await list('', later.accessToken)).status, 403)
  for (const query of ['state=open', 'cursor=nonsense', 'limit=101', 'more=1']) t.equal((await list(query)).status, 422, query)
})
