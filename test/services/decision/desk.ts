import { sql } from 'drizzle-orm'
import pg from 'pg'
import type { Reader } from '@lightwell/database/connect'
import type { Body, CallAnswer, TestHouse } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'

/** What an upload is made of; a field that is undefined is left out. */
export type UploadFields = Record<string, string | undefined> & { text?: string }

export const threeNoes = { stateSecret: false, workSecret: false, endangersSecurity: false }

/** The desk of an agency: the steps of its officers, reviewers and head, each as one call. */
export type Desk = ReturnType<typeof openDesk>

export function openDesk (house: TestHouse, agency = 'XM') {
  const prefix = agency.toLowerCase()
  const officer = `${prefix}.officer`
  const head = `${prefix}.head`

  async function upload (requestId: string, content: string | Uint8Array, changes: UploadFields = {}): Promise<CallAnswer> {
    const { as = officer, type = 'text/plain', name = 'record.txt', ...fields } = changes
    const form = new FormData()
    const all = { requestId, title: '城南片区征地补偿方案', origin: '镇自然资源所', ...fields }
    for (const [field, value] of Object.entries(all)) if (value !== undefined) form.set(field, value)
    form.set('file', new Blob([content as Uint8Array<ArrayBuffer>], { type }), name)
    return await house.call('POST', '/v1/records', { as, body: form })
  }

  async function open (recordId: string, as: string): Promise<CallAnswer> {
    return await house.call('GET', `/v1/records/${recordId}/content`, { as })
  }

  async function review (
    record: Body, level: number, changes: Record<string, unknown> = {}, as = `${prefix}.review${level}`,
  ): Promise<CallAnswer> {
    const body = {
      level, finding: 'release', sha256: record.sha256, checklist: threeNoes,
      opinion: `第${level}级审查：逐段核对${record.id}，未见涉密内容。`, ...changes,
    }
    return await house.call('POST', `/v1/records/${record.id}/reviews`, { as, body })
  }

  /** Waits until a record was read for marks, and gives it as it then is. */
  async function scanned (recordId: string): Promise<Body> {
    return await until(async () => must<Body>(200, await house.call('GET', `/v1/records/${recordId}`, { as: officer })),
      ({ scan }) => scan.state === 'done' || scan.state === 'unreadable')
  }

  /** Opens and reviews a record at every level of the chain. */
  async function passChain (record: Body, changes: Record<string, unknown> = {}): Promise<void> {
    for (let level = 1; level <= record.review.levels; level += 1) {
      await open(record.id, `${prefix}.review${level}`)
      const answer = await review(record, level, changes)
      if (answer.status !== 201) throw new Error(`Level ${level} was answered ${answer.status}: ${answer.text}`)
    }
  }

  /** A record that its whole chain found for. */
  async function cleared (requestId: string, content: string, changes: Record<string, unknown> = {}): Promise<Body> {
    const { body } = await upload(requestId, content)
    await passChain(body, changes)
    return body
  }

  async function propose (requestId: string, parts: unknown, changes: Record<string, unknown> = {}): Promise<CallAnswer> {
    const body = { requestId, parts, delivery: { on: '2026-03-10', place: '网上', manner: '凭查询码查阅' }, ...changes }
    return await house.call('POST', '/v1/decisions', { as: officer, body })
  }

  async function approve (decisionId: string, as = head, body: unknown = {}): Promise<CallAnswer> {
    return await house.call('POST', `/v1/decisions/${decisionId}/approval`, { as, body })
  }

  /** Proposes and approves; the answer is the issued decision. */
  async function issue (requestId: string, parts: unknown, changes: Record<string, unknown> = {}): Promise<Body> {
    const proposed = await propose(requestId, parts, changes)
    if (proposed.status !== 201) throw new Error(`The proposal was answered ${proposed.status}: ${proposed.text}`)
    const approved = await approve(proposed.body.id)
    if (approved.status !== 200) throw new Error(`The approval was answered ${approved.status}: ${approved.text}`)
    return approved.body
  }

  return { upload, open, review, scanned, passChain, cleared, propose, approve, issue, officer, head }
}

/** The pointers of the faults of a problem, in order, each with its code. */
export function faultsOf ({ body }: CallAnswer): string[] {
  return (body.errors ?? []).map(({ pointer, code }: Body) => `${pointer} ${code}`).toSorted()
}

/** The events of a case in their order. */
export async function eventsOf (db: Reader, requestId: string): Promise<{ type: string, data: Body }[]> {
  const { rows } = await db.execute<{ text: string }>(sql`
    select convert_from(bytes, 'UTF8') as text from events where case_id = ${requestId} order by version`)
  return rows.map(({ text }) => JSON.parse(text))
}

/** Runs one statement as the owner of the database, whom no grant holds back: a thief at the table itself. */
export async function asOwner (house: TestHouse, statement: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  try {
    await client.query(statement, values)
  } finally {
    await client.end()
  }
}
