import type { Duty } from '@lightwell/http/caller'
import type { caseHeads, notices } from '@lightwell/schema/tables/common'
import type { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import type { decisions } from '@lightwell/schema/tables/decision'
import type { requests } from '@lightwell/schema/tables/intake'
import type { attachments, identityProofs, noticeVoids, requestParties } from '@lightwell/schema/tables/intake-parties'
import type {
  clarifications, consultations, correctionOutcomes, corrections, fees, reasonRequests,
} from '@lightwell/schema/tables/intake-steps'

type Hidden = 'applicantIdSealed' | 'applicantIdIndex' | 'accessTokenHash' | 'sealedKey'

/** A request without what opens or finds it. */
export type RequestRow = Omit<typeof requests.$inferSelect, Hidden>

/** A consultation without what opens it. */
export type Consultation = Omit<typeof consultations.$inferSelect, 'tokenHash'>

export type Clarification = typeof clarifications.$inferSelect
export type ReasonRequest = typeof reasonRequests.$inferSelect
export type Fee = typeof fees.$inferSelect
export type CorrectionOutcome = typeof correctionOutcomes.$inferSelect

/** Someone beside the applicant, without his number. */
export type Party = Omit<typeof requestParties.$inferSelect, 'idSealed' | 'idIndex'>

/** A request that came of another, with what its due day follows from; null until its clock has taken it up. */
export type RelatedRequest = Pick<RequestRow,
  'id' | 'receiptNumber' | 'agencyCode' | 'apiClientId' | 'status' | 'relation' | 'parentId' |
  'receivedOn' | 'regimeVersion' | 'calendarId' | 'zone'> & { dueOn: string | null }

/** A paper of a case, without its page; `voidedAt` where its number is void, `servedOn` where it has reached its reader. */
export type CaseNotice =
  Pick<typeof notices.$inferSelect, 'id' | 'kind' | 'number' | 'issuedAt' | 'consultationId'> &
  { voidedAt?: typeof noticeVoids.$inferSelect['voidedAt'] | null, servedOn?: string | null }

/** A request with what the rooms have made of it: all that is needed to show it, to say who acts next, and what he may. */
export type CaseView = {
  request: RequestRow
  /** The version of its case, which is its ETag. */
  version: typeof caseHeads.$inferSelect['version']
  agencyName: { zh: string, en: string }
  /** Null until the clock has taken the request up, moments after it was filed. */
  deadline: Pick<typeof deadlines.$inferSelect, 'state' | 'dueOn' | 'dueAt' | 'provisional' | 'pausedUntil' | 'extendedWorkingDays'> | null
  /** The extension that was asked for last and not rejected; by most laws there is one. */
  extension: Pick<typeof extensions.$inferSelect, 'state' | 'requestedBy' | 'approvingDuty'> | undefined
  /** The one decision that is proposed or issued, with the duty whose signature its sheet waits for; null where it waits for none. */
  decision: Pick<typeof decisions.$inferSelect, 'id' | 'state' | 'proposedBy'> & { nextSigner?: Duty | null } | undefined
  notices: readonly CaseNotice[]
  /** Whether a record waits for a reviewer. */
  reviewDue: boolean
  /** The first day by which a business section owes an answer to the officer; null where none does. */
  sectionDueOn: string | null
  /** The one ask to complete the request. */
  clarification: Clarification | undefined
  consultations: readonly Consultation[]
  /** The one ask for the reasons of an excessive number. */
  reasons: ReasonRequest | undefined
  /** The latest fee. */
  fee: Fee | undefined
  /** What a request to correct a record says is wrong with it. */
  claim: typeof corrections.$inferSelect | undefined
  /** The latest outcome of a request to correct a record. */
  correction: CorrectionOutcome | undefined
  parties: readonly Party[]
  proofs: readonly Omit<typeof identityProofs.$inferSelect, 'evidence'>[]
  attachments: readonly Pick<typeof attachments.$inferSelect, 'id' | 'name' | 'mediaType' | 'sizeBytes'>[]
  /** The requests that came of this one, and of those in turn. */
  parts: readonly RelatedRequest[]
}

/** What a request has before anything has happened to it. */
export const untouched = {
  extension: undefined, decision: undefined, notices: [], reviewDue: false, sectionDueOn: null, clarification: undefined, consultations: [],
  reasons: undefined, fee: undefined, claim: undefined, correction: undefined, parties: [], proofs: [], attachments: [], parts: [],
} satisfies Partial<CaseView>
