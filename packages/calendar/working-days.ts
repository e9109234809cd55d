import { type Count, type CountResult, countFrom, type CountUnit, type Roll, type StartRule } from './count-from.ts'
import { type Day, DayOutOfRangeError, firstDay, lastDay } from './day.ts'
import { type ExplainedDay, explainCount } from './explain-count.ts'
import { readCount } from './read-count.ts'

/**
 * A question to the public calculator: which day lies `n` units from `start`?
 *
 * `start` is a day, or an instant with offset whose day is taken in `zone` (Asia/Shanghai if absent: our choice).
 * The days off come from a named `calendar`, or from bare lists: Saturday and Sunday off, `holidays` off,
 * `workingWeekends` on. A day in both lists is on, as in the official notices; a listed working weekend that is no
 * weekend day is simply on. With neither, only weekends are off. Bare lists leave no year unknown.
 * `startRule` is `after` and `roll` is `none` if absent.
 */
export type WorkingDaysInput = {
  readonly start: string
  readonly unit: CountUnit
  readonly n: number
  readonly zone?: string
  readonly calendar?: string
  readonly holidays?: readonly string[]
  readonly workingWeekends?: readonly string[]
  readonly startRule?: StartRule
  readonly roll?: Roll
}

/** The due day, whether it rests on years not yet published and on which, and every day that led to it. */
export type WorkingDaysAnswer = {
  readonly due: Day
  readonly provisional: boolean
  readonly unknownYears: readonly number[]
  readonly explanation: readonly ExplainedDay[]
}

/** What is wrong with an input: where (RFC 6901 pointer), a stable code, and the values that its message names. */
export type Fault = {
  readonly pointer: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** The answer to `input`, or everything that is wrong with it. */
export function calculateWorkingDays (input: WorkingDaysInput): { answer: WorkingDaysAnswer } | { faults: Fault[] } {
  const read = readCount(input)
  if ('faults' in read) return read
  const result = countWithinRange(read.count)
  if (result === undefined) {
    return { faults: [{ pointer: '/n', code: 'due_out_of_range', params: { from: firstDay, to: lastDay } }] }
  }
  const { due, unknownYears } = result
  const explanation = explainCount(read.count, result)
  return { answer: { due, provisional: unknownYears.length > 0, unknownYears, explanation } }
}

function countWithinRange (count: Count): CountResult | undefined {
  try {
    return countFrom(count)
  } catch (error) {
    if (error instanceof DayOutOfRangeError) return undefined
    throw error
  }
}
