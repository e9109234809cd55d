import { yearOf } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { issueNotice, type IssuedNotice } from '@lightwell/documents/notices'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { servesOnline } from '@lightwell/regimes/serves-online'
import { errors } from './errors.ts'
import { issueHousePaper } from './issue-house-paper.ts'
import { loadDecision } from './load-decision.ts'
import type { HeldRequest } from './open-request.ts'
import { openedBytes } from './opened-bytes.ts'
import type { WholeDecision } from './views/present-decision.ts'
import { recordService } from './record-service.ts'
import { renderNotice, type NoticeToRender } from './render-notice.ts'
import { renderSheet } from './render-sheet.ts'
import { releases } from './rules/outcome.ts'
import { errors as sheetErrors } from './sheet-errors.ts'
import { findRemedyBodies } from './store/agencies.ts'
import { closeDecision, type Decision } from './store/decisions.ts'
import { tellThirdParties } from './third-parties.ts'

/** Whose word issues an answer, and when. */
export type Deciding = {
  decidedBy: string, decidedAt: Date, decidedAsDeputy: boolean, decisionReason: string | null, actor: string
}

/**
 * Issues a proposal that was found to hold: what it releases is read again, its notice is written, those whom it touches are
 * told, and an answer that goes out electronically is served in the same transaction.
 */
export async function issueDecision (
  deps: Deps, tx: Transaction, held: HeldRequest, { proposed, by }: { proposed: WholeDecision, by: Deciding },
): Promise<WholeDecision> {
  const { head, request } = held
  const { actor, ...word } = by
  const recordHashes = await verifyReleased(deps, tx, proposed)
  const issuedOn = dayIn(by.decidedAt, request.zone)
  const papers = { request, whole: proposed, bodies: await findRemedyBodies(tx, request.agencyCode, issuedOn), issuedOn }
  const notice = await issue(tx, papers, by.decidedAt)
  const issued: Decision = { ...proposed.decision, state: 'issued', ...word, noticeId: notice.id }
  await closeDecision(tx, issued)
  await append(tx, head, {
    type: 'lightwell.decision.issued.v1', room: 'decision', actor, at: by.decidedAt,
    data: {
      decisionId: issued.id, outcome: issued.outcome, noticeId: notice.id, noticeSha256: notice.sha256,
      noticePdfSha256: notice.pdfSha256, recordHashes, asDeputy: by.decidedAsDeputy,
    },
  })
  await tellThirdParties(tx, held, papers, { at: by.decidedAt, actor })
  await serveAtOnce(tx, held, notice, by.decidedAt)
  const whole = await loadDecision(tx, issued, request)
  await keepSheet(tx, held, whole)
  return whole
}

/** The hashes of what goes out, after reading that each record still is, to the byte, what was reviewed. */
async function verifyReleased (deps: Deps, tx: Transaction, { decision: { caseId }, parts }: WholeDecision): Promise<string[]> {
  const released = new Map(parts.filter((part) => releases(part.outcome))
    .flatMap((part) => part.records.map(({ id, sha256 }) => [id, sha256] as const)))
  for (const [id, sha256] of released) await openedBytes(deps, tx, { id, caseId, sha256 })
  return [...new Set(released.values())]
}

async function issue (tx: Transaction, papers: Omit<NoticeToRender, 'number'>, issuedAt: Date): Promise<IssuedNotice> {
  const { request, issuedOn } = papers
  return await issueNotice(tx, {
    caseId: request.id, agencyCode: request.agencyCode, kind: 'decision', language: request.language, issuedAt,
    year: yearOf(issuedOn), write: (number) => renderNotice({ ...papers, number }),
    refuse: errors.noticeNotClean,
  })
}

/** Made available is answered, for those who asked to be answered that way. */
async function serveAtOnce (
  tx: Transaction, { head, request }: HeldRequest, { id }: IssuedNotice, at: Date,
): Promise<void> {
  if (!servesOnline(request)) return
  await recordService(tx, head, { id, kind: 'decision' }, {
    method: 'online', servedOn: dayIn(at, request.zone), evidence: '批准时即可凭查询码查阅。', actor: 'system', at,
  })
}

/** The sheet that an answer was signed on is kept as it then stood. */
async function keepSheet (tx: Transaction, { request }: HeldRequest, whole: WholeDecision): Promise<void> {
  const { decision: { id: subjectId, decidedAt, agencyCode, caseId }, sheet } = whole
  if (sheet.steps.length === 0 || decidedAt === null) return
  const paper = await renderSheet(tx, { request, whole })
  await issueHousePaper(tx, {
    caseId, agencyCode, kind: 'approval_sheet', subjectId, issuedAt: decidedAt, year: yearOf(dayIn(decidedAt, request.zone)),
    write: (number) => ({ ...paper, number }), refuse: sheetErrors.sheetNotClean,
  })
}
