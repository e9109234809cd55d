import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Envelope } from '@lightwell/events/envelope'
import type { Subscriptions } from '@lightwell/events/subscriptions'
import { regimeInForce } from '@lightwell/regimes/regimes'
import { closeTermOf } from './close-term.ts'
import { openTerm, type TermCase } from './open-term.ts'
import { findTermAgency } from './store/terms.ts'

type Entered = Envelope<'lightwell.secret.registered.v1' | 'lightwell.secret.changed.v1'>

/** The last day of a registered secret opens the task to look at it; an entry with another day takes the place of the one before. */
export const secretTermHandlers: Subscriptions = {
  'lightwell.secret.registered.v1': async (deps, tx, event) => {
    const held = await holdSecret(tx, event)
    if (held !== undefined) await openPeriod(deps, tx, held, event)
  },
  'lightwell.secret.changed.v1': async (deps, tx, event) => {
    const held = await holdSecret(tx, event)
    if (held === undefined) return
    const end = { ended: dayIn(new Date(event.time), held.place.zone) }
    await closeTermOf(deps, tx, held, { kind: 'secrecy_period', subjectId: event.data.replacedId, end })
    await openPeriod(deps, tx, held, event)
  },
}

async function openPeriod (deps: Deps, tx: Transaction, held: TermCase, { data: { entryId, until }, time }: Entered): Promise<void> {
  if (until === null) return
  const startedOn = dayIn(new Date(time), held.place.zone)
  await openTerm(deps, tx, held, { kind: 'secrecy_period', subjectId: entryId, startedOn, dueOn: until as Day })
}

/** The case of a registered secret under the law of its agency; undefined for a body that has no law here. */
async function holdSecret (tx: Transaction, { subject, time, actor }: Entered): Promise<TermCase | undefined> {
  const head = await lockCase(tx, subject)
  const agency = head && await findTermAgency(tx, head.agencyCode)
  if (head === undefined || agency === undefined) throw new Error(`There is no case ${subject}`)
  const { code: agencyCode, regimeId, calendarId, zone } = agency
  const regime = regimeId === null ? undefined : regimeInForce(regimeId, dayIn(new Date(time), zone))
  return regime && { head, actor, place: { agencyCode, regimeVersion: regime.version, calendarId, zone } }
}
