import t from 'tap'
import type { Caller, HeldPost } from '@lightwell/http/caller'
import type { Duty } from '@lightwell/http/caller'
import type { CaseView, RequestRow } from '../../../../services/intake/case-view.ts'
import { allowedActions } from '../../../../services/intake/rules/allowed-actions.ts'
import { currentDeadline } from '../../../../services/intake/rules/current-deadline.ts'
import { nextStep } from '../../../../services/intake/rules/next-step.ts'
import {
  isOpen, nextStatus, requestStatuses, type RequestMove, type RequestStatus,
} from '../../../../services/intake/rules/request-status.ts'
import { heldBy, stageOf } from '../../../../services/intake/rules/stage.ts'
import { toldOutside } from '../../../../services/intake/rules/told-outside.ts'

const now = new Date('2026-03-03T01:00:00Z')

function aView ({ status = 'registered', ...changes }: Partial<CaseView> & { status?: RequestStatus } = {}): CaseView {
  return {
    request: {
      id: 'r1', agencyCode: 'XM', apiClientId: null, status, regimeId: 'county', regimeVersion: 'county@1',
      calendarId: 'CN', zone: 'Asia/Shanghai', receivedOn: '2026-03-02',
    } as RequestRow,
    version: 2,
    agencyName: { zh: '新民镇人民政府', en: 'Xinmin Town Government' },
    deadline: { state: 'running', dueOn: '2026-03-09', dueAt: new Date('2026-03-09T16:00:00Z'), provisional: false },
    extension: undefined,
    decision: undefined,
    notices: [],
    reviewDue: false,
    ...changes,
  }
}

function staff (personId: string, ...duties: Duty[]): Caller {
  const posts: HeldPost[] = duties.map((duty) => ({ agencyCode: 'XM', duty, level: null, asDeputy: false }))
  return { kind: 'staff', personId, posts }
}

const pending = { state: 'pending', requestedBy: 'officer', approvingDuty: 'head' } as const
const proposed = { id: 'd1', state: 'proposed', proposedBy: 'officer' } as const
const issued = { id: 'd1', state: 'issued', proposedBy: 'officer' } as const

t.test('the one table of moves, whole', async (t) => {
  const moves: RequestMove[] = ['work_begun', 'answer_approved', 'answer_served', 'withdrawn']
  const no = undefined
  const table: Record<RequestStatus, (RequestStatus | undefined)[]> = {
    received: [no, no, no, 'withdrawn'],
    registered: ['processing', 'decided', 'closed', 'withdrawn'],
    clarifying: [no, no, no, 'withdrawn'],
    processing: [no, 'decided', 'closed', 'withdrawn'],
    decided: [no, no, 'closed', no],
    closed: [no, no, no, no],
    withdrawn: [no, no, no, no],
    lapsed: [no, no, no, no],
    transferred: [no, no, no, no],
  }
  t.same(requestStatuses.toSorted(), Object.keys(table).toSorted())
  for (const status of requestStatuses) t.same(moves.map((move) => nextStatus(status, move)), table[status], status)
  t.same(requestStatuses.filter(isOpen), ['received', 'registered', 'clarifying', 'processing'])
})

t.test('a case has one holder, by what must happen next', async (t) => {
  const holder = (view: CaseView) => [stageOf(view), heldBy(view)]
  t.same(holder(aView()), ['begin', 'officer'])
  t.same(holder(aView({ status: 'processing' })), ['work', 'officer'])
  t.same(holder(aView({ status: 'processing', reviewDue: true })), ['review', 'review'])
  t.same(holder(aView({ status: 'processing', reviewDue: true, extension: pending })), ['decide_extension', 'head'])
  t.same(holder(aView({ extension: { ...pending, approvingDuty: 'disclosure_office' } })),
    ['decide_extension', 'disclosure_office'])
  t.same(holder(aView({ status: 'processing', extension: { ...pending, state: 'approved' } })), ['work', 'officer'])
  t.same(holder(aView({ status: 'processing', extension: pending, decision: proposed })), ['decide_decision', 'head'])
  t.same(holder(aView({ status: 'processing', decision: issued })), ['serve', 'clerk'], 'the status follows later')
  t.same(holder(aView({ status: 'decided', decision: issued })), ['serve', 'clerk'])
  for (const status of ['closed', 'withdrawn', 'lapsed', 'transferred'] as const) {
    t.same(holder(aView({ status, decision: status === 'closed' ? issued : undefined })), ['ended', null], status)
  }
})

t.test('outside the agency a case stands as if nothing had been asked, proposed or sent to review in it', async (t) => {
  const standing = (view: CaseView) => [stageOf(toldOutside(view)), heldBy(toldOutside(view))]
  for (const status of ['registered', 'processing'] as const) {
    const untouched = standing(aView({ status }))
    for (const inner of [{ extension: pending }, { decision: proposed }, { reviewDue: true }]) {
      t.same(standing(aView({ status, ...inner })), untouched, JSON.stringify(inner))
    }
  }
  t.same(standing(aView({ status: 'processing', reviewDue: true, decision: issued })), ['serve', 'clerk'])
  t.same(toldOutside(aView({ extension: { ...pending, state: 'approved' } })).extension?.state, 'approved')
})

