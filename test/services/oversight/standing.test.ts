import t from 'tap'
import fc from 'fast-check'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, dayOf, type Day } from '@lightwell/calendar/day'
import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { connect } from '@lightwell/database/connect'
import { moveFrom, statusAfter, type RequestAction, type RoomMove } from '../../../services/intake/rules/moves.ts'
import { requestStatuses, type RequestStatus } from '../../../services/intake/rules/request-status.ts'
import { heldBy } from '../../../services/intake/rules/stage.ts'
import { findCases } from '../../../services/intake/store/cases.ts'
import { workingDayAhead, workingDayBack } from '../../../services/oversight/rules/working-day-bounds.ts'
import { findStandings } from '../../../services/oversight/store/standings.ts'
import { openCaseRows } from './case-rows.ts'
import { prepareWorld } from './prepare-world.ts'

const calendar = calendarNamed('CN')
const anyDay = fc.integer({ min: 17_167, max: 20_818 }).map(dayOf)

const { url } = await prepareWorld(t)
const rows = await openCaseRows(t, url)
const oversight = connect(url, 'oversight', { max: 1 })
const intake = connect(url, 'intake', { max: 1 })
t.teardown(async () => {
  await oversight.close()
  await intake.close()
})

t.test('a bound of days tells how late a case is: before it at least n working days, from it on fewer', (t) => {
  const offsets = fc.integer({ min: -90, max: 5 })
  fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), offsets, (today, n, offset) => {
    const dueOn = addDays(today, offset)
    const isLate = workingDaysBetween(calendar, dueOn, today) >= n
    t.equal(dueOn < workingDayBack(calendar, today, n), isLate)
  }), { numRuns: 300 })
  t.equal(workingDayBack(calendar, '2026-03-02' as Day, 2_000_000_000), '1900-01-01', 'nothing is later than all days')
  t.equal(workingDayBack(calendar, '2199-12-31' as Day, 1), '2199-12-31', 'the last day there is, a Tuesday')
  t.equal(workingDayBack(calendar, '2199-12-31' as Day, 3), '2199-12-27')
  t.equal(workingDayAhead(calendar, '2026-02-27' as Day, 3), '2026-03-03', 'Saturday the 28th is worked')
  t.equal(workingDayAhead(calendar, '2199-12-30' as Day, 3), '2199-12-31', 'and nothing ends after them')
  t.end()
})

const now = new Date('2026-01-20T02:00:00Z')
const then = '2026-01-07T02:00:00Z'

// What may have happened to a case, each in every shape that it may have now.
const shapes = {
  status: requestStatuses,
  standsStill: ['no', 'not any more', 'yes'],
  decision: ['none', 'none', 'none', 'returned', 'proposed', 'unsigned', 'one signed', 'two signed', 'signed', 'issued', 'served'],
  correction: ['none', 'none', 'none', 'returned', 'proposed', 'issued'],
  extension: ['none', 'none', 'rejected', 'lapsed', 'head', 'disclosure_office'],
  fee: ['none', 'none', 'none', 'rejected', 'proposed', 'open', 'last day', 'overdue', 'paid', 'waived'],
  record: ['none', 'none', 'unread', 'unreadable', 'fresh', 'half', 'done', 'sealed', 'fresh and half'],
  section: ['none', 'none', 'none', 'asked', 'answered', 'answered now'],
  clarification: ['none', 'open', 'last day', 'overdue', 'answered', 'lapsed', 'late answer', 'rejected', 'reopened'],
} as const

type Shape = { [Name in keyof typeof shapes]: typeof shapes[Name][number] }

const anyShape = fc.record(Object.fromEntries(
  Object.entries(shapes).map(([name, values]) => [name, fc.constantFrom(...values as readonly string[])]),
)) as unknown as fc.Arbitrary<Shape>

const levels: Partial<Record<Shape['record'], number>> = { unreadable: 1, fresh: 1, half: 2, 'fresh and half': 1 }

const pauses: Record<Shape['standsStill'], { pausedUntil?: string }> = {
  no: {}, 'not any more': { pausedUntil: now.toISOString() }, yes: { pausedUntil: '2026-01-21T16:00:00Z' },
}

const signed = new Map<string, number>([['unsigned', 0], ['one signed', 1], ['two signed', 2], ['signed', 3]])

/** Writes a case of a shape and gives its id. */
async function caseOf (shape: Shape): Promise<string> {
  const { status, standsStill, decision, extension } = shape
  const id = await rows.add({ status, ...pauses[standsStill], ...status === 'lapsed' && { state: 'stopped' } })
  const decided = { decided_by: id, decided_at: then }
  if (decision === 'returned') await rows.propose(id, { state: 'returned', ...decided })
  if (decision === 'proposed') await rows.propose(id)
  if (signed.has(decision)) await rows.bind(await rows.propose(id), ['legal', 'secrecy', 'section'], signed.get(decision)!, then)
  if (decision === 'issued') await rows.issue(id, { proposedAt: then, decidedAt: then })
  if (decision === 'served') await rows.issue(id, { proposedAt: then, decidedAt: then, servedAt: then })
  if (extension === 'rejected') await rows.extend(id, { state: 'rejected', ...decided })
  else if (extension === 'lapsed') await lapseExtension(id)
  else if (extension !== 'none') await rows.extend(id, { approving_duty: extension })
  await correct(id, shape.correction)
  await charge(id, shape.fee)
  await addRecords(id, shape.record)
  await askSection(id, shape.section)
  await clarify(id, shape.clarification)
  return id
}

