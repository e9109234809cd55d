import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { listed } from '@lightwell/http/listed'
import type { CaseView, Fee } from '../case-view.ts'
import { feeStanding, feeStandings } from '../rules/fee-standing.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })

const Inside = Type.Object({
  proposedBy: Id,
  proposedAt: Instant,
  decidedBy: Type.Optional(Id),
  decidedAt: Type.Optional(Instant),
  decidedAsDeputy: Type.Optional(Type.Boolean()),
  decisionReason: Type.Optional(Type.String()),
  payment: Type.Optional(Type.String()),
  recordedBy: Type.Optional(Type.String()),
  closedBy: Type.Optional(Id),
  closedAt: Type.Optional(Instant),
  closeReason: Type.Optional(Type.String()),
})

/** A processing fee, from its proposal to its payment or its end. */
export const FeeView = Type.Object({
  id: Id,
  requestId: Id,
  state: listed(feeStandings),
  scale: listed(['by_item', 'by_volume']),
  quantity: Type.Integer({ description: 'By item: which request of the month it is. By volume: how many pages.' }),
  amountYuan: Type.Integer(),
  reason: Type.String(),
  noticeId: Type.Optional(Id),
  noticedOn: Type.Optional(Day),
  payBy: Type.Optional(Day),
  paidOn: Type.Optional(Day),
  closeNoticeId: Type.Optional(Id),
  inside: Type.Optional({ ...Inside, description: 'Who did what in the agency; told to staff only.' }),
})
export type FeeView = Static<typeof FeeView>

/** A fee as a request tells of it. */
export const FeeSummary = Type.Pick(FeeView, ['id', 'state', 'amountYuan', 'payBy'])
export type FeeSummary = Static<typeof FeeSummary>

/** Presents a fee to a caller who may read it. */
export function presentFee (fee: Fee, { request }: Pick<CaseView, 'request'>, caller: Caller): FeeView {
  const { id, requestId, scale, quantity, amountYuan, reason, noticeId, noticedOn, payBy, paidOn, closeNoticeId } = fee
  return {
    id, requestId, state: feeStanding(fee, request), scale, quantity, amountYuan, reason,
    ...filled({ noticeId, noticedOn, payBy, paidOn, closeNoticeId }),
    ...caller.kind === 'staff' && { inside: insideOf(fee) },
  }
}

/** The fee of a request in short; undefined where there is none. */
export function presentFeeSummary ({ request, fee }: Pick<CaseView, 'request' | 'fee'>): FeeSummary | undefined {
  if (fee === undefined) return undefined
  const { id, amountYuan, payBy } = fee
  return { id, state: feeStanding(fee, request), amountYuan, ...filled({ payBy }) }
}

function insideOf (fee: Fee): Static<typeof Inside> {
  const { proposedBy, decidedBy, decidedAsDeputy, decisionReason, payment, recordedBy, closedBy, closeReason } = fee
  return {
    proposedBy,
    proposedAt: fee.proposedAt.toISOString(),
    ...filled({
      decidedBy, decidedAt: fee.decidedAt?.toISOString() ?? null, decidedAsDeputy, decisionReason, payment, recordedBy,
      closedBy, closedAt: fee.closedAt?.toISOString() ?? null, closeReason,
    }),
  }
}

type Filled<Row> = { [Key in keyof Row]?: NonNullable<Row[Key]> }

// What has not happened is not told.
function filled<Row extends Record<string, unknown>> (row: Row): Filled<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Filled<Row>
}
