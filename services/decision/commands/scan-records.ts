import { dayIn } from '@lightwell/calendar/zoned'
import type { FileScan, ScanProgress } from '@lightwell/documents/scanner'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { transact } from '@lightwell/events/transact'
import { holdRecordCase } from '../hold-record-case.ts'
import { bareMarks, isDeclared } from '../rules/marking.ts'
import { judgeScan } from '../rules/scan.ts'
import { isSealed } from '../rules/sealed.ts'
import { progressOf, suggestionsOf } from '../scan-results.ts'
import { sealRecord } from '../seal-record.ts'
import { openContent, openWords } from '../sealed-content.ts'
import { findContent, findRecord, type StoredRecord } from '../store/records.ts'
import { isRuled } from '../store/referrals.ts'
import { endScan, holdForScan, noteProgress, takeToScan } from '../store/scans.ts'

/**
 * Reads the records that were kept unread: pictures, and what takes long. A process holds the record it reads for a while,
 * and longer as long as it goes on; of one that was killed the record is free again when that while is over.
 */
export const scanRecords: Sweep = { name: 'scan_records', run: scanNext }

const holdMs = 120_000
const tellEveryMs = 1_000
const holdAgainEveryMs = 30_000

async function scanNext (deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const recordId = await takeToScan(deps.db, { now, until: later(now) })
  const record = recordId === undefined ? undefined : await findRecord(deps.db, recordId)
  if (record === undefined) return 0
  await finishScan(deps, record.id, await readRecord(deps, record))
  return 1
}

function later (now: Date): Date {
  return new Date(now.getTime() + holdMs)
}

/** Reads a record, and tells how far it is. Bytes that are not what was registered are read by nobody: they are broken. */
async function readRecord (deps: Deps, record: StoredRecord): Promise<FileScan> {
  const bytes = await openContent(deps, await findContent(deps.db, record.id), record.sha256)
  if (bytes === undefined) return { marks: [], suggestions: [], complete: true, faults: [{ code: 'broken' }] }
  let progress: ScanProgress | undefined
  const tell = setInterval(() => {
    if (progress !== undefined) void noteProgress(deps.db, record.id, progress).catch(() => {})
  }, tellEveryMs)
  const hold = setInterval(() => void holdForScan(deps.db, record.id, later(deps.clock.now())).catch(() => {}), holdAgainEveryMs)
  try {
    return await deps.scanner.scanInTurn(bytes, {}, { onProgress: (now) => { progress = now } })
  } finally {
    clearInterval(tell)
    clearInterval(hold)
  }
}

/** Writes down what was read, and seals the record when a mark does. Whoever ends first has read it; another changes nothing. */
async function finishScan (deps: Deps, recordId: string, read: FileScan): Promise<void> {
  await transact(deps, async (tx) => {
    const found = await findRecord(tx, recordId)
    if (found === undefined) return
    const { head, of } = await holdRecordCase(tx, found.caseId, undefined)
    const record = await findRecord(tx, recordId)
    if (record?.scanState !== 'running') return
    const now = deps.clock.now()
    const isSealedAlready = isSealed(record)
    const words = isSealedAlready ? await openWords(deps, await findContent(tx, recordId)) : undefined
    // The name of the file was read when it came; its marks are among those that are kept.
    const { scanState, marks, seals, secretUntil } = judgeScan({
      ...record, ...words, fileName: '', read, declassified: await isRuled(tx, record.sha256, 'declassified'),
    }, dayIn(now, of.zone))
    const sealed = seals || isSealedAlready
    const end = {
      scanState, ...progressOf(read), scanFaults: read.faults, suggestions: suggestionsOf(read, of.regimeVersion),
      marks: [...outside(record.marks), ...inside(sealed ? bareMarks(marks) : marks)],
    }
    await endScan(tx, recordId, end)
    if (sealed && !isSealedAlready) await sealRecord(deps, tx, { ...record, ...end }, now)
    await append(tx, head, {
      type: 'lightwell.record.scanned.v1', room: 'decision', actor: 'system', at: now,
      data: {
        recordId, state: scanState, marks: marks.length, sealed, ...secretUntil !== undefined && { secretUntil },
        ...sealed && { declared: isDeclared(record.declaredMarking) },
      },
    })
  })
}

function outside (marks: StoredRecord['marks']): StoredRecord['marks'] {
  return marks.filter(({ page }) => page === null)
}

function inside (marks: StoredRecord['marks']): StoredRecord['marks'] {
  return marks.filter(({ page }) => page !== null)
}
