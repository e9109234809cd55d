import t from 'tap'
import { findCalendar } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import type { CalendarYear } from '@lightwell/calendar/published-calendar'
import { shippedYears } from '../../../services/deadline/rules/shipped-years.ts'
import { openTestHouse } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'

// XM counts five working days, CITY twenty; all by CN. On 2 November 2026 the next year is not published yet.
const house = await openTestHouse(t, { now: '2026-11-02T01:00:00Z' })
const { call } = house

const notice = { number: '国办发明电〔2026〕9号', issued: '2026-11-01', about: '2027 arrangement' }
const nextYear = {
  notices: [notice],
  spans: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '春节', from: '2027-02-05', to: '2027-02-11' }],
  makeUpWorkingDays: ['2027-01-30', '2027-02-20'],
}

/** The year 2026 as it is published, with more days off. */
async function thisYear (more: { date: string, name: string }[] = [], id = 'CN') {
  const { notices, offDays, makeUpWorkingDays } = (await call('GET', `/v1/calendars/${id}/2026`)).body
  const gone = new Set(more.map(({ date }) => date))
  return {
    notices: [...notices, { number: '国办发明电〔2026〕10号', issued: '2026-11-02', about: 'one more day' }],
    offDays: [...offDays.filter(({ date }: { date: string }) => !gone.has(date)), ...more], makeUpWorkingDays,
  }
}

async function etagOf (id = 'CN'): Promise<string> {
  return (await call('GET', `/v1/calendars/${id}`)).headers.get('etag') as string
}

async function put (path: string, body: unknown, { as = 'city.admin', ifMatch = '' } = {}) {
  const etag = ifMatch === '' ? await etagOf(path.split('/')[0]) : ifMatch
  return await call('PUT', `/v1/calendars/${path}`, { as, body, headers: { 'if-match': etag } })
}

async function dueOn (id: string): Promise<string> {
  return (await call('GET', `/v1/deadlines/${id}`, { as: 'jcj.supervisor' })).body.dueOn
}

async function applied (id = 'CN') {
  return await until(async () => (await call('GET', `/v1/calendars/${id}/versions`, { as: 'jcj.supervisor' })).body.items[0],
    ({ state }) => state === 'applied')
}

t.test('a new house begins with the calendars that ship, each its first version', async (t) => {
  const { body } = await call('GET', '/v1/calendars')
  const cn = body.items.find(({ id }: { id: string }) => id === 'CN')
  t.match(cn, { revision: 1, parent: null, basis: null, agency: null, version: findCalendar('CN')!.version })
  t.match((await call('GET', '/v1/calendars/CN/versions', { as: 'city.admin' })).body.items, [
    { revision: 1, cause: 'shipped', publishedBy: 'system', state: 'applied', moved: 0, changedFrom: null },
  ])
})

t.test('calendars are listed by their ids, page by page', async (t) => {
  const { items } = (await call('GET', '/v1/calendars')).body
  const first = (await call('GET', '/v1/calendars?limit=2')).body
  const rest = (await call('GET', `/v1/calendars?cursor=${first.nextCursor}`)).body
  t.same([...first.items, ...rest.items], items)
  t.equal(first.items.length, 2)
  t.equal((await call('GET', '/v1/calendars?cursor=WyInIl0')).status, 422)
})

