import { yearOf } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { issueNotice } from '@lightwell/documents/notices'
import { append } from '@lightwell/events/append'
import { errors } from './errors.ts'
import type { HeldRequest } from './open-request.ts'
import type { WholeDecision } from './views/present-decision.ts'
import { recordService } from './record-service.ts'
import type { NoticeToRender } from './render-notice.ts'
import { renderThirdPartyNotice } from './render-third-party-notice.ts'
import { isObjection } from './rules/consultation-gaps.ts'
import { releases } from './rules/outcome.ts'
import { listConsulted, listNamesBeside, type Consulted } from './store/consultations.ts'

/** Those whose objection a release outweighs, with what their notices need. */
export type Overridden = { to: readonly Consulted[], consulted: readonly Consulted[], beside: readonly string[] }

/** The third parties who object to what a decision hands out; nobody where it hands out nothing. */
export async function overriddenBy (db: Reader, { decision, parts }: WholeDecision): Promise<Overridden> {
  const handsOut = parts.some(({ outcome, records }) => releases(outcome) && records.length > 0)
  const consulted = handsOut ? await listConsulted(db, decision.caseId) : []
  const to = consulted.filter(isObjection)
  return { to, consulted, beside: to.length === 0 ? [] : await listNamesBeside(db, decision.caseId) }
}

/**
 * Tells each third party whose objection is outweighed what is released and what he can do about it (条例第三十二条), in the
 * transaction that approves it. Who can open his papers by token has it at once; nobody opens the records before.
 */
export async function tellThirdParties (
  tx: Transaction, held: HeldRequest, notice: Omit<NoticeToRender, 'number'>, { at, actor }: { at: Date, actor: string },
): Promise<void> {
  const { to, ...company } = await overriddenBy(tx, notice.whole)
  for (const party of to) {
    const paper = await issueThirdPartyNotice(tx, { ...notice, ...company, to: party }, at)
    const online = readsOnline(party)
    await append(tx, held.head, {
      type: 'lightwell.notice.issued.v1', room: 'decision', actor, at,
      data: {
        noticeId: paper.id, kind, noticeSha256: paper.sha256, noticePdfSha256: paper.pdfSha256, online, consultationId: party.id,
      },
    })
    if (online) {
      await recordService(tx, held.head, { id: paper.id, kind }, {
        method: 'online', servedOn: notice.issuedOn, evidence: '批准时即可凭函件查询码查阅。', actor: 'system', at,
      })
    }
  }
}

const kind = 'third_party_decision'

async function issueThirdPartyNotice (
  tx: Transaction, notice: Omit<Parameters<typeof renderThirdPartyNotice>[0], 'number'>, issuedAt: Date,
) {
  const { request, to, issuedOn } = notice
  return await issueNotice(tx, {
    caseId: request.id, agencyCode: request.agencyCode, kind, language: to.language, issuedAt, year: yearOf(issuedOn),
    consultationId: to.id, write: (number) => renderThirdPartyNotice({ ...notice, number }), refuse: errors.noticeNotClean,
  })
}

// Whose letter was served online has its token; who answered by it has used it.
function readsOnline ({ serviceMethod, answeredBy }: Consulted): boolean {
  return serviceMethod === 'online' || answeredBy === 'consulted'
}
