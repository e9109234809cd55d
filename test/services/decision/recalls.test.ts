import fc from 'fast-check'
import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { recallPapers } from '../../../services/decision/commands/recall-papers.ts'
import { recallReason, type OpenPaper } from '../../../services/decision/rules/circulating.ts'
import { holidayAhead } from '../../../services/decision/rules/holiday-ahead.ts'
import { holds } from '../../packages/calendar/holds.ts'
import { naiveChina, naiveIsWorking, shift } from '../../packages/calendar/naive-count.ts'
import { openDeps } from '../../support/events.ts'
import { openTestHouse } from '../../support/house.ts'
import { addRecord, approve, fileRequest, must, passRecord, propose, recordSearch } from '../../support/story.ts'

type Page<Item> = { items: Item[], nextCursor: string | null }
type Recall = { id: string, agency: string, holiday: string, holidayFrom: string, recallOn: string, papers: number }
type Paper = { recordId: string, title?: string, receiptNumber: string, reader: { id: string, name: string }, mark: string }

t.test('a holiday is days off in a row, three at least, with a named one among them; it is ahead from its eve until it is over', (t) => {
  const calendar = calendarNamed('CN')
  const ahead = (day: string) => holidayAhead(calendar, day as Day)
  const labour = { name: '劳动节', from: '2026-05-01', recallOn: '2026-04-30' }
  t.equal(ahead('2026-04-29'), undefined)
  for (const day of ['2026-04-30', '2026-05-01', '2026-05-05']) t.same(ahead(day), labour)
  t.equal(ahead('2026-05-06'), undefined, 'what is over is over')
  t.equal(ahead('2026-03-06'), undefined, 'a weekend is no holiday')
  t.equal(ahead('2024-12-31'), undefined, 'nor is one day off in the week')
  const days = fc.integer({ min: 0, max: 1_000 }).map((n) => shift('2024-01-01', n))
  holds(t, fc.property(days, (day) => {
    let [first, end] = [naiveIsWorking(naiveChina, day) ? shift(day, 1) : day, '']
    while (!naiveIsWorking(naiveChina, shift(first, -1))) first = shift(first, -1)
    const run: string[] = []
    for (end = first; !naiveIsWorking(naiveChina, end); end = shift(end, 1)) run.push(end)
    const counts = run.length >= 3 && run.some((off) => naiveChina.off.has(off))
    const found = ahead(day)
    return counts ? found?.from === first && found.recallOn === shift(first, -1) : found === undefined
  }), 1_000)
  t.end()
})

t.test('called in is what bears an internal mark or what may be a mark, and what is under review', (t) => {
  const mark = { kind: 'internal', level: null, period: null, page: 1, quote: '内部资料', expired: false } as const
  const plain: OpenPaper = { marks: [], declaredMarking: null, reviewLevels: 2, reviewedLevels: 2 }
  t.equal(recallReason(plain), undefined)
  t.equal(recallReason({ ...plain, reviewedLevels: 1 }), 'under_review')
  t.equal(recallReason({ ...plain, marks: [mark] }), 'internal')
  t.equal(recallReason({ ...plain, declaredMarking: { level: 'internal' } }), 'internal')
  t.equal(recallReason({ ...plain, marks: [{ ...mark, kind: 'possible' }] }), 'possible')
  t.equal(recallReason({ ...plain, marks: [{ ...mark, kind: 'state_secret', level: 'secret', expired: true }] }), undefined)
  t.end()
})

