import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { HeldDisclosure } from './hold-disclosure.ts'
import { saveDisclosure, type ListedDisclosure } from './store/disclosures.ts'

/** Why something is not public any more. */
export const takedownCauses = ['secret', 'personal', 'wrong', 'outdated', 'other'] as const

/** Its level was raised after it was released (升密): by a paper, which says so beside. */
export type TakedownCause = typeof takedownCauses[number] | 'level_raised'

export type TakedownWord = { cause: TakedownCause, reason: string, actor: string, at: Date }

/** Takes down what is public, at once: nobody is served it any more, and every portal that copied it has to remove it. */
export async function takeDown (
  tx: Transaction, { head, disclosure }: HeldDisclosure, { cause, reason, actor, at }: TakedownWord,
): Promise<ListedDisclosure> {
  const down: ListedDisclosure = { ...disclosure, takenDownAt: at, takenDownBy: actor, takedownCause: cause, takedownReason: reason }
  await saveDisclosure(tx, down)
  await append(tx, head, {
    type: 'lightwell.disclosure.taken_down.v1', room: 'decision', actor, at,
    data: { disclosureId: disclosure.id, recordId: disclosure.recordId, cause },
  })
  return down
}
