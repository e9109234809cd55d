import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { parseInstant } from '@lightwell/calendar/zoned'
import { AgencyCode } from '@lightwell/http/agency-code'
import { listed } from '@lightwell/http/listed'
import { mostLimit, PageQuery } from '@lightwell/http/paging'
import { fault, invalid } from '@lightwell/http/refusal'
import { holders } from './rules/held-by.ts'
import { regimeIdPattern } from './rules/regime-id.ts'
import { clockStandings, pauseCauses, waits } from './rules/standing.ts'
import type { CaseWish } from './store/deadlines.ts'
import { momentOf } from './store/moment.ts'
import type { Scope } from './store/scope.ts'

/** A day as it is sent: a real one, of the years 1900 to 2199 that a `Day` can be. */
export const DayText = Type.Unsafe<Day>(Type.String({ format: 'date', pattern: '^(19|20|21)' }))

/** An instant of an address, as text. */
const InstantText = Type.String({ maxLength: 64, description: 'An instant with offset (RFC 3339).' })

const statuses = [
  'received', 'registered', 'clarifying', 'processing', 'decided', 'closed', 'withdrawn', 'lapsed', 'transferred',
] as const

function several<const Words extends readonly string[]> (words: Words, description: string) {
  return Type.Array(listed(words), { maxItems: words.length, description: `${description} May be given several times.` })
}

/** How a reader narrows the register of deadlines: as the graph does, in the words of REST. */
export const DeadlineRegisterQuery = Type.Object({
  limit: Type.Optional(Type.Integer({
    minimum: 1, maximum: mostLimit, description: '50 when left out; as CSV 5 000.',
  })),
  cursor: PageQuery.cursor,
  agency: Type.Optional(AgencyCode),
  regime: Type.Optional(Type.String({ pattern: regimeIdPattern })),
  standing: Type.Optional(several(clockStandings, 'How the clock stands; the open ones when left out.')),
  waitingFor: Type.Optional(several(waits, 'Whose act the case waits for.')),
  pausedFor: Type.Optional(several(pauseCauses, 'What the clock stands still for.')),
  heldBy: Type.Optional(several(holders, 'Who must act next.')),
  stage: Type.Optional(several(statuses, 'The status of the request.')),
  receivedFrom: Type.Optional(DayText),
  receivedTo: Type.Optional(DayText),
  asOf: Type.Optional(InstantText),
}, { additionalProperties: false })
export type DeadlineRegisterQuery = Static<typeof DeadlineRegisterQuery>

/** The cases that a query asks for. Throws 422 where `asOf` is no instant. */
export function casesAsked (query: DeadlineRegisterQuery, { scope, now }: { scope: Scope, now: Date }): CaseWish {
  const { agency, regime, asOf, waitingFor, pausedFor, heldBy, stage, receivedFrom, receivedTo } = query
  return {
    scope: agency === undefined ? scope : [agency], moment: momentOf(readInstant(asOf, '/asOf'), now),
    regimes: regime === undefined ? undefined : [regime], waitingFor, pausedFor, heldBy, stage, receivedFrom, receivedTo,
  }
}

/** The instant that an address names. Throws 422 for what is none. */
function readInstant (text: string | undefined, pointer: string): Date | undefined {
  if (text === undefined) return undefined
  // In an address an unescaped + reads as a blank, and no instant has one.
  const instant = parseInstant(text.replace(' ', '+'))
  if (instant === undefined) throw invalid([notAnInstant(pointer)])
  return instant
}

const notAnInstant = fault('not_an_instant', '应为带时差的时刻（RFC 3339）。', 'This must be an instant with offset (RFC 3339).')
