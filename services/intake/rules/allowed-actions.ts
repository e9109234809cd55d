import type { Caller } from '@lightwell/http/caller'
import type { CaseView } from '../case-view.ts'
import { requestActions, type RequestAction } from './moves.ts'
import type { ReasonCode } from './reasons.ts'
import { whyNot } from './why-not.ts'

/** An action that is not open now, and why. */
export type RefusedAction = { action: RequestAction, code: ReasonCode }

/** The actions open to this caller now. Each room decides for itself when it is asked; this only tells in advance. */
export function allowedActions (caller: Caller, view: CaseView, now: Date): RequestAction[] {
  return requestActions.filter((action) => whyNot(action, { view, caller, now }) === undefined)
}

/**
 * The actions that are not open, each with its reason. To those outside the agency only what could ever be theirs is
 * told: what its people might do among themselves is no news to them.
 */
export function refusedActions (caller: Caller, view: CaseView, now: Date): RefusedAction[] {
  return requestActions.flatMap((action) => {
    const code = whyNot(action, { view, caller, now })
    if (code === undefined || (code === 'not_your_duty' && caller.kind !== 'staff')) return []
    return [{ action, code }]
  })
}
