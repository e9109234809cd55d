import type { Day } from '@lightwell/calendar/day'
import type { Ask, Question } from './api.ts'
import type { Case } from './desk.ts'
import { eventually } from './eventually.ts'
import type { Ending } from './story.ts'

export type RequestAnswer = {
  status: string, receivedOn: Day, decisionId: string | null, notices: { id: string, kind: string }[]
  next: { who: string, what: string, by: string } | null
}

export type DeadlineAnswer = {
  state: string, dueOn: Day, answeredOn: Day | null, overdue: boolean, provisional: boolean
  workingDaysLeft: number | null, workingDaysLate: number
  limit: { workingDays: number, article: string }
  explanation: { date: Day, counted: boolean, n: number | null, reason: string, name?: string }[]
}

export type DecisionAnswer = {
  outcome: string
  parts: {
    number: number, description: string, outcome: string
    grounds: { code: string }[]
    records: { id: string, title: string }[]
  }[]
}

export type AuditAnswer = { events: { actor: string | null }[], verification: { events: number, faults: object[] } }

/** All that there is to read of a request in the end; what the applicant may read is read with his token. */
export type Reading = {
  request: RequestAnswer
  deadline: DeadlineAnswer
  decision: DecisionAnswer | undefined
  /** The pages of his notices, the first one first. */
  notices: string[]
  /** The released texts, in the order of the parts. */
  texts: string[]
  audit: AuditAnswer
}

/** Reads a request as its applicant does, and its history as a supervisor does, once it stands as it is to end. */
export async function readCase (ask: Ask, filed: Case, { status }: Ending): Promise<Reading> {
  const read = readerOf(ask, { as: filed.accessToken, who: filed.applicant })
  const json = async <Body> (path: string): Promise<Body> => (await read<Body>(path)).body
  const request = await eventually(
    () => json<RequestAnswer>(`/v1/requests/${filed.id}`), (answer) => answer.status === status)
  const running = status === 'processing'
  const deadline = await eventually(
    () => json<DeadlineAnswer>(`/v1/deadlines/${filed.id}`), ({ state }) => running === (state === 'running'))
  const { decisionId } = request
  const decision = decisionId === null
    ? undefined
    : await json<DecisionAnswer>(`/v1/decisions/${decisionId}`)
  const notices = await Promise.all(request.notices.map(async ({ id }) => (await read(`/v1/notices/${id}`)).text))
  const released = decision?.parts.flatMap(({ records }) => records) ?? []
  const texts = await Promise.all(released.map(async ({ id }) => (await read(`/v1/records/${id}/content`)).text))
  const supervisor = readerOf(ask, { as: 'jcj.supervisor', who: 'jcj.supervisor' })
  const { body: audit } = await supervisor<AuditAnswer>(`/v1/audit/${filed.id}`)
  return { request, deadline, decision, notices, texts, audit }
}

function readerOf (ask: Ask, reader: Pick<Question, 'as' | 'who'>) {
  return async <Body> (path: string) =>
    await ask<Body>({ ...reader, does: `reads ${path}`, method: 'GET', path, expect: 200 })
}
