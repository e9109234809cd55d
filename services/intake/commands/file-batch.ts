import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { bodyCheck } from '@lightwell/http/body-check'
import type { Caller } from '@lightwell/http/caller'
import { readableAgencies } from '@lightwell/http/policy'
import { Refusal, type FieldFault } from '@lightwell/http/refusal'
import { toldFaults } from '@lightwell/http/told-faults'
import { faults as fieldFaults } from '../errors.ts'
import { Filing } from '../filing.ts'
import { findSimilar, type SimilarRequest } from '../store/similar.ts'
import { fileRequest, type Filed } from './file-request.ts'

const checkFiling = bodyCheck(Filing)

/** A row that was filed, and the earlier requests that resemble it; those of the batch itself are known by their row. */
export type FiledRow = Filed & { row: number, repeats: (SimilarRequest & { row?: number })[] }

/** What became of a batch: what was filed, and every fault of every row. With any fault nothing of it may stay. */
export type FiledBatch = { filed: FiledRow[], faults: FieldFault[] }

/** The rows of a batch, each the body of a filing, and the faults that were found as they were read. */
export type Rows = { rows: readonly unknown[], faults: readonly FieldFault[] }

/**
 * Files the rows of a batch one after the other, each by the rules of any filing, and goes on behind a row with faults,
 * so that all of them are told at once. The transaction is the caller's to roll back.
 */
export async function fileBatch (
  deps: Deps, tx: Transaction, caller: Caller, { rows, faults: read }: Rows,
): Promise<FiledBatch> {
  const filed: FiledRow[] = []
  const faults: FieldFault[] = []
  const readable = readableAgencies(caller, 'request', 'find_similar')
  for (const [row, body] of rows.entries()) {
    const found = checkFiling(body)
    const outcome = await fileRequest(deps, tx, caller, { body, schemaFaults: found }).catch(faultsOf)
    if ('view' in outcome) {
      const repeats = await findSimilar(tx, outcome.view.request.id, readable)
      filed.push({ ...outcome, row, repeats: repeats.map((repeat) => withRow(repeat, filed)) })
    } else faults.push(...outcome.map((fault) => ({ ...fault, pointer: `/rows/${row}${fault.pointer}` })))
  }
  return { filed, faults: toldFaults(read, faults) }
}

function faultsOf (error: unknown): readonly FieldFault[] {
  if (error instanceof Refusal && error.status === 422) return error.faults
  if (error instanceof Refusal && error.status === 403) return [fieldFaults.notYourAgency('/agency')]
  throw error
}

function withRow (repeat: SimilarRequest, filed: readonly FiledRow[]): SimilarRequest & { row?: number } {
  const same = filed.find(({ view }) => view.request.id === repeat.id)
  return same === undefined ? repeat : { ...repeat, row: same.row }
}
