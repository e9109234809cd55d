import { policy } from '@lightwell/http/policy'
import { guards } from './guards.ts'
import { table, type Move } from './moves.ts'
import { requestStatuses, type RequestStatus } from './request-status.ts'

/** What is wrong with a table of moves, each in a sentence; none when it is sound. */
export function faultsOfMoves (moves: readonly Move[]): string[] {
  return [
    ...moves.flatMap((move) => faultsOf(move)),
    ...twice(moves).map((place) => `${place} stands twice`),
    ...unreachable(moves).map((status) => `nothing leads to ${status}`),
  ]
}

/** Checks the table when the room opens its doors. Throws when it is unsound: no request may be moved by it then. */
export function checkMoves (): void {
  const faults = faultsOfMoves(table)
  if (faults.length > 0) throw new Error(`The table of moves is unsound: ${faults.join('; ')}`)
}

function faultsOf ({ action, from, may, guard, next }: Move): string[] {
  const cells = policy as Record<string, Record<string, unknown>>
  return [
    ...from.length === 0 ? [`${action} starts nowhere`] : [],
    ...from.filter((status) => !requestStatuses.includes(status)).map((status) => `${action} starts at the unknown ${status}`),
    ...next === 'same' || requestStatuses.includes(next) ? [] : [`${action} leads to the unknown ${next}`],
    ...next !== 'same' && from.includes(next) && from.length === 1 ? [`${action} leads where it starts`] : [],
    ...may === 'room' || cells[may[0]]?.[may[1]] !== undefined ? [] : [`nobody may ${action}: the policy has no ${may.join('.')}`],
    ...guard === undefined || Object.hasOwn(guards, guard) ? [] : [`${action} has the unknown guard ${guard}`],
  ]
}

function twice (moves: readonly Move[]): string[] {
  const places = moves.flatMap(({ action, from }) => from.map((status) => `${action} from ${status}`))
  return places.filter((place, at) => places.indexOf(place) !== at)
}

// A filing begins as received or registered; everything else must be led to.
function unreachable (moves: readonly Move[]): RequestStatus[] {
  const reached = new Set<RequestStatus>(['received', 'registered'])
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const { from, next } of moves) if (next !== 'same' && from.some((status) => reached.has(status))) reached.add(next)
  }
  return requestStatuses.filter((status) => !reached.has(status))
}
