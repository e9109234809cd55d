import type { Reader } from '@lightwell/database/connect'
import type { Competent } from './rules/referral.ts'
import { findRecord, type StoredRecord } from './store/records.ts'
import { findAbove, findWithholder, isRuled } from './store/referrals.ts'

const mostSteps = 9

/**
 * Whose word counts on a record, question by question. On its level that of the secrecy authority of its agency and of
 * those above it (县→市→省); whether it is unsuitable may as well be settled by the joint conference, which the body above
 * the agency convenes, unless its level was raised. What was withheld once, or what it was made from, is loosened by who
 * ruled so, or above. Only the body that classified it, or the one above that, declassifies, and only the one that it comes
 * from consents.
 */
export async function competentBodies (db: Reader, record: StoredRecord): Promise<Competent> {
  const withholder = await withholderOf(db, record)
  const authorities = withholder === undefined
    ? await authoritiesAbove(db, record.agencyCode) : [withholder, ...await authoritiesAbove(db, withholder)]
  const { parent } = await findAbove(db, record.agencyCode)
  const isConferences = withholder === undefined ? !await isMadeOfSecret(db, record) : withholder === parent
  const conference = isConferences ? parent : null
  const classifier = await classifierOf(db, record)
  const origin = await foreignOriginOf(db, record)
  return {
    level: authorities,
    unsuitable: [...authorities, ...conference === null ? [] : [conference]],
    declassification: classifier === null ? [] : [classifier, (await findAbove(db, classifier)).parent ?? classifier],
    consent: origin === null ? [] : [origin],
  }
}

/**
 * The body that withheld a record, or what it was made from, and has not loosened that; where an instant is named, of what was
 * ruled from then on.
 */
export async function withholderOf (db: Reader, { sha256, renditionOf }: StoredRecord, from?: Date): Promise<string | undefined> {
  const withholder = await findWithholder(db, sha256, from)
  const original = withholder !== undefined || renditionOf === null ? undefined : await findRecord(db, renditionOf)
  return original === undefined ? withholder : await withholderOf(db, original, from)
}

async function isMadeOfSecret (db: Reader, { sha256, renditionOf }: StoredRecord): Promise<boolean> {
  if (await isRuled(db, sha256, 'secret')) return true
  const original = renditionOf === null ? undefined : await findRecord(db, renditionOf)
  return original !== undefined && await isMadeOfSecret(db, original)
}

/** The secrecy authorities above a body, the nearest first. A register that goes in a circle ends the search. */
async function authoritiesAbove (db: Reader, code: string): Promise<string[]> {
  const found: string[] = []
  let { authority } = await findAbove(db, code)
  while (authority !== null && authority !== code && !found.includes(authority) && found.length < mostSteps) {
    found.push(authority)
    authority = (await findAbove(db, authority)).authority
  }
  return found
}

async function classifierOf (db: Reader, record: StoredRecord): Promise<string | null> {
  return record.declaredMarking?.classifier ?? await foreignOriginOf(db, record)
}

/** The other body from which a record comes, or what it was made from; null where it is the agency's own. */
async function foreignOriginOf (db: Reader, { agencyCode, originAgency, renditionOf }: StoredRecord): Promise<string | null> {
  if (originAgency !== null && originAgency !== agencyCode) return originAgency
  const original = renditionOf === null ? undefined : await findRecord(db, renditionOf)
  return original === undefined ? null : await foreignOriginOf(db, original)
}
