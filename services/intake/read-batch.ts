import { CsvError, parse } from 'csv-parse/sync'
import { Refusal, refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { mostRows } from './batch.ts'
import type { Rows } from './commands/file-batch.ts'
import { columnOf, type BatchColumn } from './batch-columns.ts'
import { errors, faults } from './errors.ts'
import { readCell } from './rules/batch-cell.ts'

// Enough for anyone to mend.
const mostFaults = 100
// Every field of a filing at its longest takes less.
const longestRow = 100_000

type Draft = { [field: string]: string | boolean | Draft }

/**
 * Reads letters from CSV (RFC 4180, UTF-8, with a BOM or without): a line of headings, then a letter a line. Throws 400
 * for bytes or quotes that cannot be read, 422 for headings that name no column, and for too many or no lines.
 */
export function readBatch (bytes: Buffer, { agency }: { agency: string | undefined }): Rows {
  const [headings = [], ...lines] = linesOf(bytes)
  const columns = headings.map(columnOf)
  refuseFaults([
    ...headings.flatMap((_, at) => headingFaults(columns, at)).slice(0, mostFaults),
    ...lines.length === 0 ? [faults.noRows('/rows')] : lines.length > mostRows ? [faults.tooManyRows('/rows')] : [],
  ])
  const rows: Draft[] = []
  const found: FieldFault[] = []
  for (const [at, cells] of lines.entries()) {
    const row: Draft = { kind: 'disclosure', ...agency !== undefined && { agency }, applicant: { kind: 'citizen' } }
    if (cells.length !== columns.length) found.push(faults.raggedRow(`/rows/${at}`))
    else found.push(...fill(row, columns as BatchColumn[], cells, `/rows/${at}`))
    rows.push(row)
  }
  return { rows, faults: found }
}

function linesOf (bytes: Buffer): string[][] {
  const text = decode(bytes)
  refuseLongLines(text)
  try {
    return parse(text, {
      relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true,
      to: mostRows + 2, max_record_size: longestRow,
    }) as string[][]
  } catch (error) {
    throw error instanceof CsvError ? unreadable((error as CsvError & { lines?: number }).lines ?? 1) : error
  }
}

function decode (bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw errors.notUtf8()
  }
}

// A line of millions of commas would take the parser long.
function refuseLongLines (text: string): void {
  let line = 1
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf('\n', from)
    if ((end === -1 ? text.length : end) - from > longestRow) throw unreadable(line)
    from = end === -1 ? text.length : end + 1
  }
}

function unreadable (line: number): Refusal {
  return new Refusal(400, 'invalid_csv', {
    zh: `文件不是有效的 CSV：第 ${line} 行附近的引号不成对，或者一行过长。`,
    en: `The file is not valid CSV: near line ${line} the quotes do not pair, or a line is too long.`,
  })
}

function headingFaults (columns: readonly (BatchColumn | undefined)[], at: number): FieldFault[] {
  const column = columns[at]
  if (column === undefined) return [faults.unknownColumn(`/columns/${at}`)]
  return columns.indexOf(column) < at ? [faults.repeatedColumn(`/columns/${at}`)] : []
}

function fill (row: Draft, columns: readonly BatchColumn[], cells: readonly string[], place: string): FieldFault[] {
  return columns.flatMap(({ pointer, words }, at) => {
    const { value, fault } = readCell(cells[at] ?? '', pointer, words)
    if (value !== undefined) put(row, pointer, value)
    return fault === undefined ? [] : [{ ...fault, pointer: place + fault.pointer }]
  })
}

function put (row: Draft, pointer: string, value: string | boolean): void {
  const steps = pointer.split('/').slice(1)
  const last = steps.pop() as string
  let place = row
  for (const step of steps) place = (place[step] ??= {}) as Draft
  place[last] = value
}
