import type { Day } from '@lightwell/calendar/day'
import { printAccount, type NameOf } from './account.ts'
import { askAt, reach, UnexpectedAnswer, type Ask, type Reach } from './api.ts'
import { closingTable, endedOf, type Ended } from './closing-table.ts'
import { deskOf, type Print } from './desk.ts'
import { readCase } from './reading.ts'
import { stories } from './stories.ts'
import type { Story } from './story.ts'
import { surprisesOf } from './surprises.ts'

export type Demo = Reach & {
  /** The current day at the agencies. */
  today: Day
  print: Print
}

/** How the ten ended, and whatever was not foreseen: nothing, in a system that works. */
export type DemoResult = { ended: Ended[], surprises: string[] }

/** Files, times, decides and answers ten requests on a running system, and prints an account of each. */
export async function runDemo ({ today, print, ...where }: Demo): Promise<DemoResult> {
  await reach(where)
  const ask = askAt(where)
  const nameOf = await namesOf(ask)
  const result: DemoResult = { ended: [], surprises: [] }
  print(`Ten requests at ${where.address}, ${today}`)
  for (const [at, story] of stories.entries()) {
    print(`\n${at + 1}. ${story.subject}\n   ${story.shows}`)
    await tell(story, { ask, today, print, nameOf, result })
  }
  print('')
  for (const line of closingTable(result.ended)) print(line)
  for (const surprise of result.surprises) print(`Unexpected: ${surprise}`)
  return result
}

type Telling = Pick<Demo, 'today' | 'print'> & { ask: Ask, nameOf: NameOf, result: DemoResult }

/** A story that meets an unforeseen answer ends there; the others are told all the same. */
async function tell (story: Story, { ask, today, print, nameOf, result }: Telling): Promise<void> {
  try {
    const filed = await story.tell(deskOf(ask, today, print))
    const reading = await readCase(ask, filed, story.ends)
    printAccount(print, reading, (actor) => isApplicant(actor) ? filed.applicant : nameOf(actor))
    const ended = endedOf(story.subject, filed, reading)
    result.ended.push(ended)
    result.surprises.push(...surprisesOf(story, reading, ended, today))
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error
    result.surprises.push(`${story.subject}: ${error.message}`)
    print(`    ${error.message}`)
  }
}

// Whoever files without a token is the applicant himself.
function isApplicant (actor: string): boolean {
  return actor === 'anonymous' || actor === 'applicant'
}

/** How actors in the history are called: staff by their handles, which the history does not hold. */
async function namesOf (ask: Ask): Promise<NameOf> {
  const { body: { items } } = await ask<{ items: { holder: { id: string, name: string } }[] }>({
    as: 'jcj.supervisor', who: 'jcj.supervisor', does: 'reads who holds which post', expect: 200,
    method: 'GET', path: '/v1/posts?limit=100',
  })
  const names = new Map(items.map(({ holder }) => [`staff:${holder.id}`, holder.name]))
  return (actor) => names.get(actor) ?? actor.replace(/^portal:.*/, 'portal')
}
