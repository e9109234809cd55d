import t from 'tap'
import type { Caller, Duty } from '@lightwell/http/caller'
import { policy } from '@lightwell/http/policy'
import type { CaseView } from '../../../../services/intake/case-view.ts'
import { allowedActions, refusedActions } from '../../../../services/intake/rules/allowed-actions.ts'
import { checkMoves, faultsOfMoves } from '../../../../services/intake/rules/check-moves.ts'
import { moveFrom, requestActions, statusAfter, table, type Move, type RequestAction, type RoomMove } from '../../../../services/intake/rules/moves.ts'
import { reasons, type ReasonCode } from '../../../../services/intake/rules/reasons.ts'
import { requestStatuses, type RequestStatus } from '../../../../services/intake/rules/request-status.ts'
import { whyNot } from '../../../../services/intake/rules/why-not.ts'
import { aView, now, staff } from './a-view.ts'

const short: Record<string, RequestStatus> = {
  R: 'received', G: 'registered', C: 'clarifying', P: 'processing', D: 'decided', X: 'closed', W: 'withdrawn', L: 'lapsed', T: 'transferred',
}

// The table once more, written from the law and the contract and not from the code: action, who, from which statuses
// (R G C P D X W L T), and where it leads (= stays).
const written = `
  confirm_receipt       clerk officer                              R      G
  confirm_receipt       clerk officer                              CP     =
  prove_identity        clerk officer portal                       RGCPD  =
  renew_token           clerk portal                               RGCPDXWLT =
  add_attachment        applicant portal clerk officer             RGCP   =
  classify              clerk officer                              RGCPDX =
  pass_on               clerk officer                              RGCPD  =
  register_receipt      applicant portal clerk officer             RGCPDXWLT =
  ask_clarification     officer                                    RGP    C
  answer_clarification  applicant portal clerk officer             C      P
  confirm_lapse         officer head                               C      L
  answer_late           applicant portal clerk officer             L      =
  accept_late_answer    officer head                               L      P
  reject_late_answer    officer head                               L      =
  open_consultation     officer                                    RGP    P
  serve_consultation    clerk officer                              RGCP   =
  answer_consultation   consulted clerk officer                    RGCPD  =
  ask_reasons           officer                                    RGP    P
  give_reasons          applicant portal clerk officer             RGCP   =
  judge_reasons         officer                                    RGCP   =
  defer                 head disclosure_office                     RGCP   =
  propose_fee           officer                                    RGP    P
  decide_fee            head disclosure_office                     RGCP   =
  record_payment        clerk officer                              RGCP   =
  waive_fee             head disclosure_office                     RGCP   =
  abandon_fee           officer head                               RGCP   L
  propose_correction    officer                                    RGP    P
  return_correction     head                                       RGCP   =
  approve_correction    head                                       RGCP   D
  transfer              officer head                               RGP    T
  redirect              applicant clerk officer                    RGCPDXWLT =
  divide                officer                                    RGP    =
  divide_whole          officer                                    RGP    T
  withdraw              applicant portal clerk                     RGCP   W
  record_search         officer                                    RGCP   =
  add_record            officer                                    RGCP   =
  ask_extension         officer                                    RGCP   =
  decide_extension      head disclosure_office                     RGCP   =
  propose_decision      officer                                    RGP    =
  decide_decision       head                                       RGP    =
  serve_notice          clerk officer                              RGCPDX =
  work_begun            room                                       G      P
  answer_approved       room                                       RGP    D
  answer_served         room                                       RGPD   X
`

type Written = { action: string, who: string[], from: RequestStatus[], next: RequestStatus | 'same' }

const lines: Written[] = written.trim().split('\n').map((line) => {
  const words = line.trim().split(/\s+/)
  const next = words.at(-1) as string
  return {
    action: words[0] as string, who: words.slice(1, -2),
    from: [...words.at(-2) as string].map((letter) => short[letter] as RequestStatus),
    next: next === '=' ? 'same' : short[next] as RequestStatus,
  }
})

const duties: Duty[] = ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office', 'supervisor', 'admin']
const callers: [string, Caller][] = [
  ...duties.map((duty): [string, Caller] => [duty, staff('someone', duty)]),
  ['applicant', { kind: 'applicant', requestIds: ['r1'] }],
  ['portal', { kind: 'portal', clientId: 'p1' }],
  ['consulted', { kind: 'consulted', consultationId: 'c1' }],
  ['anonymous', { kind: 'anonymous' }],
]
const subject = { agencyCode: 'XM', requestId: 'r1', clientId: 'p1', consultationId: 'c1' }

