import type { NoticeKind } from '@lightwell/documents/notice-number'

// What only tells of a thing can be told anew. What answered, ended or moved the clock of a request, what another's time
// runs from, and what lets bytes out, has had its effect: it cannot be taken back by a stroke through its number.
const voidable: Readonly<Record<NoticeKind, boolean>> = {
  decision: false,
  extension: false,
  registration: true,
  clarification: false,
  consultation: false,
  cooperation: false,
  consultation_told: true,
  third_party_decision: false,
  transfer: true,
  lapse: false,
  reasons: false,
  deferral: false,
  fee: false,
  correction: false,
  dispute_result: false,
}

/** Every kind of paper. */
export const paperKinds = Object.keys(voidable) as NoticeKind[]

/** Whether the number of such a paper can be made void. */
export function isVoidable (kind: NoticeKind): boolean {
  return voidable[kind]
}
