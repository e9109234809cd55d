import t from 'tap'
import { openTestHouse } from '../../support/house.ts'

const house = await openTestHouse(t)

async function count (body: unknown, headers: Record<string, string> = {}) {
  return await house.call('POST', '/v1/working-days', { body, headers })
}

function pointersOf (answer: { body: { errors: { pointer: string, code: string }[] } }) {
  return answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()
}

t.test('anybody may count days, by a named calendar or by bare lists', async (t) => {
  const cases: [Record<string, unknown>, string][] = [
    [{ start: '2026-09-24', unit: 'working_days', n: 5, calendar: 'CN' }, '2026-10-09'],
    [{ start: '2024-02-08', unit: 'working_days', n: 5, calendar: 'CN' }, '2024-02-21'],
    [{ start: '2025-09-29', unit: 'working_days', n: 20, calendar: 'CN' }, '2025-11-03'],
    [{ start: '2026-09-24', unit: 'working_days', n: 5 }, '2026-10-01'],
    [{ start: '2026-09-24', unit: 'working_days', n: 5, holidays: ['2026-10-01'], workingWeekends: ['2026-09-27'] },
      '2026-09-30'],
    [{ start: '2026-03-07', unit: 'working_days', n: 1, startRule: 'after' }, '2026-03-09'],
    [{ start: '2026-03-07', unit: 'working_days', n: 1, startRule: 'snap' }, '2026-03-10'],
    [{ start: '2026-03-07', unit: 'working_days', n: 1, startRule: 'inclusive' }, '2026-03-09'],
    [{ start: '2026-03-07', unit: 'working_days', n: 0 }, '2026-03-07'],
    [{ start: '2026-03-07', unit: 'working_days', n: 0, startRule: 'snap' }, '2026-03-09'],
    [{ start: '2026-03-09', unit: 'working_days', n: -1 }, '2026-03-06'],
    [{ start: '2026-03-05', unit: 'calendar_days', n: 2 }, '2026-03-07'],
    [{ start: '2026-03-05', unit: 'calendar_days', n: 2, roll: 'forward' }, '2026-03-09'],
    [{ start: '2026-01-31', unit: 'months', n: 1 }, '2026-02-28'],
    [{ start: '2026-01-31', unit: 'months', n: 1, roll: 'forward' }, '2026-03-02'],
    [{ start: '2026-09-24T20:00:00Z', unit: 'working_days', n: 0 }, '2026-09-25'],
    [{ start: '2026-09-24T20:00:00Z', unit: 'working_days', n: 0, zone: 'America/New_York' }, '2026-09-24'],
  ]
  for (const [question, due] of cases) {
    const answer = await count(question)
    t.match(answer, { status: 200, body: { due, provisional: false, unknownYears: [] } }, JSON.stringify(question))
    t.equal(answer.body.explanation.at(-1).date, due)
  }
})

t.test('a count that rests on an unpublished year is provisional and says so', async (t) => {
  const { body } = await count({ start: '2026-12-29', unit: 'working_days', n: 5, calendar: 'CN' })
  t.match(body, { due: '2027-01-05', provisional: true, unknownYears: [2027] })
  t.match(body.explanation.at(-1), { text: '工作日，第5日（该年放假安排尚未公布）', basis: '2027年放假安排尚未公布' })
})

t.test('of a named calendar the version is told, and the paper that makes a day what it is', async (t) => {
  const question = { start: '2026-09-30', unit: 'working_days', n: 4, calendar: 'CN' }
  const { body } = await count(question)
  t.same(body.calendar, { id: 'CN', version: (await house.call('GET', '/v1/calendars/CN')).body.version })
  const day = (date: string, { explanation } = body) => explanation.find((one: { date: string }) => one.date === date)
  t.match(day('2026-10-01'), { reason: 'holiday', basis: '国办发明电〔2025〕7号' })
  t.match(day('2026-10-10'), { reason: 'make_up_working_day', basis: '国办发明电〔2025〕7号' })
  t.notOk('basis' in day('2026-10-09'), 'of a weekday it says nothing of its own')
  const region = await count({ ...question, calendar: 'CN-GX' })
  t.match(day('2026-10-01', region.body), { basis: '国办发明电〔2025〕7号' }, 'a region stands under the nation')
  const listed = await count({ start: '2026-09-30', unit: 'working_days', n: 1, holidays: ['2026-10-01'] })
  t.equal(listed.body.calendar, null)
  t.same(listed.body.explanation[1], { date: '2026-10-01', counted: false, n: null, reason: 'holiday', text: '节假日，不计入' })
})

