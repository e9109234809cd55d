import t from 'tap'
import { aFiling } from '../support/builders.ts'
import { openTestHouse, type Body } from '../support/house.ts'
import { readUntil } from '../support/story.ts'

// Tuesday, ten in the morning.
const house = await openTestHouse(t, { now: '2026-03-10T02:00:00Z' })
const { call } = house

const enter = (changes: object, as = 'xm.clerk') => call('POST', '/v1/requests', { as, body: { ...aFiling(), ...changes } })

const confirm = (id: string, body: object, as = 'xm.clerk') => call('POST', `/v1/requests/${id}/receipt-confirmation`, { as, body })

const faultsOf = ({ body }: { body: Body }): string[] =>
  (body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).toSorted()

const dueOf = async (id: string, dueOn: string) => await readUntil<{ dueOn: string }>(call, `/v1/deadlines/${id}`, 'xm.officer', { dueOn })

t.test('every channel is open, and an agency tells by which rule each is received', async (t) => {
  const { body: { channels, codes } } = await call('GET', '/v1/agencies/XM')
  t.same(channels.map(({ channel, signedFor, filedBy }: Body) => `${channel} ${signedFor ?? ''} ${filedBy}`), [
    'online  anyone', 'in_person  clerk', 'letter true clerk', 'letter false clerk', 'fax  clerk', 'telegram  clerk', 'email  clerk',
    'telephone  clerk', 'spoken  clerk', 'other  clerk',
  ])
  t.match(channels[2], { receiptDay: 'signed_for', confirmation: 'not_needed' })
  t.match(channels[3], { receiptDay: 'confirmed', confirmation: 'by_clerk', confirmWithin: 0 })
  t.match(channels[4], { confirmation: 'by_clerk', confirmWithin: 1, provenance: { article: '31(3)' } })
  t.match(codes.channels.find(({ channel }: Body) => channel === 'spoken'), { row: { code: 'other', name: { zh: '其他' } } })
  for (const channel of ['in_person', 'letter', 'telegram', 'telephone', 'spoken', 'other']) {
    const { status, body } = await enter({ channel })
    t.equal(status, 201, channel)
    t.match(body, { channel, status: 'registered', receivedOn: '2026-03-10', receipt: { confirmBy: null, confirmationLate: false } })
  }
})

t.test('signed for on Saturday and entered on Tuesday: the days run from Saturday, and the gap is told', async (t) => {
  const { body } = await enter({ channel: 'letter', receivedOn: '2026-03-07', appliedOn: '2026-03-04' })
  t.match(body, { status: 'registered', receivedOn: '2026-03-07', dueOn: '2026-03-13' })
  t.same(body.receipt, {
    receivedOn: '2026-03-07', arrivedOn: null, signedFor: true, appliedOn: '2026-03-04', confirmBy: null, confirmedOn: null,
    confirmationLate: false, registeredLateWorkingDays: 2, bornLate: false,
  })
  await dueOf(body.id, '2026-03-13')
  const late = await enter({ channel: 'letter', receivedOn: '2026-02-28' })
  t.equal(late.status, 201, 'a case that is born late is taken all the same')
  t.match(late.body, { dueOn: '2026-03-06', deadline: { overdue: true }, receipt: { bornLate: true, registeredLateWorkingDays: 7 } })
  t.match((await call('GET', `/v1/requests/${late.body.id}`, { as: late.body.accessToken })).body.receipt, { bornLate: true },
    'the applicant is told so too')
  t.match((await call('GET', `/v1/requests/${late.body.id}`, { as: 'jcj.supervisor' })).body.receipt, { bornLate: true, registeredLateWorkingDays: 7 })
})