t.test('every status × every action × everyone who calls: the table, and nothing beside it', async (t) => {
  const actions = new Set([...lines.map(({ action }) => action), ...table.map(({ action }) => action)])
  for (const status of requestStatuses) {
    for (const action of actions) {
      const line = lines.find((one) => one.action === action && one.from.includes(status))
      const move = moveFrom(status, action as RequestAction | RoomMove)
      t.equal(move?.next, line?.next, `${action} from ${status}`)
      if (move !== undefined) t.equal(statusAfter(move, status), line?.next === 'same' ? status : line?.next)
    }
  }
  for (const action of requestActions) {
    const who = new Set(lines.filter((line) => line.action === action).flatMap((line) => line.who))
    for (const [name, caller] of callers) {
      for (const status of requestStatuses) {
        const why = whyNot(action, { view: aView({ status }), caller, now, subject })
        if (!who.has(name)) t.equal(why, 'not_your_duty', `${name} ${action} from ${status}`)
        else if (moveFrom(status, action) === undefined) t.equal(why, 'not_in_this_status', `${name} ${action} from ${status}`)
        else t.not(why, 'not_your_duty', `${name} ${action} from ${status}`)
      }
    }
  }
})

const nobody = { decidedBy: null, decidedAt: null }
const proposed = { id: 'd1', state: 'proposed', proposedBy: 'officer' } as const
const issued = { id: 'd1', state: 'issued', proposedBy: 'officer' } as const
const pending = { state: 'pending', requestedBy: 'officer', approvingDuty: 'head' } as const
type Part<Name extends keyof CaseView> = NonNullable<CaseView[Name]>
const clarification = (state: Part<'clarification'>['state'], more = {}) =>
  ({ state, respondBy: '2026-03-10', judgedAt: null, ...more }) as Part<'clarification'>
const letter = (more: object) => [{ servedOn: null, answer: null, ...more }] as unknown as CaseView['consultations']
const asked = (state: Part<'reasons'>['state'], more = {}) =>
  ({ state, respondBy: '2026-03-10', judgedBy: null, deferredAt: null, ...more }) as Part<'reasons'>
const fee = (state: Part<'fee'>['state'], more = {}) => ({ state, payBy: '2026-03-10', proposedBy: 'officer', ...nobody, ...more }) as Part<'fee'>
const outcome = (state: Part<'correction'>['state']) => ({ state, proposedBy: 'officer' }) as Part<'correction'>
const objector = (servedOn: string | null) => [{ kind: 'third_party_decision', servedOn }] as unknown as CaseView['notices']
const underOrder711 = { request: { regimeId: 'order_711', regimeVersion: 'order_711@1' } }
const later = new Date('2026-03-11T01:00:00Z')

