import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import type { Caller } from '@lightwell/http/caller'
import type { CaseView } from '../../../../services/intake/case-view.ts'
import { allowedActions } from '../../../../services/intake/rules/allowed-actions.ts'
import { currentDeadline } from '../../../../services/intake/rules/current-deadline.ts'
import { lastDayToPay } from '../../../../services/intake/rules/last-day-to-pay.ts'
import { nextStep } from '../../../../services/intake/rules/next-step.ts'
import { isOpen, requestStatuses } from '../../../../services/intake/rules/request-status.ts'
import { heldBy, stageOf } from '../../../../services/intake/rules/stage.ts'
import { toldOutside } from '../../../../services/intake/rules/told-outside.ts'
import { aView, now, staff } from './a-view.ts'

const pending = { state: 'pending', requestedBy: 'officer', approvingDuty: 'head' } as const
const proposed = { id: 'd1', state: 'proposed', proposedBy: 'officer' } as const
const issued = { id: 'd1', state: 'issued', proposedBy: 'officer' } as const

t.test('a request waits for its answer until that is approved or it has ended', async (t) => {
  t.same(requestStatuses.filter(isOpen), ['received', 'registered', 'clarifying', 'processing'])
})

t.test('a case has one holder, by what must happen next', async (t) => {
  const holder = (view: CaseView) => [stageOf(view, now), heldBy(view, now)]
  t.same(holder(aView()), ['begin', 'officer'])
  t.same(holder(aView({ status: 'processing' })), ['work', 'officer'])
  t.same(holder(aView({ status: 'processing', reviewDue: true })), ['review', 'review'])
  t.same(holder(aView({ status: 'processing', reviewDue: true, extension: pending })), ['decide_extension', 'head'])
  t.same(holder(aView({ extension: { ...pending, approvingDuty: 'disclosure_office' } })),
    ['decide_extension', 'disclosure_office'])
  t.same(holder(aView({ status: 'processing', extension: { ...pending, state: 'approved' } })), ['work', 'officer'])
  t.same(holder(aView({ status: 'processing', extension: pending, decision: proposed })), ['decide_decision', 'head'])
  for (const nextSigner of ['legal', 'section', 'secrecy', 'disclosure_office'] as const) {
    t.same(holder(aView({ status: 'processing', extension: pending, decision: { ...proposed, nextSigner } })), ['sign_decision', nextSigner])
  }
  t.same(holder(aView({ status: 'processing', decision: issued })), ['serve', 'clerk'], 'the status follows later')
  t.same(holder(aView({ status: 'decided', decision: issued })), ['serve', 'clerk'])
  t.same(holder(aView({ status: 'received' })), ['confirm_receipt', 'clerk'])
  const asked = (respondBy: string) => ({ state: 'open', respondBy }) as NonNullable<CaseView['clarification']>
  t.same(holder(aView({ status: 'clarifying', clarification: asked('2026-03-03') })), ['clarify', 'applicant'])
  t.same(holder(aView({ status: 'clarifying', clarification: asked('2026-03-02') })), ['confirm_lapse', 'officer'])
  const late = { state: 'late_answer' } as NonNullable<CaseView['clarification']>
  t.same(holder(aView({ status: 'lapsed', clarification: late })), ['judge_late_answer', 'officer'])
  const fee = (state: string, payBy = '2026-03-03') => ({ state, payBy }) as NonNullable<CaseView['fee']>
  t.same(holder(aView({ status: 'processing', fee: fee('proposed') })), ['decide_fee', 'head'])
  t.same(holder(aView({ status: 'processing', fee: fee('open') })), ['pay', 'applicant'])
  t.same(holder(aView({ status: 'processing', fee: fee('open', '2026-03-02') })), ['abandon_fee', 'officer'])
  const standing = aView().deadline as NonNullable<CaseView['deadline']>
  const pausedUntil = (instant: string) => aView({ status: 'processing', deadline: { ...standing, pausedUntil: new Date(instant) } })
  t.same(holder(pausedUntil('2026-03-03T16:00:00Z')), ['consult', 'third_party'])
  t.same(holder(pausedUntil('2026-03-02T16:00:00Z')), ['work', 'officer'], 'the pause ended by itself')
  const outcome = { state: 'proposed' } as NonNullable<CaseView['correction']>
  t.same(holder(aView({ status: 'processing', correction: outcome })), ['decide_correction', 'head'])
  for (const status of ['closed', 'withdrawn', 'lapsed', 'transferred'] as const) {
    t.same(holder(aView({ status, decision: status === 'closed' ? issued : undefined })), ['ended', null], status)
  }
})

t.test('outside the agency a case stands as if nothing had been asked, proposed or sent to review in it', async (t) => {
  const standing = (view: CaseView) => [stageOf(toldOutside(view), now), heldBy(toldOutside(view), now)]
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
  t.same(nextStep(aView(), { now, dueOn, language: 'zh-CN' }), {
    who: '新民镇人民政府经办人', what: '开始办理：检索所申请的信息', by: '2026-03-09',
  })
  t.same(nextStep(aView({ decision: proposed }), { now, dueOn, language: 'en' }), {
    who: 'the head of Xinmin Town Government', what: 'decide on the proposed answer', by: '2026-03-09',
  })
  t.same(nextStep(aView({ decision: { ...proposed, nextSigner: 'legal' } }), { now, dueOn, language: 'zh-CN' }), {
    who: '新民镇人民政府法制审核人员', what: '在答复审批单上签署意见', by: '2026-03-09',
  })
  t.equal(nextStep(aView({ status: 'closed' }), { now, dueOn, language: 'en' }), null)
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

t.test('a program is told what its user can do now', async (t) => {
  const actions = (caller: Caller, view: CaseView) => allowedActions(caller, view, now)
  const applicant: Caller = { kind: 'applicant', requestIds: ['r1'] }
  t.same(actions(applicant, aView()), ['add_attachment', 'register_receipt', 'redirect', 'withdraw'])
  t.same(actions({ kind: 'applicant', requestIds: ['another'] }, aView()), [])
  t.same(actions({ kind: 'portal', clientId: 'p' }, aView()), [], 'not filed by this portal')
  t.same(actions(staff('head', 'head'), aView({ extension: pending })), [
    'transfer', 'decide_extension',
  ])
  for (const status of ['closed', 'withdrawn', 'transferred'] as const) {
    t.notOk(actions(applicant, aView({ status })).includes('withdraw'), status)
    t.same(actions(staff('officer', 'officer'), aView({ status })).filter((action) => !['register_receipt', 'redirect', 'classify'].includes(action)), [], status)
  }
})

t.test('a fee is paid within working days after its notice, or within months that begin with it', (t) => {
  const last = (regimeVersion: string, noticedOn: string, calendarId = 'UK') => lastDayToPay({ regimeVersion, calendarId }, noticedOn as Day)
  t.equal(last('order_711@1', '2026-03-02', 'CN'), '2026-03-30')
  for (const version of ['uk_foia@1', 'foisa@1']) {
    t.equal(last(version, '2026-01-05'), '2026-04-04')
    t.equal(last(version, '2026-03-01'), '2026-05-31')
    t.equal(last(version, '2026-01-01'), '2026-03-31')
    t.equal(last(version, '2025-11-30'), '2026-02-28', 'a month that has no such day ends with its last')
    t.equal(last(version, '2026-01-31'), '2026-04-30')
  }
  t.end()
})
