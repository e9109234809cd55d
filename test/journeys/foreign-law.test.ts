import t from 'tap'
import { openTestHouse, type Body } from '../support/house.ts'
import { must, readUntil } from '../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T12:00:00Z' })
const { call } = house
const admin = 'city.admin'

/** Founds an agency under a law, with a clerk, an officer and a head, and gives their handles. */
async function found (code: string, regime: string, { calendar, zone }: { calendar: string, zone: string }) {
  const body = { code, name: { zh: `机关${code}`, en: `Body ${code}` }, kind: 'department', regime, calendar, zone, reviewLevels: 1 }
  must(201, await call('POST', '/v1/agencies', { as: admin, body }))
  const handles = { clerk: `${code.toLowerCase()}.clerk`, officer: `${code.toLowerCase()}.officer`, head: `${code.toLowerCase()}.head` }
  for (const [duty, handle] of Object.entries(handles)) {
    must(201, await call('POST', '/v1/posts', { as: admin, body: { agency: code, duty, holder: { handle, name: handle } } }))
  }
  return handles
}

const asks = (agency: string, more: object = {}) => ({
  agency, kind: 'disclosure', applicant: { kind: 'citizen', name: 'Jane Doe', email: 'jane@example.org' },
  description: 'All contracts for road salt of the last winter', language: 'en', ...more,
})

const file = (agency: string, more: object = {}, as?: string) =>
  call('POST', '/v1/requests', { ...as !== undefined && { as }, body: asks(agency, more) })

const faultsOf = ({ body }: { body: Body }): string[] =>
  (body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).toSorted()

const uk = await found('UKB', 'uk_foia', { calendar: 'UK', zone: 'Europe/London' })
const us = await found('USB', 'us_foia', { calendar: 'US', zone: 'America/New_York' })

t.test('an agency of another country tells its law, its form and its codes', async (t) => {
  const { regime, form, channels, codes, calendar } = must<Body>(200, await call('GET', '/v1/agencies/UKB'))
  t.match(regime, {
    id: 'uk_foia', version: 'uk_foia@1', name: { en: 'Freedom of Information Act 2000 (United Kingdom)' },
    limit: { unit: 'working_days', base: 20, extendedTotal: 40 }, provenance: { base: { article: 's. 10(1)' } },
  })
  t.equal(calendar, 'UK')
  t.same(form.citizen.properties.applicant.required, ['kind', 'name'])
  t.same(form.citizen.properties.applicant.anyOf, [{ required: ['email'] }, { required: ['address'] }])
  t.notOk('idNumber' in form.citizen.properties.applicant.properties)
  t.match(channels[0], { channel: 'online', receiptDay: 'submitted', confirmation: 'not_needed' })
  t.ok(codes.subjects.some(({ code }: Body) => code === 'planning'))
  const unknown = await call('POST', '/v1/agencies', {
    as: admin, body: { code: 'XX', name: { zh: '某', en: 'X' }, kind: 'department', regime: 'uk_foia@1', calendar: 'UK', zone: 'Europe/London', reviewLevels: 1 },
  })
  t.same(faultsOf(unknown), ['/regime unknown_regime'], 'an agency names a law, and not a version of it')
})

t.test('nobody is asked for a number or a purpose, but for a name and a way to answer', async (t) => {
  const filed = await file('UKB')
  t.equal(filed.status, 201)
  t.match(filed.body, { status: 'registered', receivedOn: '2026-03-02', dueOn: '2026-03-31', deadline: { provisional: false } })
  for (const applicant of [
    { kind: 'organisation', name: 'Salt Watch', email: 'a@example.org' },
    { kind: 'foreigner', name: 'Jean Dupont', address: '1 rue du Sel' },
  ]) t.equal((await file('UKB', { applicant })).status, 201, applicant.kind)
  const lacking = await file('UKB', { applicant: { kind: 'citizen', name: ' ', phone: '020 7946 0000' } })
  t.same(faultsOf(lacking), ['/applicant/email contact_required', '/applicant/name required'])
  t.match(lacking.body.errors.find(({ code }: Body) => code === 'required').detail, /《英国2000年信息自由法》s\. 8\(1\)\(b\)/)
  t.same(faultsOf(await file('UKB', { applicant: { kind: 'citizen', name: 'Jane', email: 'a@example.org', idNumber: '1' } })),
    ['/applicant/idNumber id_shape'], 'a number that is told all the same is checked')
  t.same(faultsOf(await call('POST', '/v1/requests', {
    body: { ...asks('XM'), purpose: 'x', applicant: { kind: 'citizen', name: '张三', sex: 'female', birthDate: '1949-12-31', address: '某地', phone: '1' } },
  })), ['/applicant/idNumber required'], 'under Chinese law the number is asked for as before')
})

