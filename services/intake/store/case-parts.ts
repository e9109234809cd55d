import { and, asc, desc, eq, getTableColumns, inArray, min, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Duty } from '@lightwell/http/caller'
import { notices } from '@lightwell/schema/tables/common'
import { extensions } from '@lightwell/schema/tables/deadline'
import { decisions } from '@lightwell/schema/tables/decision'
import { sectionTasks } from '@lightwell/schema/tables/decision-searches'
import { noticeServices } from '@lightwell/schema/tables/decision-service'
import { attachments, identityProofs, noticeVoids, requestParties } from '@lightwell/schema/tables/intake-parties'
import {
  clarifications, consultations, correctionOutcomes, corrections, fees, reasonRequests,
} from '@lightwell/schema/tables/intake-steps'
import type { CaseView } from '../case-view.ts'
import { listDescendants } from './families.ts'

type Started = Pick<CaseView, 'request' | 'version' | 'agencyName' | 'deadline'>

const { tokenHash: _token, ...consultation } = getTableColumns(consultations)
const { idSealed: _sealed, idIndex: _index, ...party } = getTableColumns(requestParties)
const { evidence: _evidence, ...proof } = getTableColumns(identityProofs)

/** Adds what hangs on requests, in one query for each kind of thing, however many requests there are. */
export async function completeCases (db: Reader, rows: Started[]): Promise<CaseView[]> {
  const ids = rows.map((row) => row.request.id)
  const [answers, steps, people] = [await answersOf(db, ids), await stepsOf(db, ids), await peopleOf(db, ids)]
  const claims = await claimsOf(db, rows)
  return rows.map((row) => {
    const { id } = row.request
    const own = <Row extends { requestId: string }>(found: Row[]): Row[] => found.filter(({ requestId }) => requestId === id)
    return {
      ...row,
      extension: own(answers.asked)[0],
      decision: answers.decided.find(({ caseId }) => caseId === id),
      notices: answers.issued.filter(({ caseId }) => caseId === id),
      reviewDue: answers.inReview.has(id),
      sectionDueOn: answers.sectionsDue.get(id) ?? null,
      clarification: own(steps.clarified)[0],
      consultations: own(steps.consulted),
      reasons: own(steps.reasoned)[0],
      fee: own(steps.charged)[0],
      claim: own(claims)[0],
      correction: own(steps.corrected)[0],
      parties: own(people.beside),
      proofs: own(people.proved),
      attachments: own(people.handedIn),
      parts: people.descendants.filter(({ rootId }) => rootId === id),
    }
  })
}

// The duty of the step of its sheet that is to be signed next; null where all are signed, and where it has no sheet.
const nextSigner = sql<Duty | null>`(
  select s.steps -> (select count(*)::int from decision_signatures g where g.decision_id = b.decision_id) ->> 'duty'
  from decision_sheets b join answer_sheets s on s.id = b.sheet_id where b.decision_id = decisions.id)`

async function answersOf (db: Reader, ids: string[]) {
  const asked = await db.select({
    requestId: extensions.requestId, state: extensions.state, requestedBy: extensions.requestedBy,
    approvingDuty: extensions.approvingDuty,
  }).from(extensions).where(and(inArray(extensions.requestId, ids), inArray(extensions.state, ['pending', 'approved'])))
    .orderBy(desc(extensions.id))
  const decided = await db.select({
    caseId: decisions.caseId, id: decisions.id, state: decisions.state, proposedBy: decisions.proposedBy, nextSigner,
  }).from(decisions).where(and(inArray(decisions.caseId, ids), inArray(decisions.state, ['proposed', 'issued'])))
  const issued = await db.select({
    caseId: notices.caseId, id: notices.id, kind: notices.kind, number: notices.number, issuedAt: notices.issuedAt,
    consultationId: notices.consultationId, voidedAt: noticeVoids.voidedAt, servedOn: noticeServices.servedOn,
  }).from(notices).leftJoin(noticeVoids, eq(noticeVoids.noticeId, notices.id))
    .leftJoin(noticeServices, eq(noticeServices.noticeId, notices.id))
    .where(inArray(notices.caseId, ids)).orderBy(asc(notices.issuedAt), asc(notices.id))
  return { asked, decided, issued, inReview: await casesInReview(db, ids), sectionsDue: await sectionsDueOf(db, ids) }
}

async function stepsOf (db: Reader, ids: string[]) {
  return {
    clarified: await db.select().from(clarifications).where(inArray(clarifications.requestId, ids)),
    consulted: await db.select(consultation).from(consultations)
      .where(inArray(consultations.requestId, ids)).orderBy(asc(consultations.id)),
    reasoned: await db.select().from(reasonRequests).where(inArray(reasonRequests.requestId, ids)),
    charged: await db.select().from(fees).where(inArray(fees.requestId, ids)).orderBy(desc(fees.id)),
    corrected: await db.select().from(correctionOutcomes)
      .where(inArray(correctionOutcomes.requestId, ids)).orderBy(desc(correctionOutcomes.id)),
  }
}

// Only a request to correct a record says what is wrong with one.
async function claimsOf (db: Reader, rows: Started[]): Promise<(typeof corrections.$inferSelect)[]> {
  const ids = rows.filter(({ request }) => request.kind === 'correction').map(({ request }) => request.id)
  return ids.length === 0 ? [] : await db.select().from(corrections).where(inArray(corrections.requestId, ids))
}

async function peopleOf (db: Reader, ids: string[]) {
  return {
    handedIn: await db.select({
      requestId: attachments.requestId, id: attachments.id, name: attachments.name, mediaType: attachments.mediaType,
      sizeBytes: attachments.sizeBytes,
    }).from(attachments).where(inArray(attachments.requestId, ids)).orderBy(asc(attachments.id)),
    beside: await db.select(party).from(requestParties)
      .where(inArray(requestParties.requestId, ids)).orderBy(asc(requestParties.id)),
    proved: await db.select(proof).from(identityProofs)
      .where(inArray(identityProofs.requestId, ids)).orderBy(asc(identityProofs.id)),
    descendants: await listDescendants(db, ids),
  }
}

/** The first day on which a section owes an answer, by request. */
async function sectionsDueOf (db: Reader, ids: string[]): Promise<Map<string, string | null>> {
  const rows = await db.select({ caseId: sectionTasks.caseId, dueOn: min(sectionTasks.dueOn) }).from(sectionTasks)
    .where(and(inArray(sectionTasks.caseId, ids), eq(sectionTasks.state, 'open'))).groupBy(sectionTasks.caseId)
  return new Map(rows.map(({ caseId, dueOn }) => [caseId, dueOn]))
}

// A record waits for a reviewer once the scan for marks has ended and did not seal it, until the last level of its
// chain has found.
async function casesInReview (db: Reader, ids: string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ case_id: string }>(sql`
    select distinct r.case_id from records r
    where r.case_id in (${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)})
      and (r.sealed_at is null or r.unsealed_by is not null) and r.scan_state in ('done', 'unreadable')
      and (select count(*) from reviews v where v.record_id = r.id) < r.review_levels`)
  return new Set(rows.map((row) => row.case_id))
}
