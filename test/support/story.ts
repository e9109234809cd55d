import { setTimeout as pause } from 'node:timers/promises'
import { aFiling } from './builders.ts'
import type { CallAnswer, TestHouse } from './house.ts'

export type Call = TestHouse['call']

/** A request as its applicant leaves the counter with it. */
export type Filed = { id: string, receiptNumber: string, accessToken: string, agency: string, dueOn: string }

/** A record of a case, by the bytes it has. */
export type StoryRecord = { id: string, sha256: string }

/** A decision once it is approved. */
export type Issued = { id: string, outcome: string, state: string, noticeId: string, servedOn: string | null }

/** An answer that must have this status; anything else ends the story with what was answered. */
export function must<Body> (status: number, answer: CallAnswer): Body {
  if (answer.status !== status) throw new Error(`Answered ${answer.status} instead of ${status}: ${answer.text}`)
  return answer.body as Body
}

/** Reads until what is read holds, and gives it; throws after a minute, for it may be a page that is read on a slow machine. */
export async function until<T> (read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const value = await read()
    if (holds(value)) return value
    await pause(50)
  }
  throw new Error('What was waited for did not happen within a minute')
}

/** Reads a thing again until it holds, for what another room does a moment later. */
export async function readUntil<Body extends object> (
  call: Call, path: string, as: string, holds: Partial<Body> & object,
): Promise<Body> {
  const wanted = Object.entries(holds)
  return await until(async () => must<Body>(200, await call('GET', path, { as })),
    (body) => wanted.every(([key, value]) => body[key as keyof Body] === value))
}

/** A citizen files online. */
export async function fileRequest (call: Call, changes: Record<string, unknown> = {}, as?: string): Promise<Filed> {
  const body = { ...aFiling(), ...changes }
  return must(201, await call('POST', '/v1/requests', { body, ...as !== undefined && { as } }))
}

/** The officer puts a search on record. */
export async function recordSearch (call: Call, { id, agency }: Filed): Promise<void> {
  const body = { unit: '综合档案室', place: '2024年案卷', terms: '征地补偿', found: '查得一件' }
  must(201, await call('POST', `/v1/requests/${id}/searches`, { as: staff(agency, 'officer'), body }))
}

/** The officer adds a text. */
export async function addRecord (
  call: Call, { id, agency }: Filed, { title = '补偿方案', text }: { title?: string, text: string },
): Promise<StoryRecord & { sealed: boolean }> {
  const body = new FormData()
  body.set('requestId', id)
  body.set('title', title)
  body.set('origin', '本机关制作')
  body.set('file', new Blob([text], { type: 'text/plain' }), 'record.txt')
  return must(201, await call('POST', '/v1/records', { as: staff(agency, 'officer'), body }))
}

/** The reviewers of the agency open a record one after the other, level by level, and pass it, each with words that name it. */
export async function passRecord (
  call: Call, { agency }: Filed, { id, sha256 }: StoryRecord, opinions: readonly string[],
): Promise<void> {
  const checklist = { stateSecret: false, workSecret: false, endangersSecurity: false }
  for (const [at, opinion] of opinions.entries()) {
    const as = staff(agency, `review${at + 1}`)
    must(200, await call('GET', `/v1/records/${id}/content`, { as }))
    const body = { level: at + 1, finding: 'release', sha256, checklist, opinion: `${opinion}（${id}）` }
    must(201, await call('POST', `/v1/records/${id}/reviews`, { as, body }))
  }
}

/** The officer proposes an answer; gives the id of the decision. */
export async function propose (call: Call, { id, agency }: Filed, parts: readonly object[]): Promise<string> {
  const body = { requestId: id, parts, delivery: { on: '2026-03-02', manner: '网上提供' } }
  return must<{ id: string }>(201, await call('POST', '/v1/decisions', { as: staff(agency, 'officer'), body })).id
}

/** The head approves it. */
export async function approve (call: Call, { agency }: Filed, decisionId: string): Promise<Issued> {
  return must(200, await call('POST', `/v1/decisions/${decisionId}/approval`, { as: staff(agency, 'head'), body: {} }))
}

/** The whole way of a request that is disclosed: a record is added, reviewed, proposed and approved. */
export async function disclose (
  call: Call, filed: Filed, { text, opinions }: { text: string, opinions: readonly string[] },
): Promise<StoryRecord> {
  await recordSearch(call, filed)
  const record = await addRecord(call, filed, { text })
  await passRecord(call, filed, record, opinions)
  const decisionId = await propose(call, filed, [{ description: '补偿方案', outcome: 'disclose', records: [record.id] }])
  await approve(call, filed, decisionId)
  return record
}

/** The handle of an agency's holder of a duty in the sample world. */
export function staff (agency: string, duty: string): string {
  return `${agency.toLowerCase()}.${duty}`
}
