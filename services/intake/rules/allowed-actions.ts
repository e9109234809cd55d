import type { Caller } from '@lightwell/http/caller'
import { permission, type Resource, type Subject, type Verb } from '@lightwell/http/policy'
import type { CaseView } from '../case-view.ts'
import { currentDeadline } from './current-deadline.ts'
import { isOpen } from './request-status.ts'
import { stageOf } from './stage.ts'

/** What can be done with a request, by the names a program knows it by. */
export const requestActions = [
  'withdraw', 'record_search', 'add_record', 'ask_extension', 'decide_extension', 'propose_decision', 'decide_decision',
  'serve_notice',
] as const

export type RequestAction = typeof requestActions[number]

/** The actions open to this caller now. Each room decides for itself when it is asked; this only tells in advance. */
export function allowedActions (caller: Caller, view: CaseView, now: Date): RequestAction[] {
  const { request } = view
  const subject = { agencyCode: request.agencyCode, requestId: request.id, clientId: request.apiClientId }
  const may = <R extends Resource>(resource: R, verb: Verb<R>) => permission(caller, resource, verb, subject).allowed
  const permitted: Record<RequestAction, boolean> = {
    withdraw: may('request', 'withdraw'),
    record_search: may('search', 'record'),
    add_record: may('record', 'add'),
    ask_extension: may('extension', 'ask'),
    decide_extension: decidesExtension(caller, view, subject),
    propose_decision: may('decision', 'propose'),
    decide_decision: may('decision', 'decide') && isAnother(caller, view.decision?.proposedBy),
    serve_notice: may('notice', 'serve'),
  }
  const possible = possibleActions(view, now)
  return requestActions.filter((action) => possible[action] && permitted[action])
}

// What the state of the request leaves open, whoever asks.
function possibleActions (view: CaseView, now: Date): Record<RequestAction, boolean> {
  const { request: { status }, extension, decision } = view
  const open = isOpen(status) && decision?.state !== 'issued'
  const undecided = open && decision === undefined
  return {
    withdraw: open,
    record_search: open,
    add_record: undecided,
    ask_extension: open && extension === undefined && isInTime(view, now),
    decide_extension: open && extension?.state === 'pending',
    propose_decision: undecided,
    decide_decision: open && decision?.state === 'proposed',
    serve_notice: stageOf(view) === 'serve',
  }
}

// Asked for before the due day ends (细则第十二条第一款); a rejection is never too late.
function isInTime (view: CaseView, now: Date): boolean {
  const { state, overdue } = currentDeadline(view, now)
  return state === 'paused' || (state === 'running' && !overdue)
}

function decidesExtension (caller: Caller, { extension }: CaseView, subject: Subject): boolean {
  const { posts } = permission(caller, 'extension', 'decide', subject)
  return isAnother(caller, extension?.requestedBy) && posts.some((post) => post.duty === extension?.approvingDuty)
}

// Nobody decides on what he asked for himself.
function isAnother (caller: Caller, personId: string | undefined): boolean {
  return caller.kind === 'staff' && caller.personId !== personId
}
