import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { nullable } from '@lightwell/http/nullable'
import { shownTitle } from './present-record.ts'
import { recallReason, recallReasons } from '../rules/circulating.ts'
import { isSealed } from '../rules/sealed.ts'
import type { Recall, RecalledPaper } from '../store/recalls.ts'

const summary = {
  id: Type.String(),
  agency: Type.String(),
  holiday: Type.String({ description: 'As the calendar names it.' }),
  holidayFrom: Type.String({ description: 'The first day off.' }),
  recallOn: Type.String({ description: 'The last day of work before it, on which the papers are called in.' }),
  listedAt: Type.String(),
  papers: Type.Integer(),
}

/** The list of papers to be called in before a holiday, without the papers. */
export const RecallSummary = Type.Object(summary)
export type RecallSummary = Static<typeof RecallSummary>

/** One paper and the reader it is with. */
export const RecalledItem = Type.Object({
  recordId: Type.String(),
  title: Type.Optional(Type.String({ description: 'Only for those who may open the paper.' })),
  receiptNumber: Type.String(),
  reader: Type.Object({ id: Type.String(), name: Type.String() }),
  openedAt: Type.String(),
  mark: nullable(listed(recallReasons)),
})

/** A list with a page of its papers. */
export const RecallView = Type.Object({
  ...summary, items: Type.Array(RecalledItem), nextCursor: nullable(Type.String()),
})

export function presentRecall (
  { id, agencyCode, holiday, holidayFrom, recallOn, listedAt, papers }: Recall & { papers: number },
): RecallSummary {
  return { id, agency: agencyCode, holiday, holidayFrom, recallOn, listedAt: listedAt.toISOString(), papers }
}

/** A paper on the list. `mark` is what it bears today: null where it was sealed or released since. */
export function presentRecalled (row: RecalledPaper, { titles }: { titles: boolean }): Static<typeof RecalledItem> {
  const { recordId, receiptNumber, readerId, readerName, openedAt } = row
  return {
    recordId, ...titles && { title: shownTitle(row) }, receiptNumber, reader: { id: readerId, name: readerName },
    openedAt: openedAt.toISOString(), mark: isSealed(row) ? null : recallReason(row) ?? null,
  }
}
