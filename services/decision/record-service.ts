import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import { insertService, type Notice, type Service } from './store/notices.ts'

/** How a notice reached its reader, by whose word, and when that was written down. */
export type NewService = Pick<Service, 'method' | 'servedOn' | 'evidence'>
  & Partial<Pick<Service, 'witness' | 'place' | 'untilOn'>> & { actor: string, at: Date }

// The papers that answer a request: what was decided about the information, or about the correction of a record.
const answers: readonly Notice['kind'][] = ['decision', 'correction']

/** Writes down that a notice was served. Only then is a request answered, and only by a paper that answers it. */
export async function recordService (
  tx: Transaction, head: CaseHead, { id: noticeId, kind }: Pick<Notice, 'id' | 'kind'>, service: NewService,
): Promise<Service> {
  const { actor, at, method, servedOn, evidence, witness = null, place = null, untilOn = null } = service
  const row: Service = {
    id: uuidv7(), noticeId, method, servedOn, evidence, witness, place, untilOn, recordedBy: actor, recordedAt: at,
  }
  await insertService(tx, row)
  await append(tx, head, {
    type: 'lightwell.notice.served.v1', room: 'decision', actor, at,
    data: { noticeId, kind, method: row.method, servedOn: row.servedOn, answers: answers.includes(kind) },
  })
  return row
}
