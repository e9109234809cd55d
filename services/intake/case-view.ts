import type { requests } from '@lightwell/schema/tables/intake'
import type { decisions } from '@lightwell/schema/tables/decision'
import type { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import type { notices } from '@lightwell/schema/tables/common'

type Hidden = 'applicantIdSealed' | 'applicantIdIndex' | 'accessTokenHash' | 'sealedKey'

/** A request without what opens or finds it. */
export type RequestRow = Omit<typeof requests.$inferSelect, Hidden>

/** A request with what the other rooms have made of it: all that is needed to show it, or to say who acts next. */
export type CaseView = {
  request: RequestRow
  /** The version of its case, which is its ETag. */
  version: number
  agencyName: { zh: string, en: string }
  /** Null until the clock has taken the request up, moments after it was filed. */
  deadline: Pick<typeof deadlines.$inferSelect, 'state' | 'dueOn' | 'dueAt' | 'provisional'> | null
  /** The one extension that is asked for or granted. */
  extension: Pick<typeof extensions.$inferSelect, 'state' | 'requestedBy' | 'approvingDuty'> | undefined
  /** The one decision that is proposed or issued. */
  decision: Pick<typeof decisions.$inferSelect, 'id' | 'state' | 'proposedBy'> | undefined
  notices: readonly Pick<typeof notices.$inferSelect, 'id' | 'kind' | 'issuedAt'>[]
  /** Whether a record waits for a reviewer. */
  reviewDue: boolean
}
