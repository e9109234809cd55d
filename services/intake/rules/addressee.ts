import type { Day } from '@lightwell/calendar/day'
import type { CaseView, Party } from '../case-view.ts'

type Parties = Pick<CaseView, 'parties'>

/** Whose place the applicant took last. What was done for the one before does not speak for him. */
function lastPredecessor ({ parties }: Parties): Party | undefined {
  return parties.filter(({ role }) => role === 'predecessor').toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
}

/** Those of some rows that concern the applicant as he is now, not the one whose place he took. */
export function ofPresentApplicant<Row extends { id: string }> (view: Parties, rows: readonly Row[]): Row[] {
  const since = lastPredecessor(view)?.id ?? ''
  return rows.filter(({ id }) => id > since)
}

/** Who acts for the applicant on a day: a mandate ends with its last day, and with the one who gave it (民法典第一百七十三条). */
export function actingParties (view: Parties, today: Day): Party[] {
  return ofPresentApplicant(view, view.parties).filter(({ role, expiresOn }) =>
    (role === 'agent' || role === 'guardian') && (expiresOn === null || today <= expiresOn))
}

/** To whom papers go on a day: the agent who may receive them, or else the guardian; undefined is the applicant himself. */
export function addressee (view: Parties, today: Day): Party | undefined {
  const acting = actingParties(view, today)
  return acting.find(({ role, scope }) => role === 'agent' && scope.includes('receive')) ??
    acting.find(({ role }) => role === 'guardian')
}
