import { asc, eq, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { milestones } from '@lightwell/schema/tables/deadline'
import { agencies } from '@lightwell/schema/tables/intake'

export type MilestoneRow = typeof milestones.$inferSelect

// Whoever replaces the milestones of an agency takes this with the agency first: an empty list has no row to lock.
const milestonesLock = 0x11_67_6d

/** The milestones of an agency, the earliest first. */
export async function listMilestones (db: Reader, agencyCode: string): Promise<MilestoneRow[]> {
  const rows = await db.select().from(milestones).where(eq(milestones.agencyCode, agencyCode)).orderBy(asc(milestones.code))
  return rows.toSorted((a, b) => b.workingDaysBefore - a.workingDaysBefore)
}

/** Whether there is an agency with this code. */
export async function hasAgency (db: Reader, code: string): Promise<boolean> {
  return await db.$count(agencies, eq(agencies.code, code)) > 0
}

/** Holds the milestones of an agency against other changes to the end of this transaction. */
export async function holdMilestones (tx: Transaction, agencyCode: string): Promise<MilestoneRow[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${milestonesLock}, hashtext(${agencyCode}))`)
  return await listMilestones(tx, agencyCode)
}

/** Puts milestones in the place of those that an agency had. */
export async function replaceMilestones (tx: Transaction, agencyCode: string, rows: readonly MilestoneRow[]): Promise<void> {
  await tx.delete(milestones).where(eq(milestones.agencyCode, agencyCode))
  if (rows.length > 0) await tx.insert(milestones).values([...rows])
}