t.test('a fax waits for its confirmation, which has its own day; confirmed in time, that day counts', async (t) => {
  const { body } = await enter({ channel: 'fax', arrivedOn: '2026-03-10' })
  t.match(body, {
    status: 'received', receivedOn: '2026-03-11', dueOn: '2026-03-18', heldBy: 'clerk',
    receipt: { arrivedOn: '2026-03-10', confirmBy: '2026-03-11', confirmedOn: null, confirmationLate: false },
    next: { by: '2026-03-11' },
  })
  t.ok(body.allowedActions.includes('confirm_receipt'))
  await dueOf(body.id, '2026-03-18')
  t.equal((await confirm(body.id, { confirmedOn: '2026-03-10' }, body.accessToken)).status, 403)
  t.equal((await confirm(body.id, { confirmedOn: '2026-03-10' }, 'cs.clerk')).status, 404)
  t.same(faultsOf(await confirm(body.id, { confirmedOn: '2026-03-09' })), ['/confirmedOn confirmed_before_arrival'])
  t.same(faultsOf(await confirm(body.id, { confirmedOn: '2026-03-11', evidence: '' })), ['/confirmedOn in_the_future', '/evidence too_short'])
  const confirmed = await confirm(body.id, { confirmedOn: '2026-03-10', evidence: '电话记录' })
  t.equal(confirmed.status, 200)
  t.match(confirmed.body, {
    status: 'registered', receivedOn: '2026-03-10', deadline: { dueOn: '2026-03-17' },
    receipt: { confirmedOn: '2026-03-10', confirmationLate: false },
  })
  await dueOf(body.id, '2026-03-17')
  t.match((await confirm(body.id, { confirmedOn: '2026-03-10' })).status, 409)
})

t.test('silence of the agency postpones nothing: confirmed late or never, the day stands', async (t) => {
  const { body } = await enter({ channel: 'email', arrivedOn: '2026-03-05' })
  t.match(body, { status: 'received', receivedOn: '2026-03-06', dueOn: '2026-03-13', receipt: { confirmationLate: true } })
  const confirmed = await confirm(body.id, { confirmedOn: '2026-03-10' }, 'xm.officer')
  t.match(confirmed.body, {
    status: 'registered', receivedOn: '2026-03-06', deadline: { dueOn: '2026-03-13' }, receipt: { confirmedOn: '2026-03-10', confirmationLate: true },
  })
  await dueOf(body.id, '2026-03-13')
  const stated = await enter({ channel: 'email', arrivedOn: '2026-03-05', confirmedOn: '2026-03-10' })
  t.match(stated.body, { status: 'registered', receivedOn: '2026-03-06', receipt: { confirmationLate: true } }, 'also where it is stated at once')
})

t.test('an ordinary letter is received on the day it arrives, whenever it is confirmed', async (t) => {
  const { body } = await enter({ channel: 'letter', signedFor: false, arrivedOn: '2026-03-06' })
  t.match(body, { status: 'received', receivedOn: '2026-03-06', receipt: { signedFor: false, confirmBy: '2026-03-06', confirmationLate: true } })
  t.match((await confirm(body.id, { confirmedOn: '2026-03-10' })).body, { status: 'registered', receivedOn: '2026-03-06' })
})

t.test('work on a request does not wait for its confirmation, which is taken afterwards all the same', async (t) => {
  const { body: { id } } = await enter({ channel: 'fax', arrivedOn: '2026-03-10' })
  t.equal((await call('POST', `/v1/requests/${id}/clarifications`, { as: 'xm.officer', body: { items: ['请写明年度'], respondBy: '2026-03-20' } })).status, 201)
  t.match((await confirm(id, { confirmedOn: '2026-03-10' })).body, { status: 'clarifying', receivedOn: '2026-03-10' })
})

t.test('online the receipt confirms itself, and nobody else says when it was', async (t) => {
  const { body } = await call('POST', '/v1/requests', { body: aFiling() })
  t.match(body.receipt, { arrivedOn: null, confirmBy: null, confirmedOn: null, appliedOn: '2026-03-10', signedFor: null })
  t.equal((await confirm(body.id, { confirmedOn: '2026-03-10' })).body.code, 'not_in_this_status')
  t.same(faultsOf(await call('POST', '/v1/requests', { body: { ...aFiling(), arrivedOn: '2026-03-09', signedFor: true } })), [
    '/arrivedOn clerk_only', '/signedFor clerk_only',
  ])
})

t.test('two clerks confirm at once: one does, the other is told so', async (t) => {
  const { body: { id } } = await enter({ channel: 'fax', arrivedOn: '2026-03-09' })
  const answers = await Promise.all(['xm.clerk', 'xm.officer', 'xm.clerk'].map((as) => confirm(id, { confirmedOn: '2026-03-10' }, as)))
  t.same(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
})
