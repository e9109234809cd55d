import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { recordService } from '../record-service.ts'
import { findRequest } from '../store/cases.ts'
import { findNotice, findService, isVoid } from '../store/notices.ts'

/**
 * Records that a paper reached its reader when it was made available to his token, once. Harmless where its service is on
 * record already, or the paper is void.
 */
export async function serveOnline (deps: Deps, tx: Transaction, noticeId: string): Promise<void> {
  const notice = await findNotice(tx, noticeId)
  const head = notice && await lockCase(tx, notice.caseId)
  const request = notice && await findRequest(tx, notice.caseId)
  if (notice === undefined || head === undefined || request === undefined) return
  if (await findService(tx, noticeId) !== undefined || await isVoid(tx, noticeId)) return
  const evidence = notice.consultationId === null ? '发出时即可凭查询码查阅。' : '发出时即可凭函件查询码查阅。'
  await recordService(tx, head, notice, {
    method: 'online', servedOn: dayIn(notice.issuedAt, request.zone), evidence, actor: 'system', at: deps.clock.now(),
  })
}