// Each guard: the action, the case, when, by whom, and what it says (undefined lets it pass).
const cases: [RequestAction, CaseView, ReasonCode | undefined, { at?: Date, by?: Caller }?][] = [
  ['confirm_receipt', aView({ status: 'received', request: { confirmBy: '2026-03-03' } }), undefined],
  ['confirm_receipt', aView({ status: 'received' }), 'needs_no_confirmation'],
  ['confirm_receipt', aView({ status: 'processing', request: { confirmBy: '2026-03-03', confirmedOn: '2026-03-03' } }), 'already_confirmed'],
  ['ask_clarification', aView(), undefined],
  ['ask_clarification', aView({ clarification: clarification('answered') }), 'already_clarified'],
  ['ask_clarification', aView(), undefined, { at: new Date('2026-03-09T15:59:59Z') }],
  ['ask_clarification', aView(), 'too_late_to_clarify', { at: new Date('2026-03-09T16:00:00Z') }],
  ['ask_clarification', aView({ ...underOrder711, deadline: null }), undefined, { at: new Date('2026-03-11T15:59:59Z') }],
  ['ask_clarification', aView({ ...underOrder711, deadline: null }), 'too_late_to_clarify', { at: new Date('2026-03-11T16:00:00Z') }],
  ['ask_clarification', aView({ decision: proposed }), 'answer_proposed'],
  ['answer_clarification', aView({ status: 'clarifying', clarification: clarification('open') }), undefined, { at: later }],
  ['answer_clarification', aView({ status: 'clarifying' }), 'no_clarification_open'],
  ['answer_clarification', aView({ status: 'clarifying', clarification: clarification('open'), decision: issued }), 'already_answered'],
  ['confirm_lapse', aView({ status: 'clarifying', clarification: clarification('open'), decision: issued }), 'already_answered', { at: later }],
  ['confirm_lapse', aView({ status: 'clarifying', clarification: clarification('open') }), 'reply_not_due', { at: new Date('2026-03-10T15:59:59Z') }],
  ['confirm_lapse', aView({ status: 'clarifying', clarification: clarification('open') }), undefined, { at: new Date('2026-03-10T16:00:00Z') }],
  ['answer_late', aView({ status: 'lapsed', clarification: clarification('lapsed') }), undefined],
  ['answer_late', aView({ status: 'lapsed', clarification: clarification('lapsed', { judgedAt: now }) }), 'no_clarification_lapsed'],
  ['answer_late', aView({ status: 'lapsed', fee: fee('abandoned') }), 'no_clarification_lapsed'],
  ['accept_late_answer', aView({ status: 'lapsed', clarification: clarification('late_answer') }), undefined],
  ['reject_late_answer', aView({ status: 'lapsed', clarification: clarification('lapsed') }), 'no_late_answer'],
  ['open_consultation', aView(), undefined],
  ['open_consultation', aView({ decision: issued }), 'already_answered'],
  ['serve_consultation', aView({ consultations: letter({}) }), undefined],
  ['serve_consultation', aView({ consultations: letter({ servedOn: '2026-03-03' }) }), 'no_letter_unserved'],
  ['answer_consultation', aView({ consultations: letter({ servedOn: '2026-03-03' }) }), undefined],
  ['answer_consultation', aView({ consultations: letter({ servedOn: '2026-03-03', answer: 'agrees' }) }), 'no_letter_unanswered'],
  ['ask_reasons', aView({ request: { ...aView().request, regimeVersion: 'uk_foia@1' } }), 'reasons_not_asked'],
  ['ask_reasons', aView(), undefined],
  ['ask_reasons', aView({ reasons: asked('open') }), 'reasons_already_asked'],
  ['give_reasons', aView({ reasons: asked('open') }), undefined],
  ['give_reasons', aView({ reasons: asked('answered') }), 'no_reasons_asked'],
  ['judge_reasons', aView({ reasons: asked('answered') }), undefined],
  ['judge_reasons', aView({ reasons: asked('open') }), 'reply_not_due'],
  ['judge_reasons', aView({ reasons: asked('open') }), undefined, { at: later }],
  ['defer', aView({ reasons: asked('reasonable', { judgedBy: 'officer' }) }), undefined, { by: staff('head', 'head') }],
  ['defer', aView({ reasons: asked('reasonable', { judgedBy: 'head' }) }), 'judged_it_yourself', { by: staff('head', 'head') }],
  ['defer', aView({ reasons: asked('reasonable') }), 'another_duty_decides', { by: staff('office', 'disclosure_office') }],
  ['defer', aView({ reasons: asked('reasonable', { deferredAt: now }) }), 'already_deferred', { by: staff('head', 'head') }],
  ['defer', aView({ reasons: asked('unreasonable') }), 'reasons_not_accepted', { by: staff('head', 'head') }],
  ['defer', aView({ status: 'clarifying', reasons: asked('reasonable', { judgedBy: 'officer' }) }), 'clock_stands_still', { by: staff('head', 'head') }],
  ['defer', aView({ reasons: asked('reasonable', { judgedBy: 'officer' }) }), 'due_day_over', { at: later, by: staff('head', 'head') }],
  ['propose_fee', aView(), 'free_of_charge'],
  ['propose_fee', aView(underOrder711), undefined],
  ['propose_fee', aView({ ...underOrder711, fee: fee('open') }), 'fee_already_asked'],
  ['propose_fee', aView({ ...underOrder711, fee: fee('rejected') }), undefined],
  ['propose_fee', aView({ ...underOrder711, fee: fee('waived') }), 'fee_already_asked'],
  ['propose_fee', aView({ request: { ...underOrder711.request, kind: 'correction' } }), 'free_of_charge'],
  ['propose_fee', aView(underOrder711), undefined, { at: new Date('2026-03-09T15:59:59Z') }],
  ['propose_fee', aView(underOrder711), 'due_day_over', { at: new Date('2026-03-09T16:00:00Z') }],
  ['decide_fee', aView({ ...underOrder711, fee: fee('proposed') }), undefined, { by: staff('office', 'disclosure_office') }],
  ['decide_fee', aView({ ...underOrder711, fee: fee('proposed') }), 'another_duty_decides', { by: staff('head', 'head') }],
  ['decide_fee', aView({ ...underOrder711, fee: fee('proposed') }), 'asked_it_yourself', { by: staff('officer', 'disclosure_office') }],
  ['decide_fee', aView({ ...underOrder711, fee: fee('proposed'), decision: issued }), 'already_answered', { by: staff('office', 'disclosure_office') }],
  ['decide_fee', aView(underOrder711), 'no_fee_proposed', { by: staff('office', 'disclosure_office') }],
  ['record_payment', aView({ ...underOrder711, fee: fee('open') }), undefined, { at: later }],
  ['record_payment', aView({ ...underOrder711, fee: fee('paid') }), 'no_fee_open'],
  ['record_payment', aView({ ...underOrder711, fee: fee('open'), decision: issued }), 'already_answered'],
  ['waive_fee', aView({ ...underOrder711, fee: fee('open') }), undefined, { by: staff('office', 'disclosure_office') }],
  ['waive_fee', aView({ ...underOrder711, fee: fee('open') }), 'another_duty_decides', { by: staff('head', 'head') }],
  ['waive_fee', aView({ ...underOrder711, fee: fee('proposed') }), 'no_fee_open', { by: staff('office', 'disclosure_office') }],
  ['abandon_fee', aView({ ...underOrder711, fee: fee('open') }), 'reply_not_due'],
  ['abandon_fee', aView({ ...underOrder711, fee: fee('open') }), undefined, { at: later }],
  ['abandon_fee', aView({ ...underOrder711, fee: fee('open'), decision: issued }), 'already_answered', { at: later }],
  ['propose_correction', aView(), 'no_correction_request'],
  ['propose_correction', aView({ request: { kind: 'correction' } }), undefined],
  ['approve_correction', aView({ request: { kind: 'correction' }, correction: outcome('proposed') }), undefined, { by: staff('head', 'head') }],
  ['approve_correction', aView({ request: { kind: 'correction' }, correction: outcome('proposed') }), 'proposed_it_yourself', { by: staff('officer', 'head') }],
  ['return_correction', aView({ request: { kind: 'correction' } }), 'no_correction_proposed', { by: staff('head', 'head') }],
  ['transfer', aView(), undefined],
  ['transfer', aView({ decision: proposed }), 'answer_proposed'],
  ['divide', aView({ consultations: letter({ servedOn: '2026-03-03', answer: 'agrees' }) }), undefined],
  ['divide', aView({ consultations: letter({ servedOn: '2026-03-03' }) }), 'others_are_asked'],
  ['transfer', aView({ consultations: letter({ servedOn: '2026-03-03', answer: 'objects' }) }), 'others_are_asked'],
  ['divide', aView({ parts: [{ id: 'r2' }] as unknown as CaseView['parts'] }), 'already_divided'],
  ['redirect', aView({ status: 'closed' }), undefined],
  ['redirect', aView({ status: 'withdrawn' }), 'request_withdrawn'],
  ['withdraw', aView({ decision: proposed }), undefined, { by: staff('clerk', 'clerk') }],
  ['withdraw', aView({ decision: issued }), 'already_answered', { by: staff('clerk', 'clerk') }],
  ['withdraw', aView({ correction: outcome('issued') }), 'already_answered', { by: staff('clerk', 'clerk') }],
  ['record_search', aView({ decision: proposed }), undefined],
  ['record_search', aView({ decision: issued }), 'already_answered'],
  ['add_record', aView({ decision: proposed }), 'answer_proposed'],
  ['ask_extension', aView({ extension: pending }), 'extension_pending'],
  ['ask_extension', aView({ extension: { ...pending, state: 'approved' } }), 'extension_used'],
  ['ask_extension', aView({ deadline: { ...aView().deadline!, extendedWorkingDays: 5 } }), 'extension_used'],
  ['ask_extension', aView({ request: { ...aView().request, regimeVersion: 'de_ifg@1' } }), 'no_extension_in_law'],
  ['ask_extension', aView(), 'due_day_over', { at: new Date('2026-03-09T16:00:00Z') }],
  ['decide_extension', aView({ extension: pending }), undefined, { by: staff('head', 'head'), at: later }],
  ['decide_extension', aView({ extension: pending }), 'asked_it_yourself', { by: staff('officer', 'head') }],
  ['decide_extension', aView({ extension: pending }), 'another_duty_decides', { by: staff('office', 'disclosure_office') }],
  ['decide_extension', aView(), 'no_extension_pending', { by: staff('head', 'head') }],
  ['propose_decision', aView({ request: { kind: 'correction' } }), 'correction_has_its_own_outcome'],
  ['propose_decision', aView({ decision: proposed }), 'answer_proposed'],
  ['decide_decision', aView({ decision: proposed }), 'proposed_it_yourself', { by: staff('officer', 'head') }],
  ['decide_decision', aView(), 'no_decision_proposed', { by: staff('head', 'head') }],
  ['serve_notice', aView({ status: 'decided', decision: issued }), undefined],
  ['serve_notice', aView({ status: 'closed', notices: objector(null) }), undefined],
  ['serve_notice', aView({ status: 'closed', notices: objector('2026-03-03') }), 'nothing_to_serve'],
  ['serve_notice', aView(), 'nothing_to_serve'],
]

