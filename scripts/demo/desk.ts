import type { Day } from '@lightwell/calendar/day'
import type { Ask, Question } from './api.ts'
import { pad } from './columns.ts'

export type Print = (line: string) => void

/** Where one story happens: each step is asked and told in one line. */
export type Desk = {
  /** The current day at the agencies. */
  today: Day
  ask: Ask
  step<Body> (question: Question, tell: (body: Body) => string): Promise<Body>
}

/** A request as its applicant leaves with it. */
export type Case = {
  id: string
  agency: string
  applicant: string
  receiptNumber: string
  accessToken: string
  /** How the answer is to reach him. */
  answeredBy: 'online' | 'post'
}

/** Makes the desk on which a story is told. */
export function deskOf (ask: Ask, today: Day, print: Print): Desk {
  return {
    today,
    ask,
    async step<Body> (question: Question, tell: (body: Body) => string): Promise<Body> {
      const { body } = await ask<Body>(question)
      print(`    ${pad(question.who, 13)}${pad(question.does, 50)}${question.expect}  ${tell(body)}`)
      return body
    },
  }
}

/** A question asked by the agency's holder of a duty; his handle is the one of the sample world. */
export function byStaff (agency: string, duty: string): Pick<Question, 'as' | 'who'> {
  const handle = `${agency.toLowerCase()}.${duty}`
  return { as: handle, who: handle }
}