t.test('the next step is told in the words of the reader, with its day', async (t) => {
  const dueOn = currentDeadline(aView(), now).dueOn
  t.same(nextStep(aView(), dueOn, 'zh-CN'), {
    who: '新民镇人民政府经办人', what: '开始办理：检索所申请的信息', by: '2026-03-09',
  })
  t.same(nextStep(aView({ decision: proposed }), dueOn, 'en'), {
    who: 'the head of Xinmin Town Government', what: 'decide on the proposed answer', by: '2026-03-09',
  })
  t.equal(nextStep(aView({ status: 'closed' }), dueOn, 'en'), null)
})

t.test('late is derived from the instant, to the millisecond', async (t) => {
  const at = (instant: string, view = aView()) => currentDeadline(view, new Date(instant))
  t.same(at('2026-03-09T15:59:59.999Z'), { state: 'running', dueOn: '2026-03-09', overdue: false, provisional: false })
  t.equal(at('2026-03-09T16:00:00.000Z').overdue, true, '24:00 of the due day in Shanghai is late')
  const stored = aView().deadline as NonNullable<CaseView['deadline']>
  for (const state of ['met', 'missed', 'stopped', 'paused'] as const) {
    t.equal(at('2027-01-01T00:00:00Z', aView({ deadline: { ...stored, state } })).overdue, false, state)
  }
  t.same(at('2027-01-01T00:00:00Z', aView({ status: 'withdrawn' })), {
    state: 'stopped', dueOn: '2026-03-09', overdue: false, provisional: false,
  }, 'a withdrawal stops the clock before its entry is made')
})

t.test('before its first entry a clock is pending, says why, and has its day all the same', async (t) => {
  t.same(currentDeadline(aView({ deadline: null }), now), {
    state: 'pending', dueOn: '2026-03-09', overdue: false, provisional: false, missing: ['clock_entry'],
  })
  const late = currentDeadline(aView({ deadline: null }), new Date('2026-03-09T16:00:00Z'))
  t.equal(late.overdue, true)
  const { request } = aView()
  const far = aView({ deadline: null, request: { ...request, receivedOn: '2026-12-30' } })
  t.equal(currentDeadline(far, now).provisional, true, 'the calendar of 2027 is not published')
  const lost = aView({ deadline: null, request: { ...request, regimeVersion: 'county@99' } })
  t.throws(() => currentDeadline(lost, now), /county@99/)
})

t.test('actions are those that duty and state leave open', async (t) => {
  const actions = (caller: Caller, view: CaseView, at = now) => allowedActions(caller, view, at)
  const officer = staff('officer', 'officer')
  const head = staff('head', 'head')
  const applicant: Caller = { kind: 'applicant', requestIds: ['r1'] }
  t.same(actions(applicant, aView()), ['withdraw'])
  t.same(actions({ kind: 'applicant', requestIds: ['another'] }, aView()), [])
  t.same(actions({ kind: 'portal', clientId: 'p' }, aView()), [], 'not filed by this portal')
  t.same(actions(officer, aView()), ['record_search', 'add_record', 'ask_extension', 'propose_decision'])
  t.same(actions(head, aView()), [])
  const asked = aView({ extension: pending })
  t.same(actions(head, asked), ['decide_extension'])
  t.same(actions(staff('officer', 'head'), asked), [], 'nobody decides what he asked for')
  t.same(actions(staff('office', 'disclosure_office'), asked), [], 'the regime names the head')
  t.same(actions(officer, asked), ['record_search', 'add_record', 'propose_decision'])
  const both = staff('both', 'officer', 'head')
  t.same(actions(both, aView({ decision: proposed })), ['record_search', 'ask_extension', 'decide_decision'])
  t.same(actions(staff('officer', 'head'), aView({ decision: proposed })), [], 'nobody approves what he proposed')
  const after = new Date('2026-03-09T16:00:00Z')
  t.notOk(actions(officer, aView(), after).includes('ask_extension'), 'the due day has ended')
  t.same(actions(head, asked, after), ['decide_extension'], 'it can still be rejected')
  t.same(actions(staff('clerk', 'clerk'), aView({ status: 'decided', decision: issued })), ['serve_notice'])
  t.same(actions(applicant, aView({ status: 'processing', decision: issued })), [], 'answered: no withdrawal')
  for (const status of ['closed', 'withdrawn', 'lapsed', 'transferred'] as const) {
    for (const caller of [applicant, officer, head]) t.same(actions(caller, aView({ status })), [], status)
  }
})