t.test('what is wrong with a year is told all at once, at its place', async (t) => {
  const faultsOf = async (body: unknown) => {
    const answer = await call('POST', '/v1/calendars/CN/2027/preview', { as: 'city.admin', body, headers: { 'accept-language': 'en' } })
    t.equal(answer.status, 422)
    return answer.body.errors.map(({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted()
  }
  t.same(await faultsOf({
    notices: [{ number: ' ', issued: '2026-11-31', about: 'x' }],
    offDays: [{ date: '2026-12-31', name: '元旦' }, { date: '2027-01-01', name: '元旦' }, { date: '2027-01-01', name: '元旦' }],
    spans: [{ name: '春节', from: '2027-02-11', to: '2027-02-05' }],
    makeUpWorkingDays: ['2027-01-04', '2027-01-01', '2028-01-01', 'soon'],
  }), [
    '/makeUpWorkingDays/0 worked_anyway', '/makeUpWorkingDays/1 off_as_well', '/makeUpWorkingDays/2 of_another_year',
    '/makeUpWorkingDays/3 wrong_format', '/notices/0/issued wrong_format', '/notices/0/number wrong_format',
    '/offDays/0/date of_another_year', '/offDays/2/date day_twice', '/spans/0/to ends_before_it_begins',
  ])
  t.same(await faultsOf({ notices: [], makeUpWorkingDays: [], more: 1 }), ['/more unknown_field', '/notices too_few'])
  t.same(await faultsOf([]), [' wrong_type'])
  t.same((await faultsOf('"text"')), [' wrong_type'])
})

t.test('who keeps calendars publishes, supervisors preview, nobody else does either', async (t) => {
  const statuses = async (method: string, path: string) => Promise.all([undefined, 'portal', 'xm.officer', 'xm.head', 'jcj.supervisor'].map(
    async (as) => (await call(method, path, { body: nextYear, ...as !== undefined && { as } })).status))
  t.same(await statuses('PUT', '/v1/calendars/CN/2027'), [401, 403, 403, 403, 403])
  t.same(await statuses('POST', '/v1/calendars/CN/2027/preview'), [401, 403, 403, 403, 200])
  t.same(await statuses('POST', '/v1/calendars'), [401, 403, 403, 403, 403])
  t.equal((await call('GET', '/v1/calendars/CN/versions')).status, 401)
  t.equal((await call('GET', '/v1/calendars/CN/versions', { as: 'xm.head' })).status, 403)
})

t.test('a year is published on what its publisher has read, and the same again changes nothing', async (t) => {
  const unmatched = await call('PUT', '/v1/calendars/CN/2027', { as: 'city.admin', body: nextYear })
  t.equal(unmatched.status, 428)
  const before = await etagOf()
  const published = await put('CN/2027', nextYear)
  t.equal(published.status, 200)
  t.match(published.body, {
    calendar: 'CN', year: 2027, known: true, notices: [notice],
    change: { revision: 2, cause: 'published', year: 2027, changedFrom: '2027-01-01', publishedBy: /^staff:/, notices: [notice] },
  })
  t.equal(published.headers.get('etag'), `"${published.body.version}"`)
  t.equal(findCalendar('CN')?.version, published.body.version, 'in force before it is answered')
  t.equal((await put('CN/2027', nextYear, { ifMatch: before })).status, 412)
  const again = await put('CN/2027', nextYear)
  t.same([again.status, again.body.change.revision], [200, 2])
  t.equal((await put('XX/2027', nextYear, { ifMatch: '"x"' })).status, 404)
  t.same(await call('POST', '/v1/working-days', { body: { start: '2026-12-31', unit: 'working_days', n: 1, calendar: 'CN' } })
    .then(({ body }) => [body.due, body.provisional]), ['2027-01-04', false])
})

t.test('a preview tells which due days move and who becomes late, and writes nothing', async (t) => {
  const { id: soon } = await house.file()
  const { id: far } = await house.file({ agency: 'CITY' })
  await until(() => Promise.all([dueOn(soon), dueOn(far)]), (days) => days.join() === '2026-11-09,2026-11-30')
  const before = await etagOf()
  const body = await thisYear([{ date: '2026-11-09', name: '抗灾' }])
  const { status, body: preview } = await call('POST', '/v1/calendars/CN/2026/preview', { as: 'jcj.supervisor', body })
  t.equal(status, 200)
  t.match(preview, {
    version: before.replaceAll('"', ''), changedFrom: '2026-11-09',
    counts: { visited: 2, later: 2, earlier: 0, becomeLate: 0, stopBeingLate: 0 },
    byAgency: [{ agency: 'CITY', later: 1 }, { agency: 'XM', later: 1 }],
    items: [
      { requestId: soon, agency: 'XM', calendar: 'CN', oldDueOn: '2026-11-09', newDueOn: '2026-11-10', workingDays: 1 },
      { requestId: far, agency: 'CITY', oldDueOn: '2026-11-30', newDueOn: '2026-12-01', workingDays: 1 },
    ],
  })
  t.equal(await etagOf(), before)
  house.clock.set('2026-11-10T01:00:00Z')
  const late = (await call('POST', '/v1/calendars/CN/2026/preview', { as: 'city.admin', body })).body
  t.match(late.counts, { later: 2, stopBeingLate: 1 })
  t.match(late.items[0], { requestId: undefined, agency: 'XM', stopsBeingLate: true }, 'which request it is an administrator is not told')
  const worked = { ...await thisYear(), makeUpWorkingDays: ['2026-11-07', ...(await thisYear()).makeUpWorkingDays] }
  house.clock.set('2026-11-09T01:00:00Z')
  const earlier = (await call('POST', '/v1/calendars/CN/2026/preview', { as: 'city.admin', body: worked })).body
  t.match(earlier.counts, { earlier: 2, becomeLate: 1 })
  t.match(earlier.items[0], { newDueOn: '2026-11-07', workingDays: -1, becomesLate: true })
  house.clock.set('2026-11-02T01:00:00Z')
})

t.test('an agency’s own days are a calendar under another, and move only its cases', async (t) => {
  const own = { id: 'CN-CS', parent: 'CN', title: { zh: '常熟', en: 'Changshu' }, agency: 'CS' }
  const begun = await call('POST', '/v1/calendars', { as: 'city.admin', body: own })
  t.equal(begun.status, 201)
  t.match(begun.body, { id: 'CN-CS', parent: 'CN', agency: 'CS', revision: 1, years: (await call('GET', '/v1/calendars/CN')).body.years })
  const wrong = { id: 'CN-CS', parent: 'NOWHERE', agency: 'ZZ', title: { zh: '', en: 'x' } }
  const refused = await call('POST', '/v1/calendars', { as: 'city.admin', body: wrong })
  t.same(refused.body.errors.map(({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted(),
    ['/agency unknown_agency', '/id code_taken', '/parent unknown_calendar', '/title/zh too_short'])

  const { id: earlier } = await house.file({ agency: 'CS' })
  await setCalendar('CS', 'CN-CS')
  const { id } = await house.file({ agency: 'CS' })
  await until(() => Promise.all([dueOn(id), dueOn(earlier)]), (days) => days.join() === '2026-11-09,2026-11-09')
  const moving = { notices: [{ number: '常府办〔2026〕1号', issued: '2026-11-02', about: '搬迁' }], offDays: [{ date: '2026-11-04', name: '搬迁' }], makeUpWorkingDays: [] }
  const put1 = await put('CN-CS/2026', moving)
  t.equal(put1.status, 200)
  t.match(put1.body.change, { revision: 2, changedFrom: '2026-11-04' })
  t.match(await applied('CN-CS'), { visited: 1, moved: 1 })
  t.same([await dueOn(id), await dueOn(earlier)], ['2026-11-10', '2026-11-09'], 'a request keeps its calendar')

  const above = await put('CN/2026', await thisYear([{ date: '2026-11-05', name: '抗灾' }]))
  t.equal(above.status, 200)
  t.match(await applied('CN-CS'), { revision: 3, cause: 'parent_published', changedFrom: '2026-11-05', moved: 1 })
  await applied()
  t.same([await dueOn(id), await dueOn(earlier)], ['2026-11-11', '2026-11-10'], 'what the parent says reaches those below')
  const page = await call('GET', '/v1/calendars/CN-CS/versions?limit=1', { as: 'city.admin' })
  const next = await call('GET', `/v1/calendars/CN-CS/versions?cursor=${page.body.nextCursor}`, { as: 'city.admin' })
  t.same(next.body.items.map(({ revision }: { revision: number }) => revision), [2, 1])
  t.equal((await call('GET', '/v1/calendars/CN-CS/versions?cursor=WyJ4Il0', { as: 'city.admin' })).status, 422)
})

async function setCalendar (code: string, calendar: string): Promise<void> {
  const { headers } = await call('GET', `/v1/agencies/${code}`)
  const body = {
    name: { zh: '常熟市某局', en: 'A department of Changshu' }, kind: 'department', parent: 'CITY', regime: 'county', calendar,
    zone: 'Asia/Shanghai', reviewLevels: 1,
  }
  must(200, await call('PUT', `/v1/agencies/${code}`, { as: 'city.admin', body, headers: { 'if-match': headers.get('etag') ?? '' } }))
}

t.test('of the years that ship each content is taken up once, and never over what was published here', (t) => {
  const year = (number: number, ...days: string[]) => ({
    year: number, notices: [], makeUpWorkingDays: [], daysOff: days.map((day) => ({ day: day as Day, name: '假' })),
  })
  const known = (said: CalendarYear[], ...published: number[]) => ({ said, publishedYears: new Set(published) })
  const [old, newer, mine] = [year(2026, '2026-01-01'), year(2026, '2026-01-02'), year(2026, '2026-01-03')]
  t.same(shippedYears([old], [newer, year(2027)], known([old])), [newer, year(2027)], 'a release brings what is new')
  t.same(shippedYears([newer], [old], known([old, newer])), [newer], 'an older one beside it takes nothing back')
  t.same(shippedYears([mine, year(2027)], [newer], known([old, mine, year(2027)], 2026)), [mine, year(2027)])
  t.same(shippedYears([], [old], known([])), [old])
  t.end()
})
