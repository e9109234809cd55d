import type { Day } from '@lightwell/calendar/day'
import type { Question } from './api.ts'
import { byStaff, type Case, type Desk } from './desk.ts'
import type { Citizen } from './people.ts'

/** What somebody asks for, and how the answer is to reach him. */
export type Wish = {
  agency: string
  applicant: Citizen
  description: string
  purpose: string
  /** Online, unless said otherwise. */
  answeredBy?: Case['answeredBy']
}

type Receipt = { id: string, receiptNumber: string, accessToken: string, dueOn: string }

/** A citizen files for himself, without any token. */
export async function fileOnline (desk: Desk, wish: Wish): Promise<Case> {
  return await file(desk, wish, { who: wish.applicant.name, does: 'files online' })
}

/** A portal files for its user. */
export async function fileByPortal (desk: Desk, wish: Wish): Promise<Case> {
  return await file(desk, wish, { as: 'portal', who: 'portal', does: `files for ${wish.applicant.name}` })
}

/** A clerk enters a letter that arrived on a past day. */
export async function enterLetter (desk: Desk, wish: Wish, receivedOn: Day): Promise<Case> {
  const does = `enters the letter of ${wish.applicant.name} of ${receivedOn}`
  return await file(desk, wish, { ...byStaff(wish.agency, 'clerk'), does }, { channel: 'letter', receivedOn })
}

/** The applicant takes his request back. */
export async function withdraw (desk: Desk, { id, accessToken, applicant }: Case): Promise<void> {
  await desk.step<{ status: string }>({
    as: accessToken, who: applicant, does: 'takes the request back', expect: 200,
    method: 'POST', path: `/v1/requests/${id}/withdrawal`, body: {},
  }, ({ status }) => status)
}

async function file (
  desk: Desk, { answeredBy = 'online', ...wish }: Wish, asker: Pick<Question, 'as' | 'who' | 'does'>,
  arrival: { channel: string, receivedOn?: Day } = { channel: 'online' },
): Promise<Case> {
  const delivery = { format: answeredBy === 'online' ? 'electronic' : 'paper', method: answeredBy }
  const { id, receiptNumber, accessToken } = await desk.step<Receipt>({
    ...asker, expect: 201,
    method: 'POST', path: '/v1/requests', body: { kind: 'disclosure', ...wish, ...arrival, delivery },
  }, (receipt) => `${receipt.receiptNumber}, due ${receipt.dueOn}`)
  return { id, receiptNumber, accessToken, agency: wish.agency, applicant: wish.applicant.name, answeredBy }
}
