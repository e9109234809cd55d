import { columnsOf, pad } from './columns.ts'
import type { Case } from './desk.ts'
import type { Reading } from './reading.ts'

/** How one of the ten ended. */
export type Ended = {
  subject: string
  receiptNumber: string
  agency: string
  status: string
  outcome: string | null
  dueOn: string
  state: string
  overdue: boolean
}

const columns = ['receipt number', 'agency', 'status', 'outcome', 'due', 'clock', 'asked for'] as const

/** How a request stands, as one row of the table. */
export function endedOf (
  subject: string, { receiptNumber, agency }: Case, { request: { status }, deadline, decision }: Reading,
): Ended {
  const { dueOn, state, overdue } = deadline
  return { subject, receiptNumber, agency, status, outcome: decision?.outcome ?? null, dueOn, state, overdue }
}

/** The lines of the table that closes the account. */
export function closingTable (all: readonly Ended[]): string[] {
  const rows = [columns, ...all.map((ended) => [
    ended.receiptNumber, ended.agency, ended.status, ended.outcome ?? '–', ended.dueOn,
    ended.overdue ? 'OVERDUE' : ended.state, ended.subject,
  ])]
  const widths = columns.map((_name, at) => Math.max(...rows.map((row) => columnsOf(row[at] as string))))
  return rows.map((row) => row.map((cell, at) => pad(cell, widths[at] as number)).join('  ').trimEnd())
}
