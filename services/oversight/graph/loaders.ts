import type { MercuriusLoaders } from 'mercurius'
import { findDeadlines, findStandings, type Standing } from '../store/deadlines.ts'
import { findLatestDecisions } from '../store/decisions.ts'
import { findLatestExtensions } from '../store/extensions.ts'
import { findAgencies, findRequests } from '../store/requests.ts'
import type { GraphContext } from './context.ts'
import {
  deadlineNode, decisionNode, extensionNode, requestNode, shout,
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
  return async (batch: Batch<RequestNode | DeadlineNode>, { deps }: GraphContext): Promise<T[]> => {
    const found = new Map<number, Map<string, Standing>>()
    for (const [time, nodes] of Map.groupBy(batch.map(({ obj }) => obj), ({ moment }) => moment.at.getTime())) {
      const moment = (nodes[0] as DeadlineNode).moment
      found.set(time, await findStandings(deps.db, nodes.map(({ requestId }) => requestId), moment))
    }
    return batch.map(({ obj }) => tell(found.get(obj.moment.at.getTime())?.get(obj.requestId)))
  }
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
