import { Type } from '@sinclair/typebox'
import { closed, Code, Day, Hash, Id } from './contract-fields.ts'

const secret = { secretId: Id }
const dispute = { disputeId: Id }

/** What the register of secrets tells, and what becomes of disputes on secrecy: neither a level nor anybody's words. */
export const secrecyContracts = {
  'lightwell.secret.registered.v1': closed({ ...secret, entryId: Id, agency: Code, until: Type.Union([Day, Type.Null()]) }),
  'lightwell.secret.changed.v1': closed({ ...secret, entryId: Id, replacedId: Id, until: Type.Union([Day, Type.Null()]) }),
  'lightwell.secret.carrier_noted.v1': closed({ ...secret, carrierId: Id }),
  'lightwell.secret.filed.v1': closed({ ...secret, filingId: Id, paperSha256: Hash }),
  'lightwell.secret.filing_received.v1': closed({ ...secret, filingId: Id, by: Code }),
  'lightwell.secrecy_dispute.opened.v1': closed({ ...dispute, decisionId: Id, part: Type.Integer(), filedOn: Day }),
  'lightwell.secrecy_dispute.withdrawn.v1': closed(dispute),
  'lightwell.secrecy_dispute.ended.v1': closed({
    ...dispute, outcome: Code, noticeId: Id, endedOn: Day, decideBy: Type.Union([Day, Type.Null()]),
  }),
}
