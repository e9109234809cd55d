import type { Reader } from '@lightwell/database/connect'
import { redactText } from '@lightwell/documents/redact-text'
import type { FileScan } from '@lightwell/documents/scanner'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { isOfd } from '@lightwell/reading/ofd/is-ofd'
import { remainsIn, type RenditionTitle, tellsRemoved } from '@lightwell/redaction/banned-words'
import { comparisonOf } from '@lightwell/redaction/comparison'
import type { Redactor } from '@lightwell/redaction/redactor'
import { WorkStopped } from '@lightwell/redaction/work-thread'
import { recordFor } from './authorize-staff.ts'
import { errors as circleErrors } from './circle-errors.ts'
import { errors as common } from './errors.ts'
import { pageProof, stillThere } from './page-proof.ts'
import { readUploadFile } from './read-upload-file.ts'
import { mayReadContent } from './may-read-content.ts'
import { openedBytes } from './opened-bytes.ts'
import { errors, faults } from './redaction-errors.ts'
import { regimeOf } from './regime-of.ts'
import { choiceFaults, chosenRemovals, keptPlaces, pieceFaults, removalPlaceFaults, type Chosen } from './rules/chosen-removals.ts'
import { chosenSpans, spanPlaceFaults } from './rules/chosen-spans.ts'
import { readPlainText } from './rules/plain-text.ts'
import type { RedactionBody } from './rules/redaction-body.ts'
import { isSealed } from './rules/sealed.ts'
import { findRecordCase } from './store/record-cases.ts'
import type { StoredRecord } from './store/records.ts'
import type { Redaction } from './store/redactions.ts'
import { listFoundClean } from './store/seals.ts'

/** A rendition that is proven and not kept yet: what it is and is called, how it was made, and what was read in it. */
export type MadeRendition = Made & { title: string, read: FileScan | undefined }
type Made = { bytes: Buffer, mediaType: string, redaction: Omit<Redaction, 'renditionId'> }

/**
 * Makes the rendition of a record before any case is held: drawing and proving its pages takes seconds each. It is made of
 * the bytes that have the record's hash, so it holds for them whenever it is kept. Throws 409 where the proof fails.
 */
export async function makeRendition (
  deps: Deps, redactor: Redactor, caller: Caller, { recordId, body }: { recordId: string, body: RedactionBody },
): Promise<MadeRendition> {
  const { record } = await recordFor(deps.db, recordId, { caller, resource: 'record', verb: 'redact' })
  if (!await mayReadContent(deps.db, caller, record)) throw circleErrors.outsideCircle()
  await requireRedactable(deps.db, record)
  const of = await findRecordCase(deps.db, record.caseId)
  if (of === undefined) throw new Error(`The record ${record.id} has no case`)
  const bytes = await openedBytes(deps, deps.db, record)
  if (isOfd(bytes)) throw errors.notDrawn()
  const chosen = chosenRemovals(body, record.suggestions)
  const unsound = choiceFaults(body, record.suggestions, regimeOf(of))
  const title = { text: body.title ?? record.title, isGiven: body.title !== undefined }
  const made = record.mediaType === 'text/plain'
    ? withoutSpans({ bytes, chosen, title, unsound })
    : await withoutRemovals(redactor, { record, bytes, chosen, title, unsound: [...pieceFaults(body), ...unsound] })
  return { ...made, title: title.text, read: await readUploadFile(deps, made) }
}

/** Refuses a record that may not be redacted: it is sealed, or was neither read whole nor found clean by hand. */
export async function requireRedactable (db: Reader, record: StoredRecord): Promise<void> {
  if (isSealed(record)) throw common.recordSealed()
  if (record.scanState === 'queued' || record.scanState === 'running') throw common.scanUnfinished()
  if (record.scanState === 'unreadable' && !(await listFoundClean(db, [record.id])).has(record.id)) throw common.scanUnreadable()
}

/** What is to be taken out of these bytes, what the rest is called, and what is wrong with the choice apart from its places. */
type Choice = { bytes: Buffer, chosen: readonly Chosen[], title: RenditionTitle, unsound: readonly FieldFault[] }

function withoutSpans ({ bytes, chosen, title, unsound }: Choice): Made {
  const text = readPlainText(bytes)
  if (text === undefined) throw common.storedBytesDiffer()
  const { spans, pointers, faults: unfit } = chosenSpans(chosen)
  const redacted = redactText(text, spans)
  refuseFaults([...unfit, ...spanPlaceFaults(redacted.faults ?? [], pointers), ...unsound])
  if (redacted.faults !== undefined || !redacted.proof.passed) throw new Error('A redaction could not be proven')
  const points = [...text]
  const words = spans.map(({ start, end }) => points.slice(start, end).join(''))
  const left = pointers.filter((_, at) => remainsIn(redacted.text, words[at] as string))
  if (left.length > 0) throw errors.notProven(left.map(faults.stillElsewhere))
  if (tellsRemoved(title, words)) refuseFaults([faults.titleTells('/title')])
  return {
    bytes: Buffer.from(redacted.text, 'utf8'), mediaType: 'text/plain',
    redaction: { spans, areas: [], removals: [], proof: redacted.proof },
  }
}

async function withoutRemovals (
  redactor: Redactor, { record, bytes, chosen, title, unsound }: Choice & { record: StoredRecord },
): Promise<Made> {
  if (unsound.length > 0) refuseFaults([...unsound, ...await misplaced(redactor, { bytes, chosen, unsound })])
  const made = await redactor.redact(bytes, chosen.map(({ removal }) => removal), title).catch(notMade)
  if (made.faults !== undefined) {
    const blank = made.faults.find((fault) => fault.code === 'page_blank')
    if (blank !== undefined) throw errors.pageBlank(blank.page)
    refuseFaults(removalPlaceFaults(made.faults.filter((fault) => fault.code !== 'page_blank'), chosen))
    throw errors.notMade()
  }
  if (!made.proof.passed) throw errors.notProven(stillThere(made.rendition, chosen))
  if (made.titleTells) refuseFaults([faults.titleTells('/title')])
  const { rendition, removals } = made
  return {
    bytes: Buffer.from(rendition.bytes), mediaType: 'application/pdf',
    redaction: { ...keptPlaces(removals), removals: comparisonOf(record.sha256, rendition).removals, proof: pageProof(made) },
  }
}

/** What a faulty choice has wrong with its places beside: all is told at once, before pages are drawn for nothing. */
async function misplaced (
  redactor: Redactor, { bytes, chosen, unsound }: Omit<Choice, 'title'>,
): Promise<FieldFault[]> {
  const located = chosen.filter(({ pointer }) => !unsound.some((one) => one.pointer === `${pointer}/piece`))
  if (located.length === 0) return []
  return removalPlaceFaults(await redactor.check(bytes, located.map(({ removal }) => removal)).catch(notMade), located)
}

function notMade (error: unknown): never {
  throw error instanceof WorkStopped ? errors.notMade() : error
}
