import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { beginChild, type BegunChild } from '../begin-child.ts'
import type { CaseView } from '../case-view.ts'
import { consentFaults, type Consent } from '../consent.ts'
import { faults } from '../errors.ts'
import { holdCase } from '../hold-case.ts'
import { holdTargets, leaving, type Targets } from '../routing-targets.ts'
import { todayAt } from '../rules/guards.ts'
import { isEnded } from '../rules/request-status.ts'
import { targetFaults, type Leaving } from '../rules/target-faults.ts'
import { insertRouting } from '../store/routings.ts'

/** To which body, and (from staff) how the applicant consented. */
export type Redirection = { toAgency: string, consent?: Consent }

export type RedirectRequest = SentBody<Redirection> & { id: string, ifMatch: string | undefined }

/**
 * Files the same request at another body with the applicant's consent, received today. The one that it comes of stays as
 * it is: to tell whom to ask is an answer, and still has to be given (条例第三十六条第五项).
 */
export async function redirectRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: RedirectRequest,
): Promise<BegunChild> {
  const at = deps.clock.now()
  const targets = await holdTargets(tx, [body.toAgency])
  const held = await holdCase(tx, caller, { id, action: 'redirect', ifMatch, now: at })
  const today = todayAt(held.view, at)
  const byApplicant = caller.kind === 'applicant'
  const from = await leaving(tx, held.view.request.agencyCode, false)
  refuseFaults(toldFaults(schemaFaults, [
    ...placeFaults(body.toAgency, { view: held.view, targets, from }),
    ...byApplicant ? [] : consentFaults(body.consent, today),
  ]))
  const { toAgency, consent } = body as Redirection
  const actor = actorOf(caller)
  const agency = targets.get(toAgency) as NonNullable<ReturnType<Targets['get']>>
  const child = await beginChild(deps, tx, held, { relation: 'redirected', agency, actor, byApplicant, at })
  await insertRouting(tx, {
    id: uuidv7(), requestId: id, kind: 'redirection', toAgency, routedBy: actor, routedAt: at,
    ...consentOf(byApplicant ? undefined : consent, today),
  }, [child.id])
  await append(tx, held.head, {
    type: 'lightwell.request.redirected.v1', room: 'intake', actor, at, data: { toAgency, requestId: child.id },
  })
  return child
}

function placeFaults (
  toAgency: unknown, { view, targets, from }: { view: CaseView, targets: Targets, from: Leaving },
): FieldFault[] {
  if (typeof toAgency !== 'string') return []
  if (toAgency === from.code) return [faults.sameAgency('/toAgency')]
  const isThere = view.parts.some(({ relation, agencyCode, status }) =>
    relation === 'redirected' && agencyCode === toAgency && !isEnded(status))
  return isThere ? [faults.alreadyRedirected('/toAgency')] : targetFaults(targets.get(toAgency), from, '/toAgency')
}

// By the applicant's own token his call is the consent.
function consentOf (consent: Consent | undefined, today: Day): { consent: string, consentOn: string } {
  return consent === undefined ? { consent: 'applicant', consentOn: today } : { consent: consent.evidence, consentOn: consent.on }
}
