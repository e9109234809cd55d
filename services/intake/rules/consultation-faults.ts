import type { Day } from '@lightwell/calendar/day'
import { namesSomeone } from '@lightwell/documents/names-someone'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import type { CaseView } from '../case-view.ts'
import { faults, requiredBy } from '../errors.ts'
import { textAt } from './value-at.ts'

type Case = Pick<CaseView, 'request' | 'parties'>

/** The case of a letter, the current day, and whether the register has the body that is named. */
export type OpeningContext = { view: Case, today: Day, knowsAgency: (code: string) => boolean }

/** What is wrong with a letter about to be opened, apart from what its schema says; the body may not fit it. */
export function openingFaults (body: unknown, { view, today, knowsAgency }: OpeningContext): FieldFault[] {
  const place = textAt(body, '/party') === undefined ? '/party/name' : '/party'
  const name = textAt(body, place) ?? ''
  const agency = textAt(body, '/party/agency')
  return [
    ...outgoingFaults(name, place),
    ...agencyFaults(agency, view, knowsAgency),
    ...['/interest', '/question'].flatMap((pointer) => letterFaults(textAt(body, pointer) ?? '', pointer, { view, name })),
    ...serviceFaults(body, '/service', { openedOn: today, today }),
  ]
}

function agencyFaults (code: string | undefined, { request }: Case, knows: (code: string) => boolean): FieldFault[] {
  if (code === undefined) return []
  if (code === request.agencyCode) return [faults.consultsItself('/party/agency')]
  return knows(code) ? [] : [faults.unknownAgency('/party/agency')]
}

/** Who asked for the information is not for those who are consulted to know. */
function letterFaults (text: string, pointer: string, { view, name }: { view: Case, name: string }): FieldFault[] {
  const hidden = [view.request.applicantName, ...view.parties.map((party) => party.name), view.request.receiptNumber]
  return [...outgoingFaults(text, pointer), ...namesSomeone(text, hidden, name) ? [faults.namesApplicant(pointer)] : []]
}

/**
 * What is wrong with the service of a letter, which stands at `place` of the body: a day outside those it can have, or
 * paper without evidence.
 */
export function serviceFaults (
  body: unknown, place: string, { openedOn, today }: { openedOn: Day, today: Day },
): FieldFault[] {
  const on = textAt(body, `${place}/on`)
  if (on === undefined) return []
  const pointer = `${place}/on`
  if (on > today) return [faults.inTheFuture(pointer)]
  if (textAt(body, `${place}/method`) === 'online') return on === today ? [] : [faults.servedLater(pointer)]
  return [
    ...on < openedOn ? [faults.beforeTheLetter(pointer)] : [],
    ...textAt(body, `${place}/evidence`) === undefined ? [requiredBy(`${place}/evidence`, undefined)] : [],
  ]
}

/** Who answers, when the letter was served on him, and the current day. */
export type ResponseContext = { byStaff: boolean, servedOn: Day, today: Day }

/** What is wrong with an answer: a refusal without reasons (条例第三十二条), or paper without its day and evidence. */
export function responseFaults (body: unknown, { byStaff, servedOn, today }: ResponseContext): FieldFault[] {
  const answer = textAt(body, '/answer')
  const unreasoned = (answer === 'objects' || answer === 'partly') && textAt(body, '/reason') === undefined
  return [
    ...unreasoned ? [requiredBy('/reason', undefined)] : [],
    ...byStaff ? paperFaults(body, { servedOn, today }) : onlineFaults(body),
  ]
}

function onlineFaults (body: unknown): FieldFault[] {
  return ['/receivedOn', '/evidence'].filter((pointer) => textAt(body, pointer) !== undefined).map(faults.paperDetails)
}

function paperFaults (body: unknown, { servedOn, today }: { servedOn: Day, today: Day }): FieldFault[] {
  const receivedOn = textAt(body, '/receivedOn')
  const missing = ['/receivedOn', '/evidence'].filter((pointer) => textAt(body, pointer) === undefined)
  return [
    ...missing.map((pointer) => requiredBy(pointer, undefined)),
    ...receivedOn !== undefined && receivedOn > today ? [faults.inTheFuture('/receivedOn')] : [],
    ...receivedOn !== undefined && receivedOn < servedOn ? [faults.beforeService('/receivedOn')] : [],
  ]
}
