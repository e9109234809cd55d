import { escapePointer } from '@lightwell/http/faults'
import { refuseFaults } from '@lightwell/http/refusal'

const most = 100

/** Refuses lists of a filter that are longer than any that is needed. */
export function refuseLongLists (lists: Record<string, readonly unknown[] | null | undefined>): void {
  refuseFaults(Object.entries(lists).filter(([, list]) => (list?.length ?? 0) > most).map(([name]) => ({
    pointer: `/filter/${escapePointer(name)}`, code: 'too_many',
    detail: { zh: `至多 ${most} 项。`, en: `At most ${most} items.` },
  })))
}