t.test('every day is explained by a code and in the words of the reader', async (t) => {
  const question = { start: '2026-09-30', unit: 'working_days', n: 1, calendar: 'CN' }
  const chinese = await count(question)
  t.match(chinese.body.explanation[0], { counted: false, n: 0, reason: 'start', text: '起算日，自次日起计算' })
  t.match(chinese.body.explanation[1], {
    date: '2026-10-01', counted: false, n: null, reason: 'holiday', name: '国庆节', text: '国庆节放假，不计入',
  })
  t.match(chinese.body.explanation.at(-1), { date: '2026-10-08', counted: true, n: 1, text: '工作日，第1日' })
  const english = await count(question, { 'accept-language': 'en' })
  t.match(english.body.explanation[1], { name: 'National Day', text: 'National Day, not counted' })
  t.match(english.body.explanation.at(-1), { text: 'working day, day 1' })
  const makeUp = await count({ start: '2026-10-09', unit: 'working_days', n: 1, calendar: 'CN' })
  t.match(makeUp.body.explanation.at(-1), { date: '2026-10-10', reason: 'make_up_working_day', text: '调休上班日，第1日' })
  const months = await count({ start: '2026-01-31', unit: 'months', n: 2, roll: 'forward' })
  const words = months.body.explanation.map(({ text }: { text: string }) => text)
  t.same(words, ['起算日，自次日起计算', '周末，第1个月', '工作日，第2个月'])
  const rolled = await count({ start: '2026-03-05', unit: 'calendar_days', n: 2, roll: 'forward' })
  t.match(rolled.body.explanation.at(-1), { reason: 'rolled_forward', text: '遇休息日，顺延至此日' })
})

t.test('all faults of a question are told at once, of its shape and of its sense', async (t) => {
  const wrong = await count({
    start: '2026-02-30', unit: 'weeks', n: 1.5, zone: 'Mars/Olympus', extra: true,
    holidays: ['2026-10-01', 7, '2026-13-01'],
  })
  t.match(wrong, { status: 422, body: { code: 'invalid_input' } })
  t.match(wrong.headers.get('content-type'), /^application\/problem\+json/)
  t.same(pointersOf(wrong), [
    '/extra unknown_field', '/holidays/1 wrong_type', '/holidays/2 not_a_day', '/n wrong_type', '/start not_a_day',
    '/unit not_listed', '/zone unknown_zone',
  ])
  t.same(pointersOf(await count({})), ['/n required', '/start required', '/unit required'])
  t.same(pointersOf(await count([])), [' wrong_type'])
  t.same(pointersOf(await count('null')), [' wrong_type'])
  const misspelt = { start: 20260924, unit: 'months', n: '5', startRule: 'before', roll: 'back', calendar: 'XX' }
  t.same(pointersOf(await count(misspelt)),
    ['/calendar unknown_calendar', '/n wrong_type', '/roll not_listed', '/start wrong_type', '/startRule not_listed'])
  t.same(pointersOf(await count({ start: '2026-03-02', unit: 'working_days', n: 1, calendar: 'CN', holidays: [] })),
    ['/holidays not_with_calendar'])
  t.same(pointersOf(await count({ start: '2026-03-02', unit: 'working_days', n: 4000 })), ['/n out_of_range'])
  t.same(pointersOf(await count({ start: '2199-12-30', unit: 'months', n: 1 })), ['/n due_out_of_range'])
  const long = Array.from({ length: 2001 }, () => '2026-10-01')
  const overlong = { start: '2026-03-02', unit: 'working_days', n: 1, holidays: long }
  t.same(pointersOf(await count(overlong)), ['/holidays too_many'])
})

t.test('details follow the language of the reader', async (t) => {
  const question = { start: 'soon', unit: 'working_days', n: 1 }
  t.match((await count(question)).body.errors[0].detail, /真实存在的日期/)
  t.match((await count(question, { 'accept-language': 'en-GB' })).body.errors[0].detail, /a real day/)
})

t.test('what cannot be read at all is another refusal than what is wrong', async (t) => {
  t.equal((await count('{"start":')).status, 400)
  t.equal((await count('start=1', { 'content-type': 'text/plain' })).status, 415)
})

t.test('the calendars are open to anybody, with their notices and make-up working days', async (t) => {
  const list = await house.call('GET', '/v1/calendars')
  t.match(list, { status: 200, body: { nextCursor: null } })
  t.match(list.body.items.find(({ id }: { id: string }) => id === 'CN'), { title: '中国法定工作日历' })
  t.ok(['CN-GX', 'UK', 'US', 'DE-BW', 'CA-BC'].every((id) => list.body.items.some((one: { id: string }) => one.id === id)))
  const calendar = await house.call('GET', '/v1/calendars/CN', { headers: { 'accept-language': 'en' } })
  t.match(calendar.body, { id: 'CN', version: /^CN-2026\./, title: 'Working days of mainland China' })
  t.ok(calendar.body.years.includes(2011) && calendar.body.years.includes(2026))
  t.equal(calendar.headers.get('etag'), `"${calendar.body.version}"`)
  const year = await house.call('GET', '/v1/calendars/CN/2026')
  t.match(year.body, { calendar: 'CN', year: 2026, known: true, notices: [{ number: '国办发明电〔2025〕7号' }] })
  t.ok(year.body.makeUpWorkingDays.includes('2026-10-10'))
  t.same(year.body.offDays[0], { date: '2026-01-01', name: '元旦' })
})

t.test('a year that is not published is answered as unknown, not as a year without holidays', async (t) => {
  const { status, body } = await house.call('GET', '/v1/calendars/CN/2027')
  t.equal(status, 200)
  t.match(body, { year: 2027, known: false, notices: [], offDays: [], makeUpWorkingDays: [] })
})

t.test('what is no calendar and what is no year is not found', async (t) => {
  for (const path of ['/v1/calendars/XX', '/v1/calendars/XX/2026', '/v1/calendars/CN/soon', '/v1/calendars/CN/1899']) {
    t.equal((await house.call('GET', path)).status, 404, path)
  }
})