t.test('its days are counted by its calendar, and the deadline tells its articles', async (t) => {
  const { body: { id, accessToken } } = await file('UKB')
  const deadline = await readUntil<Body>(call, `/v1/deadlines/${id}`, accessToken, { state: 'running' })
  t.match(deadline, { dueOn: '2026-03-31', regime: { id: 'uk_foia', version: 'uk_foia@1' }, calendar: { id: 'UK' }, zone: 'Europe/London' })
  t.equal(deadline.dueAt, '2026-03-31T23:00:00.000Z', 'midnight in London, in summer time')
  t.match(deadline.limit, { article: '《英国2000年信息自由法》s. 10(1)' })
  const american = await file('USB')
  t.match(american.body, { receivedOn: '2026-03-02', dueOn: '2026-03-30' })
  const late = await file('USB', { channel: 'letter', receivedOn: '2026-02-10' }, us.clerk)
  t.match(late.body, { dueOn: '2026-03-11' }, 'Washington’s birthday does not count')
})

t.test('a body asks once for what is unclear: in London the days begin anew, in Washington they stand still', async (t) => {
  const clarified = async (code: string, officer: string) => {
    const { body: { id, accessToken } } = await file(code)
    must(201, await call('POST', `/v1/requests/${id}/clarifications`, { as: officer, body: { items: ['Which roads?'], respondBy: '2026-03-20' } }))
    const paper = must<Body>(200, await call('GET', `/v1/requests/${id}`, { as: accessToken })).notices
      .find(({ kind }: Body) => kind === 'clarification')
    const { text } = await call('GET', `/v1/notices/${paper.id}`, { as: accessToken, headers: { accept: 'text/html' } })
    house.clock.set('2026-03-09T12:00:00Z')
    const { clarification: { id: asked } } = must<Body>(200, await call('GET', `/v1/requests/${id}`, { as: accessToken }))
    must(200, await call('POST', `/v1/clarifications/${asked}/response`, { as: accessToken, body: { description: 'The roads of the north' } }))
    house.clock.set('2026-03-02T12:00:00Z')
    return { id, text, as: accessToken }
  }
  const london = await clarified('UKB', uk.officer)
  t.match(london.text, /counted anew/)
  t.match(london.text, /s\. 1\(3\)/)
  t.match(await readUntil<Body>(call, `/v1/deadlines/${london.id}`, london.as, { countedFrom: '2026-03-09' }), { dueOn: '2026-04-09' })
  const washington = await clarified('USB', us.officer)
  t.match(washington.text, /does not count towards the time for our answer/)
  t.match(await readUntil<Body>(call, `/v1/deadlines/${washington.id}`, washington.as, { state: 'running', dueOn: '2026-04-03' }),
    { countedFrom: '2026-03-02' }, 'the four working days of waiting are put behind')
})

t.test('what a law does not know cannot be done under it', async (t) => {
  const scots = await found('SCB', 'foisa', { calendar: 'GB-SCT', zone: 'Europe/London' })
  const { body: { id } } = await file('SCB')
  await readUntil(call, `/v1/deadlines/${id}`, scots.officer, { state: 'running' })
  const { allowedActions } = must<Body>(200, await call('GET', `/v1/requests/${id}`, { as: scots.officer }))
  for (const unknown of ['ask_reasons', 'propose_fee']) t.notOk(allowedActions.includes(unknown), unknown)
  const reasons = await call('POST', `/v1/requests/${id}/reason-requests`, { as: scots.officer, body: { basis: 'Too many', respondBy: '2026-03-20' } })
  t.equal(reasons.status, 409)
  t.match(reasons.body.detail, /不问申请的理由/)
  const longer = await call('POST', `/v1/deadlines/${id}/extensions`, { as: scots.officer, body: { reason: 'Many files' } })
  t.equal(longer.status, 409, 'Scotland knows no extension')
})

