// The story of a town seen from above: cases that stand still, wait, or are late are told apart, at any instant; a late
// case says with whom its days went; what was moved is listed; and the days stand in people's own calendars.
import t from 'tap'
import { parse } from 'csv-parse/sync'
import ICAL from 'ical.js'
import { openTestHouse, type Body } from '../support/house.ts'
import { fileRequest, must, readUntil, until, type Filed } from '../support/story.ts'
import { askerOf } from '../services/oversight/ask.ts'

const supervisor = 'jcj.supervisor'
const fields = `requestId standing waitingFor pausedFor heldBy dueOn workingDaysLate workingDaysLeft extendedWorkingDays regime
  agency { code } stage daysHeld { duty workingDays workingDaysLate }`

t.test('a town seen from above', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call, clock } = house
  const ask = askerOf(house)
  const answer = async (query: string): Promise<Body> => {
    const { body } = await ask(query)
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    return body.data
  }
  const seen = async (filter = ''): Promise<Body[]> =>
    (await answer(`{ deadlines(filter: {${filter}}) { edges { node { ${fields} } } } }`)).deadlines.edges.map(({ node }: Body) => node)
  const idsOf = async (filter: string) => (await seen(filter)).map(({ requestId }) => requestId)
  const settled = (filed: Filed, state: string) =>
    readUntil<Body>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state })
  const read = (path: string, as = supervisor) => call('GET', path, { as })

  const late = await fileRequest(call)
  const unclear = await fileRequest(call)
  const consulted = await fileRequest(call, { description: '城南小学围墙工程的投标报价表' })
  const long = await fileRequest(call, { agency: 'CITY' })
  const withdrawn = await fileRequest(call)
  await settled(withdrawn, 'running')

  clock.set('2026-03-03T02:00:00Z')
  must(201, await call('POST', `/v1/requests/${unclear.id}/clarifications`, {
    as: 'xm.officer', body: { items: ['请说明年度'], respondBy: '2026-03-18' },
  }))
  must(201, await call('POST', `/v1/requests/${consulted.id}/consultations`, {
    as: 'xm.officer', body: {
      party: { name: '青禾建材有限公司', address: '建设路9号' }, interest: '投标报价的构成', question: '是否同意公开？',
    },
  }))
  must(200, await call('POST', `/v1/requests/${withdrawn.id}/withdrawal`, { as: withdrawn.accessToken, body: {} }))
  await settled(unclear, 'paused')
  await settled(consulted, 'paused')
  await settled(withdrawn, 'stopped')
  clock.set('2026-03-05T02:00:00Z')
  must(201, await call('POST', `/v1/deadlines/${late.id}/extensions`, {
    as: 'xm.officer', body: { reason: '涉及多个部门，需要汇总。' },
  }))
  clock.set('2026-03-10T02:00:00Z')
  const soon = await fileRequest(call)
  await settled(soon, 'running')
  clock.set('2026-03-12T02:00:00Z')

  await t.test('overdue, due soon, standing still and in time are different things, and so is whose act is waited for', async (t) => {
    const nodes = new Map((await seen()).map((node) => [node.requestId, node]))
    t.equal(nodes.size, 5, 'a case that has ended is no open one')
    t.match(nodes.get(late.id), {
      standing: 'OVERDUE', waitingFor: 'APPROVAL', pausedFor: null, heldBy: 'HEAD', dueOn: '2026-03-09', workingDaysLate: 3,
    }, 'a late case may wait for a word: it stays late')
    t.match(nodes.get(unclear.id), { standing: 'PAUSED', waitingFor: 'APPLICANT', pausedFor: 'CLARIFICATION', workingDaysLeft: null })
    t.match(nodes.get(consulted.id), { standing: 'PAUSED', waitingFor: 'THIRD_PARTY', pausedFor: 'CONSULTATION' })
    t.match(nodes.get(soon.id), { standing: 'DUE_SOON', waitingFor: 'WORK', dueOn: '2026-03-17', workingDaysLeft: 3 })
    t.match(nodes.get(long.id), { standing: 'RUNNING', waitingFor: 'WORK', regime: 'order_711', agency: { code: 'CITY' } })
    for (const [filter, filed] of [
      ['standing: [OVERDUE]', [late]], ['standing: [DUE_SOON]', [soon]], ['standing: [RUNNING]', [long]],
      ['standing: [STOPPED]', [withdrawn]], ['waitingFor: [APPROVAL]', [late]], ['waitingFor: [APPLICANT]', [unclear]],
      ['waitingFor: [THIRD_PARTY]', [consulted]], ['regimes: ["order_711"]', [long]], ['pausedFor: [CONSULTATION]', [consulted]],
      ['heldBy: [HEAD]', [late]], ['receivedFrom: "2026-03-03"', [soon]], ['receivedTo: "2026-03-02", stage: [CLARIFYING]', [unclear]],
      ['standing: [OVERDUE, RUNNING]', [late, long]], ['standing: [PAUSED], waitingFor: [WORK]', []],
    ] as const) t.same(await idsOf(filter), filed.map(({ id }) => id), filter)
    t.same((await idsOf('standing: [PAUSED]')).toSorted(), [unclear.id, consulted.id].toSorted())
  })

  await t.test('the same is told of any past instant', async (t) => {
    const monday = 'asOf: "2026-03-02T09:00:00+08:00"'
    t.same(await idsOf(`${monday}, standing: [OVERDUE, PAUSED]`), [], 'nothing was late, and nothing stood still')
    t.equal((await seen(monday)).length, 5, 'what was withdrawn later was open then')
    const friday = (await seen('asOf: "2026-03-06T10:00:00+08:00"')).find(({ requestId }) => requestId === late.id)
    t.match(friday, { standing: 'DUE_SOON', waitingFor: 'APPROVAL', workingDaysLeft: 1, workingDaysLate: 0 })
    t.match((await seen('asOf: "2026-03-04T10:00:00+08:00"')).find(({ requestId }) => requestId === late.id), {
      waitingFor: 'WORK', heldBy: 'OFFICER',
    }, 'before anybody asked for more time')
  })

  await t.test('the days of a case are told by who had to act as they began, and add up', async (t) => {
    const nodes = new Map((await seen('standing: [OVERDUE, DUE_SOON, RUNNING, PAUSED, STOPPED]')).map((node) => [node.requestId, node]))
    t.same(nodes.get(late.id).daysHeld, [
      { duty: 'OFFICER', workingDays: 3, workingDaysLate: 0 }, { duty: 'HEAD', workingDays: 5, workingDaysLate: 3 },
    ], 'the officer asked on the third day; the head has been silent since, beyond the due day')
    t.same(nodes.get(unclear.id).daysHeld, [
      { duty: 'OFFICER', workingDays: 1, workingDaysLate: 0 }, { duty: 'APPLICANT', workingDays: 7, workingDaysLate: 0 },
    ])
    t.same(nodes.get(withdrawn.id).daysHeld, [{ duty: 'OFFICER', workingDays: 1, workingDaysLate: 0 }])
    t.same(nodes.get(soon.id).daysHeld, [{ duty: 'OFFICER', workingDays: 2, workingDaysLate: 0 }])
  })

  await t.test('counts add up in both ways, by agency and by regime', async (t) => {
    const counts = `open overdue dueSoon running paused waitingApproval waitingApplicant waitingThirdParty working`
    const lines = (await answer(`{ agency: workload(by: AGENCY) { key ${counts} } regime: workload(by: REGIME) { key ${counts} } }`))
    t.same(lines.agency, [
      { key: 'CITY', open: 1, overdue: 0, dueSoon: 0, running: 1, paused: 0, waitingApproval: 0, waitingApplicant: 0, waitingThirdParty: 0, working: 1 },
      { key: 'XM', open: 4, overdue: 1, dueSoon: 1, running: 0, paused: 2, waitingApproval: 1, waitingApplicant: 1, waitingThirdParty: 1, working: 1 },
    ])
    t.same(lines.regime.map(({ key, open }: Body) => [key, open]), [['county', 4], ['order_711', 1]])
  })

  await t.test('the register of deadlines says the same as the graph, in JSON and as CSV', async (t) => {
    const nodes = await seen()
    const { body } = await read('/v1/deadline-register')
    const lower = (value: string | null) => value?.toLowerCase() ?? null
    t.same(body.items.map((line: Body) => [line.requestId, line.standing, line.waitingFor, line.heldBy, line.pausedFor, line.dueOn, line.workingDaysLate, line.daysHeld]),
      nodes.map((node) => [node.requestId, lower(node.standing), lower(node.waitingFor), lower(node.heldBy), lower(node.pausedFor), node.dueOn,
        node.workingDaysLate, node.daysHeld.map((held: Body) => ({ ...held, duty: lower(held.duty) }))]))
    const csv = await call('GET', '/v1/deadline-register', { as: supervisor, headers: { accept: 'text/csv', 'accept-language': 'en' } })
    t.match(csv.headers.get('content-type'), /text\/csv.*utf-8/)
    const [heading, ...lines] = parse(csv.text, { bom: true }) as string[][]
    const column = (name: string) => lines.map((line) => line[heading?.indexOf(name) ?? -1])
    t.same(column('Receipt number'), body.items.map(({ receiptNumber }: Body) => receiptNumber))
    t.same(column('Standing'), body.items.map(({ standing }: Body) => standing))
    t.same(column('Working days late'), body.items.map(({ workingDaysLate }: Body) => String(workingDaysLate)))
    const sums = lines.map((line) => heading?.reduce((sum, name, at) => sum + (name.startsWith('Days ') ? Number(line[at]) : 0), 0))
    t.same(sums, nodes.map(({ daysHeld }) => daysHeld.reduce((sum: number, held: Body) => sum + held.workingDays, 0)))
    t.notMatch(csv.text, /张三|征地补偿/)
  })

  await t.test('a day that was moved by a word stands in a list, old beside new, with who and why', async (t) => {
    clock.set('2026-03-12T03:00:00Z')
    const { id } = must<Body>(201, await call('POST', `/v1/deadlines/${soon.id}/extensions`, { as: 'xm.officer', body: { reason: '需要汇总。' } }))
    must(200, await call('POST', `/v1/extensions/${id}/approval`, { as: 'xm.head', body: {} }))
    const moves = await until(async () => (await read('/v1/clock-moves?later=true')).body.items as Body[], (items) => items.length > 0)
    t.match(moves, [{
      requestId: soon.id, kind: 'extended', oldDueOn: '2026-03-17', newDueOn: '2026-03-24', later: true, extensionId: id,
      reason: '需要汇总。', agency: 'XM', recordedAt: '2026-03-12T03:00:00.000Z',
    }])
    t.ok(moves[0]?.askedBy.id !== moves[0]?.decidedBy.id, 'two people')
    t.same((await read('/v1/clock-moves?agency=CITY')).body.items, [])
    t.same((await read('/v1/clock-moves?to=2026-03-11')).body.items, [])
    t.equal((await read('/v1/clock-moves?from=2026-03-12&to=2026-03-12', 'xm.head')).body.items.length, 1)
  })

  await t.test('the days stand in the calendars of the agency, of who has to act, and of the applicant', async (t) => {
    const open = async (body: object, as: string): Promise<string> => must<Body>(201, await call('POST', '/v1/feeds', { as, body })).address
    const daysOf = async (address: string): Promise<string[]> => {
      const { status, text } = await call('GET', address)
      if (status !== 200) return [String(status)]
      return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
        .map((event) => `${event.startDate.toString()} ${event.summary}`)
    }
    const agency = await open({ scope: 'agency' }, 'xm.clerk')
    const head = await open({ scope: 'officer' }, 'xm.head')
    const own = await open({ scope: 'applicant' }, late.accessToken)
    t.same(await daysOf(agency), [
      `2026-03-09 答复期限 · ${late.receiptNumber} · 新民镇人民政府`, `2026-03-24 答复期限 · ${soon.receiptNumber} · 新民镇人民政府`,
      `2026-03-30 答复期限 · ${consulted.receiptNumber} · 新民镇人民政府`,
    ], 'a clock that nobody knows the end of has no day')
    t.same(await daysOf(head), [`2026-03-09 答复期限 · ${late.receiptNumber} · 新民镇人民政府`])
    t.same(await daysOf(own), await daysOf(head))
  })
})