t.test('beside status and duty each guard lets pass, or says why not', async (t) => {
  for (const [action, view, why, { at = now, by = staff('officer2', 'officer') } = {}] of cases) {
    t.equal(whyNot(action, { view, caller: by, now: at }), why, `${action}: ${why ?? 'passes'}`)
  }
  const guarded = new Set(table.flatMap(({ action, guard }) => guard === undefined ? [] : [action]))
  const told = new Set(cases.map(([action]) => action as string))
  t.same([...guarded].filter((action) => !told.has(action)), ['divide_whole'], 'it shares the guard of a neighbour')
  const said = new Set(cases.map(([, , why]) => why))
  const unsaid = Object.keys(reasons).filter((code) => !said.has(code as ReasonCode))
  t.same(unsaid, ['not_your_duty', 'not_in_this_status'], 'every reason can be given')
})

t.test('an action is either allowed or refused with its reason; outsiders are not told what the agency does among itself', async (t) => {
  for (const [, caller] of callers.slice(0, 8)) {
    const allowed = allowedActions(caller, aView(), now)
    const refused = refusedActions(caller, aView(), now)
    t.same([...allowed, ...refused.map(({ action }) => action)].toSorted(), [...requestActions].toSorted())
  }
  const applicant = callers.find(([name]) => name === 'applicant')?.[1] as Caller
  const told = refusedActions(applicant, aView({ decision: proposed, extension: pending }), now).map(({ action }) => action)
  t.same(told, ['answer_clarification', 'answer_late', 'give_reasons'])
})

t.test('an unsound table is told by name when the room opens', async (t) => {
  t.doesNotThrow(checkMoves)
  const sound: Move[] = [...table]
  const told = (move: object) => faultsOfMoves([...sound, { action: 'x', from: ['registered'], may: 'room', next: 'same', ...move } as Move])
  t.same(told({}), [])
  t.same(told({ action: 'withdraw' }), ['withdraw from registered stands twice'])
  t.same(told({ next: 'gone' }), ['x leads to the unknown gone'])
  t.same(told({ from: [] }), ['x starts nowhere'])
  t.same(told({ from: ['lost'] }), ['x starts at the unknown lost'])
  t.same(told({ may: ['request', 'forget'] }), ['nobody may x: the policy has no request.forget'])
  t.same(told({ guard: 'never' }), ['x has the unknown guard never'])
  t.same(told({ from: ['closed'], next: 'closed' }), ['x leads where it starts'])
  t.same(faultsOfMoves(sound.filter(({ next }) => next !== 'lapsed')), ['nothing leads to lapsed'])
  for (const { may } of table) if (may !== 'room') t.ok(may[1] in policy[may[0]])
})
