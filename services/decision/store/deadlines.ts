import { eq } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { deadlines } from '@lightwell/schema/tables/deadline'

/** The legal day of a request; undefined in the moment between its filing and the start of its clock. */
export async function findDueOn (db: Reader, requestId: string): Promise<Day | undefined> {
  const [row] = await db.select({ dueOn: deadlines.dueOn }).from(deadlines).where(eq(deadlines.requestId, requestId))
  return row?.dueOn as Day | undefined
}
