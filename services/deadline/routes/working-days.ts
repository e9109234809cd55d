import { Type, type Static } from '@sinclair/typebox'
import { findCalendar } from '@lightwell/calendar/calendars'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import { calculateWorkingDays, type WorkingDaysInput } from '@lightwell/calendar/working-days'
import type { App } from '@lightwell/http/app'
import { preferredLanguage, type Language } from '@lightwell/http/language'
import { limit } from '@lightwell/http/limits'
import { listed } from '@lightwell/http/listed'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import { bodyFaults } from '../body-faults.ts'
import { presentDay, PresentedDay, type ExplainedDay } from '../views/present-day.ts'
import { calendarBasis } from '../rules/day-basis.ts'
import { countFaults } from '../rules/count-faults.ts'

const mostDaysListed = 2000

const DayText = Type.String({ maxLength: 64 })
const Days = Type.Optional(Type.Array(DayText, { maxItems: mostDaysListed }))

const WorkingDaysQuestion = Type.Object({
  start: Type.String({ maxLength: 64, description: 'A day, or an instant with offset whose day is taken in `zone`' }),
  unit: listed(['working_days', 'calendar_days', 'months']),
  n: Type.Integer({ description: 'May be 0 or negative (counted backwards, strictly before the start)' }),
  zone: Type.Optional(Type.String({ maxLength: 64, description: 'An IANA zone; Asia/Shanghai when absent' })),
  calendar: Type.Optional(Type.String({ maxLength: 64, description: 'A named calendar; then no days are listed' })),
  holidays: Days,
  workingWeekends: Days,
  startRule: Type.Optional(listed(['after', 'snap', 'inclusive'])),
  roll: Type.Optional(listed(['none', 'forward'])),
}, { additionalProperties: false })
type WorkingDaysQuestion = Static<typeof WorkingDaysQuestion>

const WorkingDaysAnswer = Type.Object({
  due: Type.String({ format: 'date' }),
  provisional: Type.Boolean(),
  unknownYears: Type.Array(Type.Integer()),
  calendar: Type.Union([Type.Object({ id: Type.String(), version: Type.String() }), Type.Null()], {
    description: 'The named calendar in the version that counted; null where days were listed',
  }),
  explanation: Type.Array(PresentedDay),
})

/** Serves the public calculator: which day lies so many days from another, and every day that led to it. */
export function serveWorkingDays (app: App): void {
  app.post('/v1/working-days', {
    config: limit('calculations'),
    attachValidation: true,
    schema: {
      body: WorkingDaysQuestion, tags: ['deadline'], summary: 'Count working days, calendar days or months',
      response: { 200: WorkingDaysAnswer },
    },
    // Of an answer of so many short texts the schema's own writer is the slower one.
    serializerCompiler: () => JSON.stringify,
    onSend: (_request, _reply, payload, done) => done(null, asBytes(payload)),
  }, (request) => {
    const language = preferredLanguage(request.headers['accept-language'])
    const misshapen = bodyFaults(request)
    const result = calculateWorkingDays(misshapen.length === 0 ? request.body : readableParts(request.body))
    if ('faults' in result) {
      const told = new Set(misshapen.map(({ pointer }) => pointer))
      throw invalid([...misshapen, ...countFaults(result.faults).filter(({ pointer }) => !told.has(pointer))])
    }
    refuseFaults(misshapen)
    const { answer: { due, provisional, unknownYears, explanation } } = result
    const { unit, calendar: named } = request.body
    const calendar = named === undefined ? undefined : findCalendar(named)
    return {
      due, provisional, unknownYears: [...unknownYears],
      calendar: calendar === undefined ? null : { id: calendar.id, version: calendar.version },
      explanation: explanation.map((day) => presentDay(day, { unit, language, basis: basisOf(calendar, day, language) })),
    }
  })
}

// Of Chinese text Node writes bytes to a socket in a fraction of the time that the text itself takes.
function asBytes (payload: unknown): unknown {
  return typeof payload === 'string' ? Buffer.from(payload) : payload
}

function basisOf (calendar: PublishedCalendar | undefined, day: ExplainedDay, language: Language): string | undefined {
  return calendar && calendarBasis(calendar, day, language)
}

const anyDay = '2000-01-01'

/**
 * What of a body can be read, so that its other faults are told together with those of its shape. A part of another
 * type is left out, or gives way to one that has no faults.
 */
function readableParts (body: unknown): WorkingDaysInput {
  const part = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (name: string) => typeof part[name] === 'string' ? { [name]: part[name] } : {}
  const days = (name: string) => Array.isArray(part[name])
    ? { [name]: part[name].slice(0, mostDaysListed).map((day: unknown) => typeof day === 'string' ? day : anyDay) }
    : {}
  const { unit, n, startRule, roll } = part as Partial<WorkingDaysQuestion>
  return {
    start: anyDay, ...text('start'), ...text('zone'), ...text('calendar'),
    ...days('holidays'), ...days('workingWeekends'),
    unit: unit ?? 'working_days', n: Number.isInteger(n) ? n as number : 0,
    ...(startRule !== undefined && { startRule }), ...(roll !== undefined && { roll }),
  }
}
