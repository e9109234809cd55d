import { and, asc, eq, getTableColumns, gt, isNull } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import { consultations } from '@lightwell/schema/tables/intake-steps'
import type { Consultation } from '../case-view.ts'

const { tokenHash: _token, ...shown } = getTableColumns(consultations)

/** Keeps a new consultation, with the hash of the token that opens its letter. */
export async function insertConsultation (tx: Transaction, row: typeof consultations.$inferInsert): Promise<void> {
  await tx.insert(consultations).values(row)
}

/** One consultation, with whose it is and the version of its case. */
export async function findConsultation (db: Reader, id: string) {
  const [row] = await db.select({
    consultation: shown,
    version: caseHeads.version,
    agencyName: { zh: agencies.nameZh, en: agencies.nameEn },
    owner: {
      agencyCode: requests.agencyCode, clientId: requests.apiClientId, zone: requests.zone,
      regimeVersion: requests.regimeVersion, calendarId: requests.calendarId,
    },
  }).from(consultations)
    .innerJoin(requests, eq(requests.id, consultations.requestId))
    .innerJoin(caseHeads, eq(caseHeads.id, requests.id))
    .innerJoin(agencies, eq(agencies.code, requests.agencyCode))
    .where(eq(consultations.id, id))
  return row
}

/** Consultations of a request in the order in which they were opened, those after `after`. */
export async function listConsultations (
  db: Reader, requestId: string, { after, limit }: { after: string | undefined, limit: number },
): Promise<Consultation[]> {
  return await db.select(shown).from(consultations)
    .where(and(eq(consultations.requestId, requestId), after === undefined ? undefined : gt(consultations.id, after)))
    .orderBy(asc(consultations.id)).limit(limit)
}

type Served = Pick<Consultation, 'serviceMethod' | 'servedOn' | 'serviceEvidence' | 'answerBy' | 'applicantNoticeId'>

/** Writes down that a letter reached its reader. Throws when it had before: its case was not locked. */
export async function updateService (tx: Transaction, id: string, served: Served): Promise<void> {
  const updated = await tx.update(consultations).set(served)
    .where(and(eq(consultations.id, id), isNull(consultations.servedOn))).returning({ id: consultations.id })
  if (updated.length !== 1) throw new Error(`The letter of the consultation ${id} was served already`)
}

type Answered = Pick<Consultation, 'answer' | 'answerReason' | 'answeredOn' | 'answeredBy' | 'answeredAt' | 'answerEvidence'>

/** Writes down an answer. Throws when there was one: its case was not locked. */
export async function updateAnswer (tx: Transaction, id: string, answered: Answered): Promise<void> {
  const updated = await tx.update(consultations).set(answered)
    .where(and(eq(consultations.id, id), isNull(consultations.answer))).returning({ id: consultations.id })
  if (updated.length !== 1) throw new Error(`The consultation ${id} was answered already`)
}
