import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { beginChild } from '../begin-child.ts'
import { consentFaults, type Consent } from '../consent.ts'
import { holdCase, moveOn, type HeldCase } from '../hold-case.ts'
import { holdTargets, leaving, type Targets } from '../routing-targets.ts'
import { todayAt } from '../rules/guards.ts'
import { targetFaults, type Leaving } from '../rules/target-faults.ts'
import { findOwner } from '../store/requests.ts'
import { insertRouting } from '../store/routings.ts'

/** One thing that a form asks for; its own agency's where none is named. */
export type Part = { description: string, agency?: string }

/** The parts that a form is divided into with consent. `whole`: nothing is left of it to answer beside them. */
export type Division = { consent: Consent, parts: Part[], whole: boolean }

export type DivideRequest = SentBody<Division> & { id: string, ifMatch: string | undefined }

/**
 * Divides a form that asks for several things (一事一申请) into requests with a number and a clock each, received on the
 * same day. A part may go to another body of the same government, under that one's law. Gives their ids.
 */
export async function divideRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: DivideRequest,
): Promise<string[]> {
  const at = deps.clock.now()
  const whole = body.whole === true
  const targets = await holdTargets(tx, [(await findOwner(tx, id))?.agencyCode, ...partsOf(body).map(({ agency }) => agency)])
  const held = await holdCase(tx, caller, { id, action: whole ? 'divide_whole' : 'divide', ifMatch, now: at })
  const from = await leaving(tx, held.view.request.agencyCode, true)
  const today = todayAt(held.view, at)
  refuseFaults(toldFaults(schemaFaults, [...consentFaults(body.consent, today), ...partsFaults(partsOf(body), targets, from)]))
  const { consent, parts } = body as Division
  const actor = actorOf(caller)
  const requestIds = await beginParts(deps, tx, held, { parts, targets, actor, at })
  await insertRouting(tx, {
    id: uuidv7(), requestId: id, kind: 'division', consent: consent.evidence, consentOn: consent.on, routedBy: actor, routedAt: at,
  }, requestIds)
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.request.divided.v1', room: 'intake', actor, at, data: { requestIds, whole, dividedOn: today },
  })
  return requestIds
}

async function beginParts (
  deps: Deps, tx: Transaction, held: HeldCase,
  { parts, targets, actor, at }: { parts: readonly Part[], targets: Targets, actor: string, at: Date },
): Promise<string[]> {
  const requestIds: string[] = []
  for (const { description, agency: code = held.view.request.agencyCode } of parts) {
    const agency = targets.get(code) as NonNullable<ReturnType<Targets['get']>>
    const child = await beginChild(deps, tx, held, { relation: 'part', agency, description, actor, at })
    requestIds.push(child.id)
  }
  return requestIds
}

function partsFaults (parts: readonly Partial<Part>[], targets: Targets, from: Leaving): FieldFault[] {
  return parts.flatMap(({ agency = from.code }, at) =>
    typeof agency === 'string' ? targetFaults(targets.get(agency), from, `/parts/${at}/agency`) : [])
}

// The body may not fit its schema; what is no part has its fault from there.
function partsOf ({ parts }: Partial<Division>): Partial<Part>[] {
  return Array.isArray(parts) ? parts.map((part: unknown) => (typeof part === 'object' && part !== null ? part : {})) : []
}
