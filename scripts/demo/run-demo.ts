import type { Day } from '@lightwell/calendar/day'
import { printAccount } from './account.ts'
import { askAt, NotReachable, reach, UnexpectedAnswer, type Ask, type Reach } from './api.ts'
import { closingTable, endedOf, type Ended } from './closing-table.ts'
import { deskOf, type Print } from './desk.ts'
import { readCase } from './reading.ts'
import { stories } from './stories.ts'
import type { Story } from './story.ts'

export type Demo = Reach & {
  /** The current day at the agencies. */
  today: Day
  print: Print
}

/** How the ten ended, and every answer that was not foreseen; none in a system that works. */
export type DemoResult = { ended: Ended[], surprises: string[] }

/** Files, times, decides and answers ten requests on a running system, and prints an account of each. */
export async function runDemo ({ today, print, ...where }: Demo): Promise<DemoResult> {
  await reach(where)
  const ask = askAt(where)
  const nameOf = await namesOf(ask)
  const result: DemoResult = { ended: [], surprises: [] }
  print(`Ten requests at ${where.address}, ${today}`)
  for (const [at, story] of stories.entries()) {
    print('')
    print(`${at + 1}. ${story.subject}`)
    print(`   ${story.shows}`)
    await tell(story, { ask, today, print, nameOf, result })
  }
  print('')
  for (const line of closingTable(result.ended)) print(line)
  for (const surprise of result.surprises) print(`Unexpected: ${surprise}`)
  return result
}

type Telling = Pick<Demo, 'today' | 'print'> & { ask: Ask, nameOf: (actor: string) => string, result: DemoResult }

/** A story that meets an unforeseen answer ends there; the others are told all the same. */
async function tell (story: Story, { ask, today, print, nameOf, result }: Telling): Promise<void> {
  try {
    const filed = await story.tell(deskOf(ask, today, print))
    const reading = await readCase(ask, filed, story.ends)
    printAccount(print, reading, nameOf)
    const ended = endedOf(story.subject, filed, reading)
    result.ended.push(ended)
    result.surprises.push(...surprisesOf(story, ended, today))
    if (reading.audit.verification.faults.length > 0) result.surprises.push(`${story.subject}: its history does not verify`)
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer) || error instanceof NotReachable) throw error
    print(`    ${error.message}`)
    result.surprises.push(`${story.subject}: ${error.message}`)
  }
}

function surprisesOf ({ subject, ends }: Story, ended: Ended, today: Day): string[] {
  const state = ends.state === 'answered' ? (today <= ended.dueOn ? 'met' : 'missed') : ends.state
  const foreseen = { status: ends.status, outcome: ends.outcome, state, overdue: ends.overdue ?? false }
  return Object.entries(foreseen).filter(([key, value]) => ended[key as keyof typeof foreseen] !== value)
    .map(([key, value]) => `${subject}: its ${key} is ${ended[key as keyof typeof foreseen]}, and was to be ${value}`)
}

/** How actors in the history are called: staff by their handles, which the history does not hold. */
async function namesOf (ask: Ask): Promise<(actor: string) => string> {
  const posts = await ask<{ items: { holder: { id: string, name: string } }[] }>({
    as: 'jcj.supervisor', who: 'jcj.supervisor', does: 'reads who holds which post', method: 'GET', path: '/v1/posts?limit=100',
    expect: 200,
  })
  const names = new Map(posts.body.items.map(({ holder }) => [`staff:${holder.id}`, holder.name]))
  return (actor) => names.get(actor) ?? (actor.startsWith('portal:') ? 'portal' : actor)
}
