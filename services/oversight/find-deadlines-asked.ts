import type { Reader } from '@lightwell/database/connect'
import type { Position } from '@lightwell/http/paging'
import {
  listDeadlines, placeOf, type DeadlinePage, type DeadlineRow, type DeadlineWish, type IndexedWish, type StandingWish,
} from './store/deadlines.ts'
import { findStandings, type Standing } from './store/standings.ts'

/**
 * The deadlines of a page. It ends before it is full where so many cases were looked at that did not fit: then
 * `lookedUpTo` is the place of the last of them, after which the list goes on.
 */
export type FoundDeadlines = { rows: DeadlineRow[], lookedUpTo: Position | undefined }

// Whose turn it is has to be worked out case by case, and who asks for what is rare would have all of them looked at.
const mostLooked = 5_000
const mostAtOnce = 2_000

/** The deadlines that a wish asks for, in the order in which they fall due; of whatever size the house is, in bounded time. */
export async function findDeadlinesAsked (db: Reader, wish: DeadlineWish, page: DeadlinePage): Promise<FoundDeadlines> {
  const { heldBy, stage, waitingFor, pausedFor, ...walked } = wish
  const asked: StandingWish = { heldBy, stage, waitingFor, pausedFor }
  if (Object.values(asked).every((words) => !words)) return { rows: await listDeadlines(db, walked, page), lookedUpTo: undefined }
  // What a clock stands still for is told of those that stand still.
  const clock = pausedFor ? wish.clock.filter((standing) => standing === 'paused') : wish.clock
  return await look(db, { ...walked, clock }, asked, page)
}

async function look (
  db: Reader, wish: IndexedWish, asked: StandingWish, { limit, after }: DeadlinePage,
): Promise<FoundDeadlines> {
  const rows: DeadlineRow[] = []
  let place = after
  for (let looked = 0, size = limit; looked < mostLooked; looked += size, size = Math.min(size * 4, mostAtOnce)) {
    const chunk = await listDeadlines(db, wish, { limit: size, after: place })
    const standings = await findStandings(db, chunk.map(({ requestId }) => requestId), wish.moment)
    rows.push(...chunk.filter(({ requestId }) => fits(standings.get(requestId), asked)))
    const last = chunk.at(-1)
    if (rows.length >= limit || chunk.length < size || last === undefined) {
      return { rows: rows.slice(0, limit), lookedUpTo: undefined }
    }
    place = placeOf(last)
  }
  return { rows, lookedUpTo: place }
}

function fits (standing: Standing | undefined, { heldBy, stage, waitingFor, pausedFor }: StandingWish): boolean {
  return standing !== undefined && isOneOf(standing.holder?.duty, heldBy) && isOneOf(standing.status, stage) &&
    isOneOf(standing.waitingFor, waitingFor) && isOneOf(standing.pausedFor, pausedFor)
}

function isOneOf (word: string | null | undefined, asked: readonly string[] | null | undefined): boolean {
  return !asked || (typeof word === 'string' && asked.includes(word))
}
