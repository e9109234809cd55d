import { Type, type Static } from '@sinclair/typebox'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { Caller } from '@lightwell/http/caller'
import { listed } from '@lightwell/http/listed'
import { mostLimit, PageQuery } from '@lightwell/http/paging'
import { isReceiptNumber, normaliseReceiptNumber } from '@lightwell/http/receipt-number'
import { refuseFaults } from '@lightwell/http/refusal'
import { DayText } from './day-text.ts'
import { faults } from './errors.ts'
import { channels, ExternalId, SubjectCode } from './filing.ts'
import { holders } from './rules/stage.ts'
import { requestStatuses } from './rules/request-status.ts'
import type { RegisterFilter } from './store/register.ts'

function several<const Words extends readonly string[]> (words: Words) {
  return Type.Array(listed(words), { maxItems: words.length, description: 'May be given several times.' })
}

/** How a reader narrows the register. Nothing widens it beyond what is his to see. */
export const RegisterQuery = Type.Object({
  limit: Type.Optional(Type.Integer({
    minimum: 1, maximum: mostLimit, description: '50 when left out; as CSV 10 000.',
  })),
  cursor: PageQuery.cursor,
  agency: Type.Optional(AgencyCode),
  status: Type.Optional(several(requestStatuses)),
  channel: Type.Optional(several(channels)),
  kind: Type.Optional(listed(['disclosure', 'correction'])),
  applicantKind: Type.Optional(listed(['citizen', 'organisation', 'foreigner'])),
  subject: Type.Optional(SubjectCode),
  receivedFrom: Type.Optional(DayText),
  receivedTo: Type.Optional(DayText),
  heldBy: Type.Optional(several(holders)),
  text: Type.Optional(Type.String({
    minLength: 3, maxLength: 200,
    description: 'A receipt number, or words of the description: three letters, digits or characters in a row at least.',
  })),
  imported: Type.Optional(Type.Boolean()),
  registeredLate: Type.Optional(Type.Boolean({
    description: 'Whether it was entered on a later day than it was received.',
  })),
  externalId: Type.Optional(ExternalId),
}, { additionalProperties: false })
export type RegisterQuery = Static<typeof RegisterQuery>

// What pg_trgm can look up: a text without three such signs in a row would have every row read.
const searchable = /[\p{L}\p{N}]{3}/u

// What an agency makes of a request among its people shows in no list of those outside.
const inner = ['heldBy', 'subject'] as const

/** The filter that a query asks for. Throws 422 for what the caller may not ask, and for a text that nothing can find. */
export function filterOf (caller: Caller, query: RegisterQuery): RegisterFilter {
  const { limit: _limit, cursor: _cursor, agency: _agency, text, ...filter } = query
  const words = text?.trim()
  refuseFaults([
    ...inner.filter((name) => query[name] !== undefined && caller.kind !== 'staff').map((name) => faults.staffOnly(`/${name}`)),
    ...query.externalId !== undefined && caller.kind !== 'portal' ? [faults.portalOnly('/externalId')] : [],
    ...words !== undefined && !searchable.test(words) ? [faults.tooVague('/text')] : [],
  ])
  if (words === undefined) return filter
  return isReceiptNumber(words) ? { ...filter, receiptNumber: normaliseReceiptNumber(words) } : { ...filter, text: words }
}