async function askSection (id: string, section: Shape['section']): Promise<void> {
  if (section !== 'none') await rows.ask(id, section === 'asked' ? null : section === 'answered' ? then : now.toISOString())
}

// The clock stopped, and was taken up again.
async function lapseExtension (id: string): Promise<void> {
  await rows.extend(id, { state: 'lapsed' })
  await rows.query(`insert into clock_entries
    (request_id, seq, kind, on_day, cause, author, recorded_at, state, due_on, due_at, calendar_version)
    select request_id, 2, 'stopped', on_day, 'lapsed', author, $2, 'stopped', due_on, due_at, calendar_version
    from clock_entries where request_id = $1`, [id, then])
}

async function correct (id: string, correction: Shape['correction']): Promise<void> {
  if (correction === 'none') return
  const decided = correction === 'proposed' ? {} : { decided_by: id, decided_at: then }
  const noticed = correction === 'issued' ? { notice_id: await rows.notice(id, 'correction', then) } : {}
  await rows.correct(id, { state: correction, ...decided, ...noticed })
}

async function charge (id: string, fee: Shape['fee']): Promise<void> {
  if (fee === 'none' || fee === 'proposed') return fee === 'none' ? undefined : await rows.charge(id)
  const decided = { decided_by: id, decided_at: then }
  if (fee === 'rejected') return await rows.charge(id, { state: fee, ...decided })
  const payBy = fee === 'overdue' ? '2026-01-19' : fee === 'last day' ? '2026-01-20' : '2026-02-04'
  const state = fee === 'paid' || fee === 'waived' ? fee : 'open'
  await rows.charge(id, {
    state, ...decided, notice_id: await rows.notice(id, 'fee', then), noticed_on: '2026-01-07', pay_by: payBy,
    ...fee === 'paid' && { paid_on: '2026-01-12', payment: '收据' }, ...fee === 'waived' && { closed_at: then },
  })
}

async function addRecords (id: string, record: Shape['record']): Promise<void> {
  if (record === 'unread') await rows.record(id, { scan_state: 'queued' })
  if (record === 'unreadable') await rows.record(id, { scan_state: 'unreadable' })
  if (record === 'sealed') await rows.record(id, { sealed_at: then })
  if (record.startsWith('fresh')) await rows.record(id)
  if (record.endsWith('half')) await rows.review(await rows.record(id), 1, then)
  if (record !== 'done') return
  const done = await rows.record(id)
  await rows.review(done, 1, then)
  await rows.review(done, 2, then)
}

async function clarify (id: string, clarification: Shape['clarification']): Promise<void> {
  if (clarification === 'none') return
  const respondBy = { 'last day': '2026-01-20', open: '2026-02-04' } as Record<string, string>
  const respond = { respond_by: respondBy[clarification] ?? '2026-01-13' }
  const lapsed = { lapsed_at: '2026-01-14T02:00:00Z', lapsed_by: id, lapse_reason: '未说明' }
  const answered = { answered_on: '2026-01-15', answered_by: 'applicant', answered_at: '2026-01-15T02:00:00Z' }
  const judged = { judged_by: id, judged_at: '2026-01-16T02:00:00Z' }
  const changes: Record<string, object> = {
    answered: { state: 'answered', ...answered },
    lapsed: { state: 'lapsed', ...lapsed },
    'late answer': { state: 'late_answer', ...lapsed, ...answered },
    rejected: { state: 'lapsed', ...lapsed, ...answered, ...judged },
    reopened: { state: 'reopened', ...lapsed, ...answered, ...judged },
  }
  await rows.clarify(id, { ...respond, ...changes[clarification] })
}

function waitsFor (holder: string | null, { decision }: Shape): string | null {
  if (['head', 'disclosure_office', 'legal', 'secrecy'].some((duty) => duty === holder)) return 'approval'
  // A section is asked for a signature, or else for what it holds.
  if (holder === 'section' && decision === 'two signed') return 'approval'
  return holder === null || holder === 'applicant' || holder === 'third_party' ? holder : 'work'
}

