import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import { nullable } from '@lightwell/http/nullable'
import { secretState } from '../rules/secret-period.ts'
import type { ListedSecret, SecretEntry } from '../store/registered-secrets.ts'
import type { ListedSecretFiling } from '../store/secret-filings.ts'
import { presentReceipt, Receipt } from './present-filing.ts'

const Period = Type.Object({ until: nullable(Type.String()), condition: nullable(Type.String()) })

/** A registered secret as its last entry has it. What it says does not stand here, nor its title. */
export const SecretView = Type.Object({
  id: Type.String(),
  agency: Type.String(),
  number: Type.String({ description: 'Given at its registration, without gaps in a year.' }),
  description: Type.String(),
  section: Type.String(),
  circle: Type.Array(Type.String()),
  list: Type.Object({ version: Type.Integer(), position: Type.Integer() }),
  determinedOn: Type.String(),
  level: Type.String(),
  period: Period,
  state: Type.String({ description: 'in_force, over (its last day has passed) or declassified' }),
  entries: Type.Integer({ description: 'How many there are; the last one is what holds.' }),
  filed: Type.Boolean({ description: 'Whether its form is filed as it stands.' }),
  carriers: Type.Array(Type.String()),
  registeredBy: Type.String(),
  registeredAt: Type.String(),
})
export type SecretView = Static<typeof SecretView>

/** A registered secret as it stands at an instant. */
export function presentSecret ({ secret, standing, listVersion, zone, isFiled, carrierIds }: ListedSecret, now: Date): SecretView {
  const { id, agencyCode, number, description, section, circle, position, determinedOn, registeredBy, registeredAt } = secret
  return {
    id, agency: agencyCode, number, description, section, circle, list: { version: listVersion, position }, determinedOn,
    level: standing.level, period: periodOf(standing), state: secretState(standing, dayIn(now, zone)), entries: standing.seq,
    filed: isFiled, carriers: carrierIds, registeredBy, registeredAt: registeredAt.toISOString(),
  }
}

/** One entry of the register about a secret. */
export const SecretEntryView = Type.Object({
  number: Type.Integer(),
  act: Type.String(),
  level: Type.String(),
  period: Period,
  provision: nullable(Type.String()),
  on: Type.String(),
  decidedBy: Type.String(),
  authorityId: nullable(Type.String()),
  classifier: nullable(Type.String()),
  designation: nullable(Type.String()),
  document: nullable(Type.String()),
  ground: Type.String(),
  recordedBy: Type.String(),
  recordedAt: Type.String(),
})

export function presentSecretEntry (entry: SecretEntry): Static<typeof SecretEntryView> {
  const { seq, act, level, provision, madeOn, decidedBy, authorityId, classifierId, designation, document, ground, recordedBy } = entry
  return {
    number: seq, act, level, period: periodOf(entry), provision, on: madeOn, decidedBy, authorityId, classifier: classifierId, designation,
    document, ground, recordedBy, recordedAt: entry.recordedAt.toISOString(),
  }
}

/** A filed form of a registered secret, and who has received it: what the office is told of it, too. */
export const SecretFilingView = Type.Object({
  id: Type.String(),
  secretId: Type.String(),
  agency: Type.String(),
  number: Type.String(),
  form: Type.Object({ sha256: Type.String(), pdfSha256: Type.String() }),
  filedBy: Type.String(),
  filedAt: Type.String(),
  receivedBySecrecy: Receipt,
  receivedByOffice: Receipt,
})
export type SecretFilingView = Static<typeof SecretFilingView>

export function presentSecretFiling ({ filing, paper: { number, ...form } }: ListedSecretFiling): SecretFilingView {
  const { id, secretId, agencyCode, filedBy, filedAt } = filing
  return {
    id, secretId, agency: agencyCode, number, form, filedBy, filedAt: filedAt.toISOString(),
    receivedBySecrecy: presentReceipt(filing.secrecyReceivedBy, filing.secrecyReceivedAt),
    receivedByOffice: presentReceipt(filing.officeReceivedBy, filing.officeReceivedAt),
  }
}

function periodOf ({ secretUntil, secretCondition }: SecretEntry): Static<typeof Period> {
  return { until: secretUntil, condition: secretCondition }
}
