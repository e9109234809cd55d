import type { MercuriusLoaders } from 'mercurius'
import { findDeadlines } from '../store/deadlines.ts'
import { findLatestDecisions } from '../store/decisions.ts'
import { findLatestExtensions } from '../store/extensions.ts'
import { findHoldings } from '../store/holdings.ts'
import type { Moment } from '../store/moment.ts'
import { findAgencies, findRequests } from '../store/requests.ts'
import { findShortSteps } from '../store/shortages.ts'
import { findStandings, type Standing } from '../store/standings.ts'
import { daysHeldAt, isUnanswered } from '../supervised-case.ts'
import { readOnce, type GraphContext } from './context.ts'
import {
  daysHeldNode, deadlineNode, decisionNode, extensionNode, requestNode, shout,
  type DeadlineNode, type ExtensionNode, type RequestNode,
} from './nodes.ts'

type Batch<Node> = readonly { obj: Node }[]

/** What answers the fields of many nodes with one query each. What is not visible to the caller is null here too. */
export const loaders = {
  Request: {
    agency: agencies,
    async deadline (batch: Batch<RequestNode>, { deps, scope }: GraphContext) {
      const found = await findDeadlines(deps.db, batch.map(({ obj }) => obj.id), scope)
      return batch.map(({ obj }) => mapped(found.get(obj.id), (row) => deadlineNode(row, obj.moment)))
    },
    async decision (batch: Batch<RequestNode>, { deps, scope }: GraphContext) {
      const found = await findLatestDecisions(deps.db, batch.map(({ obj }) => obj.id), scope)
      return batch.map(({ obj }) => mapped(found.get(obj.id), decisionNode))
    },
    heldBy: standings(whoHolds),
    reviewLevel: standings(atLevel),
  },
  Deadline: {
    agency: agencies,
    request: requestsOf,
    async extension (batch: Batch<DeadlineNode>, { deps, scope }: GraphContext) {
      const found = await findLatestExtensions(deps.db, batch.map(({ obj }) => obj.requestId), scope)
      return batch.map(({ obj }) => mapped(found.get(obj.requestId), extensionNode))
    },
    heldBy: standings(whoHolds),
    reviewLevel: standings(atLevel),
    stage: standings((standing) => mapped(standing, ({ status }) => shout(status))),
    waitingFor: standings((standing) => mapped(standing?.waitingFor, shout)),
    pausedFor: standings((standing) => mapped(standing?.pausedFor, shout)),
    extendedWorkingDays: standings((standing) => standing?.extendedWorkingDays ?? 0),
    daysHeld,
    understaffed,
  },
  Extension: { request: requestsOf },
} as unknown as MercuriusLoaders

async function agencies (batch: Batch<{ agencyCode: string }>, { deps }: GraphContext) {
  const found = await findAgencies(deps.db, [...new Set(batch.map(({ obj }) => obj.agencyCode))])
  return batch.map(({ obj }) => found.get(obj.agencyCode) ?? null)
}

async function requestsOf (batch: Batch<DeadlineNode | ExtensionNode>, { deps, scope, now }: GraphContext) {
  const found = await findRequests(deps.db, batch.map(({ obj }) => obj.requestId), scope)
  return batch.map(({ obj }) => mapped(found.get(obj.requestId), (row) => requestNode(row, now)))
}

/** A loader of one thing about where a case stands, at the moment that its node is about. */
function standings<T> (tell: (standing: Standing | undefined) => T) {
  return async (batch: Batch<RequestNode | DeadlineNode>, context: GraphContext): Promise<T[]> => {
    const find = (ids: string[], moment: Moment) => readOnce(context, `standings ${moment.at.getTime()} ${ids.join()}`,
      () => findStandings(context.deps.db, ids, moment))
    return await byMoment(batch, find, (_node, standing) => tell(standing))
  }
}

async function daysHeld (batch: Batch<DeadlineNode>, { deps }: GraphContext) {
  return await byMoment(batch, (ids, moment) => findHoldings(deps.db, ids, moment), ({ row, moment }, holding) =>
    holding === undefined ? [] : daysHeldAt(row, holding, moment.at).map(daysHeldNode))
}

async function understaffed (batch: Batch<DeadlineNode>, { deps }: GraphContext) {
  return await byMoment(batch, (ids, moment) => findShortSteps(deps.db, ids, moment), ({ row }, steps = []) =>
    isUnanswered(row) ? steps.map(({ reason, ...step }) => ({ ...step, reason: shout(reason) })) : [])
}

/** Answers nodes with one query for each moment that they are about. */
async function byMoment<Node extends { requestId: string, moment: Moment }, Found, T> (
  batch: Batch<Node>, find: (ids: string[], moment: Moment) => Promise<Map<string, Found>>,
  tell: (node: Node, found: Found | undefined) => T,
): Promise<T[]> {
  const found = new Map<number, Map<string, Found>>()
  for (const [time, nodes] of Map.groupBy(batch.map(({ obj }) => obj), ({ moment }) => moment.at.getTime())) {
    found.set(time, await find(nodes.map(({ requestId }) => requestId), (nodes[0] as Node).moment))
  }
  return batch.map(({ obj }) => tell(obj, found.get(obj.moment.at.getTime())?.get(obj.requestId)))
}

function whoHolds (standing: Standing | undefined): string | null {
  return mapped(standing?.holder, ({ duty }) => shout(duty))
}

function atLevel (standing: Standing | undefined): number | null {
  return standing?.holder?.level ?? null
}

function mapped<T, R> (value: T | null | undefined, map: (value: T) => R): R | null {
  return value === null || value === undefined ? null : map(value)
}
