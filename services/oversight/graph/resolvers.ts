import type { GraphQLResolveInfo } from 'graphql'
import type { IResolvers } from 'mercurius'
import { validate as isUuid } from 'uuid'
import { isReceiptNumber, normaliseReceiptNumber } from '@lightwell/http/receipt-number'
import { fault, invalid } from '@lightwell/http/refusal'
import { lateWish, workloadWish } from '../deadline-wish.ts'
import { findDeadlinesAsked } from '../find-deadlines-asked.ts'
import { placeOf, type DeadlineRow, type DeadlineWish } from '../store/deadlines.ts'
import { listExtensions, type ExtensionRow } from '../store/extensions.ts'
import { findRequest, listRequests, type RequestRow, type RequestWish } from '../store/requests.ts'
import { countWorkload, type WorkloadKey } from '../store/workload.ts'
import { connectionOf, readPage, stoppedAt, type Order, type Page, type PageArguments } from './connection.ts'
import { authorizeList, type GraphContext } from './context.ts'
import { deadlineWishOf, lateCasesOf, type DeadlineFilter, type OverdueFilter } from './deadline-filter.ts'
import { fieldsAsked } from './fields-asked.ts'
import { deadlineNode, extensionNode, requestNode, workloadNode } from './nodes.ts'
import { refuseLongLists } from './refuse-long-lists.ts'
import { DateScalar, DateTimeScalar } from './scalars.ts'
import { scopeAsked } from './scope-asked.ts'

type RequestArguments = { id?: string | null, receiptNumber?: string | null }
type RequestFilter = Omit<RequestWish, 'scope'> & { agencies?: readonly string[] | null }
type ListArguments<Filter> = PageArguments & { filter?: Filter | null }

const requestOrder: Order<RequestRow> = { list: 'requests', place: ({ id }) => [id] }
const overdueOrder: Order<DeadlineRow> = { list: 'overdue', place: placeOf }
const deadlineOrder: Order<DeadlineRow> = { list: 'deadlines', place: placeOf }
const extensionOrder: Order<ExtensionRow> = {
  list: 'extensions', place: ({ requestedAt, id }) => [requestedAt.toISOString(), id],
}

/** What answers the fields of the query; the fields of its nodes are answered by the loaders. */
export const resolvers = {
  Date: DateScalar,
  DateTime: DateTimeScalar,
  Query: { request, requests, overdue, deadlines, workload, extensions },
} as unknown as IResolvers

async function request (_root: unknown, { id, receiptNumber }: RequestArguments, { deps, scope, now }: GraphContext) {
  if (!id && !receiptNumber) throw invalid([needed('/id'), needed('/receiptNumber')])
  if (id && !isUuid(id)) return null
  if (receiptNumber && !isReceiptNumber(receiptNumber)) return null
  const number = receiptNumber ? normaliseReceiptNumber(receiptNumber) : undefined
  const row = await findRequest(deps.db, { id: id || undefined, receiptNumber: number }, scope)
  return row === undefined ? null : requestNode(row, now)
}

async function requests (_root: unknown, args: ListArguments<RequestFilter>, context: GraphContext) {
  authorizeList(context)
  const page = readPage(args, requestOrder.list, ['id'])
  const { agencies, status, receivedFrom, receivedTo } = args.filter ?? {}
  refuseLongLists({ agencies, status })
  const wish = {
    scope: scopeAsked(context, agencies), receivedFrom, receivedTo,
    status: status?.map((value) => value.toLowerCase() as RequestRow['status']),
  }
  const rows = await listRequests(context.deps.db, wish, { limit: page.limit + 1, after: page.after?.[0] })
  return connectionOf(rows, page, requestOrder, (row) => requestNode(row, context.now))
}

async function overdue (_root: unknown, args: ListArguments<OverdueFilter>, context: GraphContext) {
  authorizeList(context)
  const page = readPage(args, overdueOrder.list, ['instant', 'id'])
  const wish = await lateWish(context.deps.db, lateCasesOf(context, args.filter ?? {}))
  return await deadlinesOf(context, wish, page, overdueOrder)
}

async function deadlines (_root: unknown, args: ListArguments<DeadlineFilter>, context: GraphContext) {
  authorizeList(context)
  const page = readPage(args, deadlineOrder.list, ['instant', 'id'])
  const wish = await deadlineWishOf(context, args.filter ?? {})
  return await deadlinesOf(context, wish, page, deadlineOrder)
}

async function deadlinesOf ({ deps }: GraphContext, wish: DeadlineWish, page: Page, order: Order<DeadlineRow>) {
  const { rows, lookedUpTo } = await findDeadlinesAsked(deps.db, wish, { limit: page.limit + 1, after: page.after })
  return stoppedAt(connectionOf(rows, page, order, (row) => deadlineNode(row, wish.moment)), order.list, lookedUpTo)
}

const waiting = ['waitingApproval', 'waitingApplicant', 'waitingThirdParty', 'working']

async function workload (
  _root: unknown, args: { by: string, filter?: OverdueFilter | null }, context: GraphContext, info: GraphQLResolveInfo,
) {
  authorizeList(context)
  const asked = fieldsAsked(info)
  const wish = await workloadWish(context.deps.db, lateCasesOf(context, args.filter ?? {}))
  const by = args.by.toLowerCase() as WorkloadKey
  const rows = await countWorkload(context.deps.db, by, { ...wish, withWaiting: waiting.some((name) => asked.has(name)) })
  return rows.map((row) => workloadNode(row, by))
}

async function extensions (_root: unknown, args: PageArguments & { state?: string | null }, context: GraphContext) {
  authorizeList(context)
  const page = readPage(args, extensionOrder.list, ['instant', 'id'])
  const state = args.state?.toLowerCase() as ExtensionRow['state'] | undefined
  const wish = { scope: context.scope, state }
  const rows = await listExtensions(context.deps.db, wish, { limit: page.limit + 1, after: page.after })
  return connectionOf(rows, page, extensionOrder, extensionNode)
}

const needed = fault('required', '编号与登记回执号至少填一项。', 'An id or a receipt number is needed.')
