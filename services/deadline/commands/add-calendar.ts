import { Type, type Static } from '@sinclair/typebox'
import { publishCalendar, type PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { authorize } from '@lightwell/http/policy'
import { fault, refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { holdCalendars, insertCalendars, isAgency, readInForce } from '../store/calendars.ts'

const Text = Type.Object({
  zh: Line(200),
  en: Line(200),
}, { additionalProperties: false })

/** A calendar that begins: its years are published afterwards. */
export const CalendarBody = Type.Object({
  id: Type.String({ pattern: '^[A-Z][A-Z0-9-]{0,31}$' }),
  parent: Type.Optional(Type.String({ maxLength: 64, description: 'The calendar whose days it takes, and adds to' })),
  title: Text,
  basis: Type.Optional({ ...Text, description: 'The law by which it has days of its own, announced each year: a year ' +
    'without its own announcement is unknown. Without it a year is known as soon as that of its parent is.' }),
  agency: Type.Optional({ ...AgencyCode, description: 'The agency whose own days it adds' }),
}, { additionalProperties: false })
export type CalendarBody = Static<typeof CalendarBody>

const faults = {
  taken: fault('code_taken', '该代码已经使用。', 'This code is in use.'),
  unknownCalendar: fault('unknown_calendar', '没有此工作日历。', 'There is no such calendar.'),
  unknownAgency: fault('unknown_agency', '没有此公开义务人。', 'There is no such agency.'),
}

/** Begins a calendar and gives its id. Without years of its own it says what its parent says. Throws 422 with every fault. */
export async function addCalendar (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<CalendarBody>,
): Promise<string> {
  authorize(caller, 'calendar', 'keep', { agencyCode: null })
  await holdCalendars(tx)
  const inForce = await readInForce(tx)
  const { agency } = body
  const agencyIsKnown = typeof agency === 'string' && await isAgency(tx, agency)
  refuseFaults(toldFaults(schemaFaults, bodyFaults(body, { inForce, agencyIsKnown })))
  const { id, title, basis } = body as CalendarBody
  const parent = inForce.find((one) => one.id === body.parent)
  const { version, years, ownYears } = publishCalendar({
    id, title, years: [], ...parent && { parent: parent.id }, ...basis && { basis },
  }, parent)
  const publishedAt = deps.clock.now()
  await insertCalendars(tx, [{
    row: { id, ...namesOf(body as CalendarBody), version, revision: 1 },
    first: {
      calendarId: id, revision: 1, version, ownYears, years, cause: 'published', year: null,
      publishedBy: actorOf(caller), publishedAt, appliedAt: publishedAt,
    },
  }])
  return id
}

type Known = { inForce: readonly PublishedCalendar[], agencyIsKnown: boolean }

function bodyFaults ({ id, parent, agency }: Partial<CalendarBody>, { inForce, agencyIsKnown }: Known): FieldFault[] {
  const isKnown = (name: string) => inForce.some((one) => one.id === name)
  return [
    ...id !== undefined && isKnown(id) ? [faults.taken('/id')] : [],
    ...parent !== undefined && !isKnown(parent) ? [faults.unknownCalendar('/parent')] : [],
    ...agency !== undefined && !agencyIsKnown ? [faults.unknownAgency('/agency')] : [],
  ]
}

function namesOf ({ title, basis, parent, agency }: CalendarBody) {
  return {
    parentId: parent ?? null, titleZh: title.zh, titleEn: title.en, basisZh: basis?.zh ?? null, basisEn: basis?.en ?? null,
    agencyCode: agency ?? null,
  }
}
