import type { Reader } from '@lightwell/database/connect'
import type { Fault, Verified } from './verified.ts'
import { verifyClockPage } from './verify-clocks.ts'
import { verifyTermPage } from './verify-terms.ts'

/** Where a verification goes on: first come the deadlines, then the terms. Without an id it begins with the first of them. */
export type VerifiedPlace = { of: 'deadlines' | 'terms', after?: string }

/** What was counted anew, and where to go on; `next` is null where nothing is left. */
export type VerifiedPart = Omit<Verified, 'last'> & { next: VerifiedPlace | null }

const pageSize = 500

/** Counts some stored deadlines, or terms where no deadline is left, anew. */
export async function verifyPart (db: Reader, { of, after }: VerifiedPlace, limit: number): Promise<VerifiedPart> {
  const verify = of === 'deadlines' ? verifyClockPage : verifyTermPage
  const { last, ...found } = await verify(db, { after, limit })
  if (last !== null) return { ...found, next: { of, after: last } }
  if (of === 'terms') return { ...found, next: null }
  if (found.checked >= limit) return { ...found, next: { of: 'terms' } }
  const rest = await verifyPart(db, { of: 'terms' }, limit - found.checked)
  return {
    checked: found.checked + rest.checked, unverifiable: found.unverifiable + rest.unverifiable,
    faults: [...found.faults, ...rest.faults], next: rest.next,
  }
}

/** Counts all stored deadlines and terms anew, part by part. */
export async function * verifyEveryDay (db: Reader): AsyncGenerator<VerifiedPart> {
  let place: VerifiedPlace | null = { of: 'deadlines' }
  while (place !== null) {
    const verified: VerifiedPart = await verifyPart(db, place, pageSize)
    yield verified
    place = verified.next
  }
}

/** Everything that differs, in all stored deadlines and terms. */
export async function verifyDays (db: Reader): Promise<Fault[]> {
  const faults: Fault[] = []
  for await (const verified of verifyEveryDay(db)) faults.push(...verified.faults)
  return faults
}
