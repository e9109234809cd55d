// The story of a calendar: the next year is published late, a day of next week is given off overnight, and taken back.
// Whoever has a case open sees his day move, and why; what is answered stays as it was answered.
import t from 'tap'
import { openTestHouse, type Body } from '../support/house.ts'
import { disclose, fileRequest, must, readUntil, type Filed } from '../support/story.ts'

t.test('a sudden day off', async (t) => {
  const house = await openTestHouse(t, { now: '2026-12-08T01:00:00Z' })
  const { call, clock } = house
  const year = async (number: number): Promise<{ etag: string, body: Body }> => {
    const { headers, body } = await call('GET', `/v1/calendars/CN/${number}`, { headers: { 'accept-language': 'zh-CN' } })
    return { etag: headers.get('etag') as string, body }
  }
  const publish = async (number: number, body: object): Promise<Body> => {
    const { etag } = await year(number)
    return must(200, await call('PUT', `/v1/calendars/CN/${number}`, { as: 'city.admin', body, headers: { 'if-match': etag } }))
  }
  const preview = async (number: number, body: object): Promise<Body> =>
    must(200, await call('POST', `/v1/calendars/CN/${number}/preview`, { as: 'jcj.supervisor', body }))
  const dueUntil = (filed: Filed, dueOn: string) => readUntil<Body>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { dueOn })
  const listedAsOf = async (asOf: string): Promise<Body[]> =>
    must<Body>(200, await call('GET', `/v1/deadlines?asOf=${encodeURIComponent(asOf)}`, { as: 'jcj.supervisor' })).items

  // Twenty working days of Order 711 reach into a year that nobody has arranged yet.
  const long = await fileRequest(call, { agency: 'CITY' })
  t.equal(long.dueOn, '2027-01-05')
  t.match(await readUntil(call, `/v1/deadlines/${long.id}`, long.accessToken, { state: 'running' }),
    { dueOn: '2027-01-05', provisional: true, unknownYears: [2027] })

  clock.set('2026-12-10T01:00:00Z')
  const arrangement = {
    notices: [{ number: '国办发明电〔2026〕9号', issued: '2026-12-09', about: '2027年部分节假日安排' }],
    spans: [
      { name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '春节', from: '2027-02-05', to: '2027-02-11' },
    ],
    makeUpWorkingDays: ['2027-01-30', '2027-02-20'],
  }
  t.match(await preview(2027, arrangement), {
    changedFrom: '2027-01-01', counts: { visited: 1, later: 1, becomeLate: 0 },
    items: [{ requestId: long.id, agency: 'CITY', oldDueOn: '2027-01-05', newDueOn: '2027-01-06', workingDays: 1 }],
  })
  t.equal((await dueUntil(long, '2027-01-05')).provisional, true, 'a preview moves nothing')
  const published = await publish(2027, arrangement)
  t.match(published.change, { revision: 2, year: 2027, changedFrom: '2027-01-01' })
  t.match(await dueUntil(long, '2027-01-06'), { provisional: false, unknownYears: [] })

  clock.set('2027-01-12T01:00:00Z')
  const [answered, open] = [await fileRequest(call), await fileRequest(call)]
  t.same([answered.dueOn, open.dueOn], ['2027-01-19', '2027-01-19'])
  await readUntil(call, `/v1/deadlines/${open.id}`, open.accessToken, { state: 'running' })
  await disclose(call, answered, { text: '补偿标准为每亩五万元。', opinions: ['可以公开', '同意'] })
  await readUntil(call, `/v1/deadlines/${answered.id}`, answered.accessToken, { state: 'met' })

  // On Thursday evening snow closes the town for the Monday that follows.
  clock.set('2027-01-14T12:00:00Z')
  const snow = {
    ...arrangement,
    notices: [...arrangement.notices, { number: '县府办〔2027〕1号', issued: '2027-01-14', about: '暴雪停工' }],
    spans: [...arrangement.spans, { name: '暴雪停工', from: '2027-01-18', to: '2027-01-18' }],
  }
  t.match(await preview(2027, snow), { counts: { visited: 1, later: 1 }, items: [{ requestId: open.id, newDueOn: '2027-01-20' }] })
  await publish(2027, snow)
  const moved = await dueUntil(open, '2027-01-20')
  t.match(moved.entries, [
    { kind: 'started', dueOn: '2027-01-19' },
    { kind: 'redated', cause: 'calendar', onDay: '2027-01-14', dueOn: '2027-01-20', evidence: moved.calendar.version },
  ])
  t.match(moved.explanation.find(({ date }: Body) => date === '2027-01-18'), { counted: false, name: '暴雪停工' })
  t.match(await dueUntil(answered, '2027-01-19'), { state: 'met' }, 'what is answered stays')
  const history = must<Body>(200, await call('GET', `/v1/requests/${open.id}/events`, { as: 'xm.officer' })).items
  t.equal(history.filter(({ type }: Body) => type === 'lightwell.deadline.redated.v1').length, 1)
  const then = (rows: Body[]) => rows.find(({ requestId }) => requestId === open.id)?.dueOn
  t.equal(then(await listedAsOf('2027-01-14T11:59:00Z')), '2027-01-19', 'who looked before read the day that held')
  t.equal(then(await listedAsOf('2027-01-14T12:00:00Z')), '2027-01-20')

  // It did not snow: the day is worked after all.
  clock.set('2027-01-15T01:00:00Z')
  const back = await publish(2027, arrangement)
  t.match(back.change, { revision: 4, changedFrom: '2027-01-18' })
  t.equal(back.version, published.version, 'the same words make the same version')
  t.match(await dueUntil(open, '2027-01-19'), { entries: { length: 3 } })
  t.equal(then(await listedAsOf('2027-01-14T23:00:00Z')), '2027-01-20')

  t.match(must(200, await call('POST', '/v1/deadlines/verifications', { as: 'jcj.supervisor' })), { checked: 5, faults: [], unverifiable: 0 }, 'three deadlines and two terms')
  t.match(must(200, await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: {} })), { faults: [] })
  const versions = await readUntil<Body>(call, '/v1/calendars/CN', 'jcj.supervisor', { revision: 4 })
  t.match(versions, { version: published.version })
})
