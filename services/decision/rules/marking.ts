import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { Mark, MarkLevel } from '@lightwell/documents/mark'
import { isExpired, lastDayOf } from '@lightwell/documents/mark-expiry'
import { isPlainPeriod } from '@lightwell/documents/mark-period'
import { findMarks } from '@lightwell/documents/marks'
import { AgencyCode } from '@lightwell/http/agency-code'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { Area, Place, PlaceKind } from '@lightwell/reading/reading'

/**
 * A mark as it stands with its record. `page` is null where it stands in the title or the name of the file; `place`, `area`
 * and `confidence` are there for what stands in a file.
 */
export type RecordMark = {
  kind: Mark['kind']
  level: MarkLevel | null
  period: string | null
  page: number | null
  quote: string
  expired: boolean
  place?: PlaceKind
  area?: Area
  confidence?: number
}

/** A marking that the officer reads on the paper and declares. `internal` stands for 内部资料 and 工作秘密. */
export const DeclaredMarking = Type.Object({
  level: listed(['secret', 'confidential', 'top_secret', 'internal']),
  period: Type.Optional(Line(60)),
  classifier: Type.Optional({
    ...AgencyCode, description: 'The body that classified it; it, or the one above, declassifies.',
  }),
}, { additionalProperties: false })
export type DeclaredMarking = Static<typeof DeclaredMarking>

const words: Readonly<Record<MarkLevel, string>> = { secret: '秘密', confidential: '机密', top_secret: '绝密' }

/** A mark that was found, as it is kept; its page is null outside the pages. */
export function recordMark (
  mark: Omit<Mark, 'page'> & { page: number | null, place?: Place, confidence?: number }, today: Day,
): RecordMark {
  const { kind, level, page, quote, place, confidence } = mark
  return {
    kind, level, period: mark.period?.text ?? null, page, quote, expired: isExpired(mark, today),
    ...place !== undefined && { place: place.kind, ...place.area !== undefined && { area: place.area } },
    ...confidence !== undefined && { confidence },
  }
}

/**
 * Whether a record must be sealed (保守国家秘密法第三十一条: no secrets on a system that is not built for them): it bears
 * or is said to bear a state-secret mark that has not expired. A `possible` mark waits for the reviewers, and 内部 and
 * 工作秘密 for the unit's own release, which its chain records.
 */
export function isSealing (marks: readonly RecordMark[], declared: DeclaredMarking | null, today: Day): boolean {
  return marks.some((mark) => mark.kind === 'state_secret' && !mark.expired) ||
    isDeclared(declared) && !isDeclaredExpired(declared, today)
}

/**
 * The last day of the longest period of the state-secret marks that hold, found or declared; undefined where one of them
 * has no end. A length runs from the day of issue (保密法实施条例第十九条), which is not read from the paper: counted from
 * the day on which it came here, it is over then at the latest.
 */
export function secretUntil (
  found: readonly Omit<Mark, 'page'>[], declared: DeclaredMarking | null, cameOn: Day,
): Day | undefined {
  const marks = [...found, ...declaredMarks(declared)]
    .filter((mark) => mark.kind === 'state_secret' && !isExpired(mark, cameOn))
  const ends = marks.map((mark) => lastDayOf(mark, cameOn))
  return ends.includes(undefined) ? undefined : ends.toSorted().at(-1)
}

/** Whether who submitted a record said that it bears a state-secret mark. */
export function isDeclared (declared: DeclaredMarking | null): boolean {
  return declared !== null && declared.level !== 'internal'
}

/** A declared mark is read like a printed one: it ends only with a day that it names. */
function isDeclaredExpired (declared: DeclaredMarking | null, today: Day): boolean {
  const [mark] = declaredMarks(declared)
  return mark !== undefined && isExpired(mark, today)
}

function declaredMarks (declared: DeclaredMarking | null): Mark[] {
  if (declared === null || declared.level === 'internal') return []
  return findMarks(`${words[declared.level]}★${declared.period ?? ''}`).slice(0, 1)
}

/** The marks as they may still be told of a sealed record: in our own words, with nothing of the paper beside them. */
export function bareMarks (marks: readonly RecordMark[]): RecordMark[] {
  return unquoted(marks).map((mark) => ({
    ...mark, quote: mark.level === null ? '' : `${words[mark.level]}★${mark.period ?? ''}`,
  }))
}

/** The marks without any words of the paper: those around them, and those of a period that is more than a time. */
export function unquoted (marks: readonly RecordMark[]): RecordMark[] {
  return marks.map((mark) => ({
    ...mark, quote: '', period: mark.period !== null && isPlainPeriod(mark.period) ? mark.period : null,
  }))
}

/** A declared marking as it may still be told of a sealed record. */
export function bareDeclared (declared: DeclaredMarking | null): DeclaredMarking | null {
  if (declared === null) return null
  const { level, period, classifier } = declared
  return {
    level, ...period !== undefined && isPlainPeriod(period) && { period }, ...classifier !== undefined && { classifier },
  }
}
