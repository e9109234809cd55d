import type { Duty } from '../caller.ts'
import type { Text } from '../refusal.ts'
import { holdsLevel } from './review-levels.ts'

/** One who acts through a post on a day: its holder, or while he is away his deputy. */
export type Acting = { personId: string, duty: Duty, level: number | null }

/**
 * Who is there for a case on a day: what each level of its chain is, who acts, who is trained, and who submitted its records.
 * Without a submitter it is any case: then one officer submits and proposes.
 */
export type Staffing = {
  levels: readonly string[]
  acting: readonly Acting[]
  qualified: ReadonlySet<string>
  submitters: readonly string[]
}

/**
 * A step that nobody is left for: there is `nobody` with the duty, none of them is qualified, or each is needed at another
 * step or submitted it. `level` is the place in the chain of what is reviewed.
 */
export type StaffingGap = { step: string, level: number | null, reason: 'nobody' | 'not_qualified' | 'needed_elsewhere' }

type Seat = { step: string, level: number | null, holders: readonly Acting[], fit: readonly string[] }

/**
 * The steps of a case that cannot be done by the people who are there: each level by another, who is trained and did not
 * submit; approved by one who neither proposed nor reviewed; and somebody who keeps the secrets (职责分离).
 */
export function staffingGaps (staffing: Staffing): StaffingGap[] {
  const seats = seatsOf(staffing)
  const taken = new Map<string, number>()
  for (const at of seats.keys()) seat(seats, at, { taken, asked: new Set() })
  const filled = new Set(taken.values())
  const gaps = seats.flatMap((one, at) => filled.has(at) ? [] : [gapOf(one)])
  return staffing.acting.some(({ duty }) => duty === 'secrecy') ? gaps : [...gaps, { step: 'secrecy', level: null, reason: 'nobody' }]
}

function seatsOf ({ levels, acting, qualified, submitters }: Staffing): Seat[] {
  const holding = (step: string): Seat => {
    const holders = acting.filter(({ duty }) => duty === step)
    return { step, level: null, holders, fit: holders.map(({ personId }) => personId) }
  }
  return [holding('officer'), ...levels.map((step, at) => {
    const holders = acting.filter((post) => holdsLevel(post, step)).filter(({ personId }) => !submitters.includes(personId))
    return { step, level: at + 1, holders, fit: holders.map(({ personId }) => personId).filter((id) => qualified.has(id)) }
  }), holding('head')]
}

/** Gives a step to somebody, if need be by giving another step of his to another (an augmenting path). */
function seat (seats: readonly Seat[], at: number, { taken, asked }: { taken: Map<string, number>, asked: Set<string> }): boolean {
  for (const personId of seats[at]!.fit) {
    if (asked.has(personId)) continue
    asked.add(personId)
    const held = taken.get(personId)
    if (held !== undefined && !seat(seats, held, { taken, asked })) continue
    taken.set(personId, at)
    return true
  }
  return false
}

function gapOf ({ step, level, holders, fit }: Seat): StaffingGap {
  if (holders.length === 0) return { step, level, reason: 'nobody' }
  return { step, level, reason: fit.length === 0 ? 'not_qualified' : 'needed_elsewhere' }
}

const steps: Readonly<Record<string, Text>> = {
  officer: { zh: '承办', en: 'working the case' },
  head: { zh: '批准', en: 'the approval' },
  secrecy: { zh: '保密管理', en: 'the keeping of secrets' },
}
const reasons: Readonly<Record<StaffingGap['reason'], Text>> = {
  nobody: { zh: '没有在岗人员', en: 'nobody who is there holds the duty' },
  not_qualified: { zh: '在岗人员没有有效的资格', en: 'who holds the duty is not qualified' },
  needed_elsewhere: { zh: '在岗人员须办理其他环节', en: 'who holds the duty is needed at another step' },
}

/** What can no longer be done, and why. */
export function gapText ({ step, level, reason }: StaffingGap): Text {
  const { zh, en } = steps[step] ?? { zh: `第${level}级审查`, en: `level ${level} of the review` }
  return { zh: `${zh}：${reasons[reason].zh}。`, en: `For ${en}, ${reasons[reason].en}.` }
}