t.test('before a holiday the secrecy duty gets the list of restricted papers that are with readers, once', async (t) => {
  const house = await openTestHouse(t, { now: '2026-04-27T01:00:00Z', sweeping: false })
  const { call, clock } = house
  const opinions = ['初审：已逐页核对，未见涉密内容。', '复审：与原件一致，可以公开。']
  const open = async (id: string, ...readers: string[]) => {
    for (const as of readers) must(200, await call('GET', `/v1/records/${id}/content`, { as }))
  }
  const filed = await fileRequest(call)
  const internal = await addRecord(call, filed, { title: '内部通报', text: '内部资料\n\n城南片区补偿情况。\n' })
  await open(internal.id, 'xm.officer', 'xm.review1')
  const reviewed = await addRecord(call, filed, { text: '城南片区征地补偿方案。\n' })
  await passRecord(call, filed, reviewed, opinions)
  const waiting = await addRecord(call, filed, { title: '在审材料', text: '征地补偿明细。\n' })
  await open(waiting.id, 'xm.review1')
  await addRecord(call, filed, { text: '机密★20年\n某项布局。' })
  await addRecord(call, filed, { title: '无人查阅', text: '内部资料\n\n无人查阅。\n' })
  const closed = await fileRequest(call)
  await recordSearch(call, closed)
  const old = await addRecord(call, closed, { text: '内部资料\n\n已办结。\n' })
  await open(old.id, 'xm.officer')
  await approve(call, closed, await propose(call, closed, [{ description: '所申请信息', outcome: 'refuse', grounds: ['petition'] }]))

  const lists = async (as: string, query = '') => must<Page<Recall>>(200, await call('GET', `/v1/recalls${query}`, { as })).items
  clock.set('2026-04-29T15:59:59.999Z')
  await house.swept()
  t.same(await lists('xm.review2'), [], 'not before the last day of work begins')
  clock.set('2026-04-29T16:00:00Z')
  const others = await Promise.all([1, 2, 3].map(async () => {
    const { deps, clock: at } = await openDeps(t, 'decision', house.url)
    at.at = clock.now()
    return deps
  }))
  const listed = await Promise.all(others.map((deps) => recallPapers.run(deps)))
  t.equal(listed.reduce((sum, one) => sum + one, 0), 1, 'one process makes it, whatever number look')
  await house.swept()
  const [list, ...more] = await lists('xm.review2')
  t.match(list, { agency: 'XM', holiday: '劳动节', holidayFrom: '2026-05-01', recallOn: '2026-04-30', papers: 2 })
  t.same(more, [])
  const { id } = list as Recall
  const papers = async (as: string, query = '') => must<Page<Paper>>(200, await call('GET', `/v1/recalls/${id}${query}`, { as }))
  const { items } = await papers('xm.review2')
  t.same(new Set(items.map(({ recordId, mark, title }) => `${recordId} ${mark} ${title}`)), new Set([
    `${internal.id} internal 内部通报`, `${waiting.id} under_review 在审材料`,
  ]))
  t.equal(items.length, 3, 'of each paper each reader')
  t.ok(items.every(({ receiptNumber, reader }) => receiptNumber === filed.receiptNumber && reader.name.length > 1))
  const first = await papers('xm.head', '?limit=2')
  t.same([...first.items, ...(await papers('xm.head', `?limit=2&cursor=${first.nextCursor}`)).items], items)
  t.ok((await papers('jcj.supervisor')).items.every((item) => !('title' in item)), 'a supervisor sees which and where, not what')
  t.equal((await lists('jcj.supervisor', '?agency=XM')).length, 1)

  t.equal((await call('GET', '/v1/recalls')).status, 401)
  t.equal((await call('GET', `/v1/recalls/${id}`)).status, 401)
  t.equal((await call('GET', `/v1/recalls/${id}`, { as: 'cs.review1' })).status, 404, 'another agency’s list does not exist for him')
  t.equal((await call('GET', '/v1/recalls?agency=XM', { as: 'cs.review1' })).status, 404)
  t.equal((await call('GET', '/v1/recalls', { as: 'xm.clerk' })).status, 403)
  t.equal((await call('GET', `/v1/recalls/${id}?cursor=x`, { as: 'xm.head' })).status, 422)
  t.equal((await call('GET', '/v1/recalls?limit=0', { as: 'xm.head' })).status, 422)

  clock.set('2026-05-03T02:00:00Z')
  const late = await fileRequest(call, { agency: 'CS' })
  const paper = await addRecord(call, late, { text: '内部资料\n\n城南。\n' })
  await open(paper.id, 'cs.officer')
  clock.set('2026-05-03T04:00:00Z')
  await house.swept()
  t.match(await lists('cs.review1'), [{ agency: 'CS', holidayFrom: '2026-05-01', papers: 1 }], 'after a standstill it is still listed while the holiday lasts')
  t.equal((await lists('xm.review2')).length, 1)
  clock.set('2026-05-08T02:00:00Z')
  await open((await addRecord(call, await fileRequest(call, { agency: 'AQ' }), { text: '内部资料\n\n城南。\n' })).id, 'aq.officer')
  await house.swept()
  t.same(await lists('aq.review3'), [], 'for a holiday that is over nothing is called in')
})
