import type { MarkLevel } from '@lightwell/documents/mark'
import type { ReferralStanding } from './referral-standing.ts'
import type { ChainState } from './review-chain.ts'
import type { StandingSecret } from './work-secret.ts'

/** What the rules of a decision need to know of a record. */
export type RecordFacts = {
  id: string
  caseId: string
  sha256: string
  /** As a notice would print it. */
  title: string
  sizeBytes: number
  /** It is sealed, or what it was made from is. */
  sealed: boolean
  /** It could not be read, and nobody looked through it by hand and found it clean. */
  unreadable?: boolean
  isRendition: boolean
  /** It is a rendition of pages that nobody compared with what it was made from. */
  uncompared?: boolean
  /** What was made from it, directly or not. */
  renditions?: readonly string[]
  /** A reviewer found that a part of it can be given. */
  foundSeverable?: boolean
  /** It tells about one person. */
  aboutPerson: boolean
  chain: ChainState
  /** A reviewer answered that it holds a state secret. */
  foundSecret: boolean
  /** The level of a state secret that it would have. */
  claimedLevel: MarkLevel
  /** What is proposed or determined of it as a work secret, and not ended. */
  workSecret?: StandingSecret | undefined
  /** What other bodies said of it, or are still to say. */
  referral: ReferralStanding
  /** The grounds on which words were taken out to make it. */
  redactedOn: readonly string[]
}

/** Records by id; one that is not there does not exist. */
export type RecordsById = ReadonlyMap<string, RecordFacts>
