import type { Transaction } from '@lightwell/database/connect'
import { bareDeclared, bareMarks } from './rules/marking.ts'
import { hideWords, type Keys } from './sealed-content.ts'
import { findContent, type StoredRecord } from './store/records.ts'
import { saveSeal, saveWords } from './store/seals.ts'

/** A record as it stands sealed: in our own words, with nothing of the paper. */
export function asSealed (record: StoredRecord, at: Date): StoredRecord {
  return {
    ...record, title: '', origin: '', sealedAt: at, unsealedBy: null, marks: bareMarks(record.marks),
    declaredMarking: bareDeclared(record.declaredMarking),
  }
}

/** Seals a record that is kept: its title and its origin go under the key of its bytes. */
export async function sealRecord (deps: Keys, tx: Transaction, record: StoredRecord, at: Date): Promise<StoredRecord> {
  const { title, origin } = record
  const sealed = asSealed(record, at)
  await saveSeal(tx, sealed)
  await saveWords(tx, record.id, await hideWords(deps, await findContent(tx, record.id), { title, origin }) ?? null)
  return sealed
}