t.test('the database derives who holds a case as the counter tells it, whatever happened to it', async (t) => {
  const nothing: Shape = {
    status: 'processing', standsStill: 'no', decision: 'none', correction: 'none', extension: 'none', fee: 'none',
    record: 'none', section: 'none', clarification: 'none',
  }
  const single = Object.entries(shapes).flatMap(([name, values]) =>
    values.flatMap((value) => requestStatuses.map((status) => ({ ...nothing, status, [name]: value }))))
  const cases = new Map<string, Shape>()
  await rows.query('begin')
  for (const shape of [...single, ...fc.sample(anyShape, { numRuns: 500, seed: 711 })]) {
    cases.set(await caseOf(shape), shape)
  }
  await rows.query('commit')
  const found = await findStandings(oversight.db, [...cases.keys()], { at: now, past: false })
  t.equal(found.size, cases.size, 'every case stands somewhere')
  const holders = new Set<string | null>()
  for (const view of await findCases(intake.db, [...cases.keys()])) {
    const { id } = view.request
    const shape = cases.get(id)!
    const holder = heldBy(view, now)
    const level = holder === 'review' ? levels[shape.record] ?? null : null
    const { holder: duty, status, waitingFor } = found.get(id)!
    const expected = {
      holder: holder === null ? null : { duty: holder, level }, status: shape.status, waitingFor: waitsFor(holder, shape),
    }
    const told = { holder: duty, status, waitingFor }
    if (JSON.stringify(told) !== JSON.stringify(expected)) t.same(told, expected, JSON.stringify(shape))
    holders.add(holder)
  }
  t.same(holders, new Set([
    null, 'applicant', 'clerk', 'disclosure_office', 'head', 'legal', 'officer', 'review', 'secrecy', 'section', 'third_party',
  ]))
})

// What the history tells of each move of the counter, and the state in which it leaves the clock.
const told: [action: RequestAction | RoomMove, type: string, clock?: string][] = [
  ['confirm_receipt', 'request.receipt_confirmed'], ['ask_clarification', 'request.clarification_requested'],
  ['answer_clarification', 'request.clarified'], ['confirm_lapse', 'request.lapsed', 'stopped'],
  ['accept_late_answer', 'request.reopened', 'running'], ['open_consultation', 'consultation.opened'],
  ['ask_reasons', 'request.reasons_requested'], ['propose_fee', 'fee.proposed'],
  ['abandon_fee', 'request.lapsed', 'stopped'], ['propose_correction', 'correction.proposed'],
  ['approve_correction', 'correction.issued'], ['transfer', 'request.transferred', 'stopped'],
  ['divide', 'request.divided'], ['divide_whole', 'request.divided', 'stopped'],
  ['withdraw', 'request.withdrawn', 'stopped'], ['ask_extension', 'extension.requested'],
  ['work_begun', 'record.added'], ['work_begun', 'search.recorded'], ['work_begun', 'section_task.opened'],
  ['work_begun', 'decision.proposed'],
  ['answer_approved', 'decision.issued'], ['answer_served', 'notice.served', 'met'],
]

const courses = fc.record({
  begins: fc.constantFrom<RequestStatus[]>('received', 'registered'),
  steps: fc.array(fc.constantFrom(...told), { maxLength: 14 }),
})

t.test('a past status is told by the events until then, as the moves of the counter lead to it', async (t) => {
  const cases = new Map<string, RequestStatus>()
  const at = new Date('2026-01-30T02:00:00Z')
  await rows.query('begin')
  for (const { begins, steps } of fc.sample(courses, { numRuns: 300, seed: 711 })) {
    let status = begins
    let clock = 'running'
    const events: [string, string][] = [['lightwell.request.registered.v1', '2026-01-05T02:00:00Z']]
    for (const [action, type, clockThen = clock] of steps) {
      const move = moveFrom(status, action)
      // What another room does is told whether it moves the request or not.
      if (move === undefined && action !== 'work_begun') continue
      if (move === undefined && !['received', 'processing'].includes(status)) continue
      if (move !== undefined) status = statusAfter(move, status)
      if (action === 'ask_extension' && status === 'registered') status = 'processing'
      clock = clockThen
      events.push([`lightwell.${type}.v1`, `2026-01-06T02:00:${String(events.length).padStart(2, '0')}Z`])
    }
    const id = await rows.add({ state: clock, ...begins === 'received' && { confirmBy: '2026-01-07' } })
    await rows.tell(id, events)
    cases.set(id, status)
  }
  await rows.query('commit')
  const found = await findStandings(oversight.db, [...cases.keys()], { at, past: true })
  for (const [id, status] of cases) if (found.get(id)?.status !== status) t.equal(found.get(id)?.status, status)
  t.same([...new Set(cases.values())].toSorted(), requestStatuses.toSorted(), 'every status was reached')
  const before = { at: new Date('2026-01-05T03:00:00Z'), past: true }
  const atFirst = await findStandings(oversight.db, [...cases.keys()], before)
  const open = [...cases.keys()].map((id) => atFirst.get(id)).filter((standing) => standing?.holder !== null)
  t.same(new Set(open.map((standing) => standing?.status)), new Set(['received', 'registered']))
})
