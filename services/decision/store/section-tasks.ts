import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { dueDay } from '@lightwell/regimes/due-day'
import { lawOf } from '@lightwell/regimes/law-of'
import { deadlines, milestones } from '@lightwell/schema/tables/deadline'
import { sectionTasks } from '@lightwell/schema/tables/decision-searches'
import { requests } from '@lightwell/schema/tables/intake'
import { isOpen } from '../rules/case-open.ts'
import type { RequestCase } from './cases.ts'

type Row = typeof sectionTasks.$inferSelect

/** A question to a section. One that is open when its request is answered or ends is owed no longer. */
export type SectionTask = Row & { zone: string }

export async function insertTask (tx: Transaction, row: Row): Promise<void> {
  await tx.insert(sectionTasks).values(row)
}

/** Notes that a question is closed. */
export async function saveTask (tx: Transaction, { id, ...row }: SectionTask): Promise<void> {
  const { state, found, answer, closedBy, closedAt, endReason } = row
  await tx.update(sectionTasks).set({ state, found, answer, closedBy, closedAt, endReason }).where(eq(sectionTasks.id, id))
}

/** Gives the questions of a case to the agency that it passed on to. */
export async function moveTasks (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(sectionTasks).set({ agencyCode }).where(eq(sectionTasks.caseId, caseId))
}

export async function findTask (db: Reader, id: string): Promise<SectionTask | undefined> {
  const [task] = await listWhere(db, eq(sectionTasks.id, id), { order: [], limit: 1 })
  return task
}

/** The questions of a request, oldest first, one more than asked for. */
export async function listTasksOf (
  db: Reader, caseId: string, after: string | undefined, limit: number,
): Promise<SectionTask[]> {
  const place = after === undefined ? undefined : sql`${sectionTasks.id} > ${after}`
  return await listWhere(db, and(eq(sectionTasks.caseId, caseId), place), {
    order: [asc(sectionTasks.id)], limit: limit + 1,
  })
}

/** Questions of agencies in a state, the earliest due first, one more than asked for; open are those of open requests. */
export async function listTasks (
  db: Reader, { agencies, state }: { agencies: 'all' | readonly string[], state: Row['state'] },
  { after, limit }: { after: readonly [string, string] | undefined, limit: number },
): Promise<SectionTask[]> {
  const { agencyCode, dueOn, id } = sectionTasks
  return await listWhere(db, and(
    agencies === 'all' ? undefined : inArray(agencyCode, [...agencies]), eq(sectionTasks.state, state),
    state === 'open' ? inArray(requests.status, ['received', 'registered', 'clarifying', 'processing']) : undefined,
    after && sql`(${dueOn}, ${id}) > (${after[0]}::date, ${after[1]}::uuid)`,
  ), { order: [asc(dueOn), asc(id)], limit: limit + 1 })
}

async function listWhere (
  db: Reader, where: SQL | undefined, { order, limit }: { order: SQL[], limit: number },
): Promise<SectionTask[]> {
  const rows = await db.select({ task: sectionTasks, status: requests.status, zone: requests.zone }).from(sectionTasks)
    .innerJoin(requests, eq(requests.id, sectionTasks.caseId)).where(where).orderBy(...order).limit(limit)
  return rows.map(({ task, status, zone }) =>
    ({ ...task, zone, state: task.state === 'open' && !isOpen(status) ? 'ended' : task.state }))
}

/** The legal day of a request, and the milestones of its agency on the way there, in working days before it. */
export async function findTaskTime (
  db: Reader, { id, agencyCode, receivedOn }: RequestCase,
): Promise<{ legalDay: Day, calendar: WorkingCalendar, workingDaysBefore: number[] }> {
  const [row] = await db.select({
    dueOn: deadlines.dueOn, regimeVersion: requests.regimeVersion, calendarId: requests.calendarId,
  }).from(requests).leftJoin(deadlines, eq(deadlines.requestId, requests.id)).where(eq(requests.id, id))
  if (row === undefined) throw new Error(`There is no request ${id}`)
  const law = lawOf(row)
  const legalDay = (row.dueOn ?? dueDay({ ...law, receivedOn: receivedOn as Day }).dueOn) as Day
  const days = await db.select({ days: milestones.workingDaysBefore }).from(milestones)
    .where(eq(milestones.agencyCode, agencyCode))
  return { legalDay, calendar: law.calendar, workingDaysBefore: days.map((one) => one.days) }
}
