import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { listed } from '@lightwell/http/listed'
import { permission } from '@lightwell/http/policy'
import type { CaseView, RelatedRequest } from '../case-view.ts'
import { expectedDeadline } from '../rules/current-deadline.ts'
import { isEnded, requestStatuses } from '../rules/request-status.ts'

const Id = Type.String({ format: 'uuid' })
const relations = ['part', 'transferred', 'redirected'] as const

const RelatedView = Type.Object({
  id: Id,
  receiptNumber: Type.String(),
  agency: Type.String(),
  relation: listed(relations),
  status: listed(requestStatuses),
  dueOn: Type.Optional(Type.String({ format: 'date', description: 'Of what is open, to those who may read it.' })),
})

/** Where a request came from, and what came of it. */
export const FamilyView = Type.Object({
  parentId: Type.Union([Id, Type.Null()]),
  relation: Type.Union([listed(relations), Type.Null()]),
  parts: Type.Array(RelatedView, { description: 'The requests that came of it, and of those in turn.' }),
  state: { ...listed(['open', 'closed']), description: 'Closed once the request and all that came of it have ended.' },
})
export type FamilyView = Static<typeof FamilyView>

/**
 * Presents the family of a request; undefined where it has none. It is open while the request, or anything that came of
 * it, is. Of a request at another body the staff of this one are told its number, its body and its status, no more.
 */
export function presentFamily ({ request, parts }: Pick<CaseView, 'request' | 'parts'>, caller: Caller): FamilyView | undefined {
  if (request.parentId === null && parts.length === 0) return undefined
  return {
    parentId: request.parentId,
    relation: request.relation,
    parts: parts.map((part) => presentRelated(part, caller)),
    state: [request, ...parts].every(({ status }) => isEnded(status)) ? 'closed' : 'open',
  }
}

function presentRelated (part: RelatedRequest, caller: Caller): FamilyView['parts'][number] {
  const { id, receiptNumber, agencyCode, apiClientId, status } = part
  const isReadable = permission(caller, 'request', 'read', { agencyCode, requestId: id, clientId: apiClientId }).allowed
  return {
    id, receiptNumber, agency: agencyCode, relation: part.relation as FamilyView['parts'][number]['relation'], status,
    ...isReadable && !isEnded(status) && { dueOn: part.dueOn ?? expectedDeadline(part).dueOn },
  }
}
