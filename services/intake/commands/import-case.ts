import { Type } from '@sinclair/typebox'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { parseDay, type Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { bodyCheck } from '@lightwell/http/body-check'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Refusal, type FieldFault } from '@lightwell/http/refusal'
import { toldFaults } from '@lightwell/http/told-faults'
import { Filing } from '../filing.ts'
import { ImportedCase, type PastEntry } from '../import.ts'
import { regimeOf } from '../regime-of.ts'
import { pastEntryFaults } from '../rules/past-entry-faults.ts'
import { textAt, valueAt } from '../rules/value-at.ts'
import { findAgency } from '../store/agencies.ts'
import { findByExternalId, type NamedRequest } from '../store/external-ids.ts'
import { insertPastEntries } from '../store/past-entries.ts'
import { fileRequest, type Filed } from './file-request.ts'

const checkFiling = bodyCheck(Filing)
// The filing within has a check of its own, whose faults are told with those of its rules.
const Frame = Type.Object({ ...ImportedCase.properties, filing: Type.Unknown() }, { additionalProperties: false })
const checkFrame = bodyCheck(Frame)

// Where no agency is named, the faults that need a current day take it here.
const defaultZone = 'Asia/Shanghai'

/** What became of a case that was brought in. */
export type Imported =
  | { outcome: 'created', filed: Filed }
  | { outcome: 'existing', request: NamedRequest }
  | { outcome: 'refused', faults: readonly FieldFault[] }

/**
 * Takes in an open case from elsewhere with the past of its clock. One whose name the portal has given before is there
 * already, whatever is said of it now. What is refused has written nothing.
 */
export async function importCase (
  deps: Deps, tx: Transaction, caller: Caller & { kind: 'portal' }, body: unknown,
): Promise<Imported> {
  const externalId = textAt(body, '/externalId')
  const request = externalId === undefined ? undefined : await findByExternalId(tx, caller.clientId, externalId)
  if (request !== undefined) return { outcome: 'existing', request }
  const filing = valueAt(body, '/filing')
  const around = await faultsAround(deps, tx, body)
  try {
    const filed = await fileRequest(deps, tx, caller, {
      body: filing, schemaFaults: [...checkFiling(filing), ...around], externalId: externalId as string, imported: true,
    })
    await importEntries(deps, tx, caller, { filed, entries: (valueAt(body, '/entries') ?? []) as PastEntry[] })
    return { outcome: 'created', filed }
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422) throw error
    return { outcome: 'refused', faults: error.faults.map((fault) => around.includes(fault) ? fault : inFiling(fault)) }
  }
}

function inFiling (fault: FieldFault): FieldFault {
  return { ...fault, pointer: `/filing${fault.pointer}` }
}

async function faultsAround ({ clock }: Deps, tx: Transaction, body: unknown): Promise<FieldFault[]> {
  const agency = await findAgency(tx, textAt(body, '/filing/agency') ?? '')
  const receivedOn = parseDay(textAt(body, '/filing/receivedOn') ?? textAt(body, '/filing/arrivedOn') ?? '')
  const today = dayIn(clock.now(), agency?.zone ?? defaultZone)
  const law = agency && { regime: regimeOf(agency, receivedOn ?? today), calendar: calendarNamed(agency.calendarId) }
  const past = pastEntryFaults(valueAt(body, '/entries'), { receivedOn, today, regime: undefined, ...law })
  return toldFaults(checkFrame(body), past)
}

async function importEntries (
  deps: Deps, tx: Transaction, caller: Caller, { filed, entries }: { filed: Filed, entries: PastEntry[] },
): Promise<void> {
  if (entries.length === 0) return
  const { id } = filed.view.request
  await insertPastEntries(tx, id, entries)
  await append(tx, await lockCase(tx, id) as CaseHead, {
    type: 'lightwell.request.clock_imported.v1', room: 'intake', actor: actorOf(caller), at: deps.clock.now(),
    data: {
      entries: entries.map(({ kind, onDay, workingDays, untilOn }) =>
        ({ kind, onDay: onDay as Day, workingDays: workingDays ?? null, untilOn: untilOn ?? null })),
    },
  })
}