t.test('a receipt tells what may change the day under its own law', async (t) => {
  const receiptOf = async (code: string, clerk: string) => {
    const { body: { id } } = await file(code)
    const { id: notice } = must<Body>(201, await call('POST', `/v1/requests/${id}/registration-receipt`, { as: clerk }))
    return (await call('GET', `/v1/notices/${notice}`, { as: clerk, headers: { accept: 'text/html' } })).text
  }
  const london = await receiptOf('UKB', uk.clerk)
  t.match(london, /to 40 working days from the receipt at most \(Freedom of Information Act 2000 \(United Kingdom\), s\. 10\(3\)\)/)
  t.match(london, /counted anew from the day on which we receive the completed request/)
  t.notMatch(london, /another body has to be consulted/)
})

t.test('after half past four, or on a Saturday, what comes online is received on the next business day', async (t) => {
  const victoria = await found('BCB', 'bc_foippa', { calendar: 'CA-BC', zone: 'America/Vancouver' })
  const at = async (instant: string, more?: object, as?: string) => {
    house.clock.set(instant)
    return (await file('BCB', more, as)).body
  }
  // Friday, in winter time: eight hours behind.
  t.match(await at('2026-03-07T00:29:59Z'), { receivedOn: '2026-03-06' })
  t.match(await at('2026-03-07T00:30:00Z'), { receivedOn: '2026-03-09', dueOn: '2026-04-22' })
  t.match(await at('2026-03-07T19:00:00Z'), { receivedOn: '2026-03-09' }, 'on Saturday morning')
  const { id, accessToken } = await at('2026-03-07T00:30:00Z')
  t.match(await readUntil<Body>(call, `/v1/deadlines/${id}`, accessToken, { state: 'running' }), { startedOn: '2026-03-09', dueOn: '2026-04-22' })
  const paper = { channel: 'email', receivedOn: '2026-03-06' }
  t.match(await at('2026-03-07T19:00:00Z', paper, victoria.clerk), { receivedOn: '2026-03-06' }, 'a day that a clerk enters stands')
  t.match(await at('2026-03-07T19:00:00Z', { channel: 'email' }, victoria.clerk), { receivedOn: '2026-03-09' })
  t.match(await at('2026-03-07T19:00:00Z', { channel: 'in_person' }, victoria.clerk), { receivedOn: '2026-03-07' }, 'who was let in was received')
  house.clock.set('2026-03-07T19:00:00Z')
  t.match((await file('UKB')).body, { receivedOn: '2026-03-07' }, 'no other law has such an hour')
})

t.test('New York answers in five days, or acknowledges and has twenty from then, each by five in the afternoon', async (t) => {
  house.clock.set('2026-03-02T15:00:00Z')
  const albany = await found('NYB', 'ny_foil', { calendar: 'US-NY', zone: 'America/New_York' })
  const { body: { id, accessToken } } = await file('NYB')
  const before = await readUntil<Body>(call, `/v1/deadlines/${id}`, accessToken, { state: 'running' })
  t.match(before, { dueOn: '2026-03-09', dueAt: '2026-03-09T21:00:00.000Z' })
  house.clock.set('2026-03-06T15:00:00Z')
  must(201, await call('POST', `/v1/requests/${id}/registration-receipt`, { as: albany.clerk }))
  const after = await readUntil<Body>(call, `/v1/deadlines/${id}`, accessToken, { countedFrom: '2026-03-06' })
  t.match(after, { dueOn: '2026-04-03', dueAt: '2026-04-03T21:00:00.000Z' })
})

t.test('a German month ends by the civil code, a Canadian due day moves on from a holiday', async (t) => {
  house.clock.set('2026-04-01T08:00:00Z')
  await found('DEB', 'de_ifg', { calendar: 'DE', zone: 'Europe/Berlin' })
  t.match((await file('DEB')).body, { receivedOn: '2026-04-01', dueOn: '2026-05-04' })
  house.clock.set('2026-06-01T16:00:00Z')
  await found('CAB', 'ca_atia', { calendar: 'CA', zone: 'America/Toronto' })
  t.match((await file('CAB')).body, { receivedOn: '2026-06-01', dueOn: '2026-07-02' })
})
