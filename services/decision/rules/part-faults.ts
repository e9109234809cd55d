import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { categoriesOf } from '@lightwell/regimes/categories-of'
import type { Ground } from '@lightwell/regimes/ground'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import type { Outcome } from './outcome.ts'
import type { ProposedPart } from './proposal.ts'
import type { RecordsById } from './record-facts.ts'
import { groundFaults } from './review-faults.ts'

/** What a part is held against: the regime of the request, its case, and the records that were named. */
export type PartContext = { regime: Regime, caseId: string, records: RecordsById }

/** What is wrong with one part in itself. Whether its records may go out is another question, and another answer. */
export function partFaults (part: ProposedPart, context: PartContext, pointer: string): FieldFault[] {
  return [
    ...(['description', 'groundDetail', 'publicInterest', 'notSeverable', 'publicPlace'] as const).flatMap((field) =>
      part[field] === undefined ? [] : outgoingFaults(part[field], `${pointer}/${field}`)),
    ...categoryFaults(part, context, `${pointer}/category`),
    ...placeFaults(part, context, `${pointer}/publicPlace`),
    ...earlierFaults(part, context, `${pointer}/earlierRequestId`),
    ...groundsOfPart(part, context, pointer),
    ...recordsOfPart(part, context, pointer),
  ]
}

/** A refusal names at least one ground; a full disclosure none but that the information is public already (条例第三十六条). */
function groundsOfPart (part: ProposedPart, { regime }: PartContext, pointer: string): FieldFault[] {
  const { outcome, grounds = [], groundDetail, publicPlace } = part
  const missing = outcome !== 'disclose' && grounds.length === 0 ? [faults.groundRequired(`${pointer}/grounds`)] : []
  const known = grounds.flatMap((code) => Object.hasOwn(regime.grounds, code) ? regime.grounds[code] ?? [] : [])
  const isUnsaid = groundDetail === undefined && known.some((ground) => needsDetail(ground) && !(publicPlace !== undefined && isPublic(ground)))
  const unsaid = isUnsaid ? [faults.detailRequired(`${pointer}/groundDetail`)] : []
  const unfit = grounds.flatMap((code, at) => {
    const ground = known.find((one) => one.code === code)
    return ground === undefined ? [] : unfitFor(outcome, ground, `${pointer}/grounds/${at}`)
  })
  return [...missing, ...groundFaults(grounds, regime, `${pointer}/grounds`), ...unfit, ...unsaid]
}

function categoryFaults ({ category }: ProposedPart, { regime }: PartContext, pointer: string): FieldFault[] {
  return category === undefined || categoriesOf(regime).some(({ code }) => code === category) ? [] : [faults.unknownCategory(pointer)]
}

/** Only what is public already has a public place (条例第三十六条第一项). */
function placeFaults ({ publicPlace, grounds = [] }: ProposedPart, { regime }: PartContext, pointer: string): FieldFault[] {
  if (publicPlace === undefined || grounds.some((code) => Object.hasOwn(regime.grounds, code) && isPublic(regime.grounds[code]))) return []
  return [faults.placeNotNeeded(pointer)]
}

/** Only a ground that rests on an earlier request names one. */
function earlierFaults ({ earlierRequestId, grounds = [] }: ProposedPart, { regime }: PartContext, pointer: string): FieldFault[] {
  if (earlierRequestId === undefined) return []
  const rests = grounds.some((code) => Object.hasOwn(regime.grounds, code) && regime.grounds[code]?.needsEarlierRequest)
  return rests ? [] : [faults.earlierNotNeeded(pointer)]
}

function unfitFor (outcome: Outcome, { family }: Ground, pointer: string): FieldFault[] {
  if (outcome === 'disclose') return family === 'already_public' ? [] : [faults.notForDisclosure(pointer)]
  return outcome === 'refuse' || family === 'withheld' ? [] : [faults.notForRedaction(pointer)]
}

// Which law forbids it (art. 14); where and how to get what is public (art. 36(1)).
function needsDetail (ground: Ground): boolean {
  return ground.needsLaw === true || isPublic(ground)
}

function isPublic (ground: Ground | undefined): boolean {
  return ground?.family === 'already_public'
}

function recordsOfPart (part: ProposedPart, { caseId, records }: PartContext, pointer: string): FieldFault[] {
  const { outcome, grounds = [], records: named = [] } = part
  const needsRecord = outcome === 'redact_and_disclose' || outcome === 'disclose' && grounds.length === 0
  if (needsRecord && named.length === 0) return [faults.recordRequired(`${pointer}/records`)]
  return named.flatMap((id, at) => {
    const record = records.get(id)
    const place = `${pointer}/records/${at}`
    if (record?.caseId !== caseId) return [faults.notOfThisRequest(place)]
    if (outcome === 'refuse') return []
    const titled = outgoingFaults(record.title, place)
    if (outcome === 'disclose') return record.isRendition ? [...titled, faults.renditionIsPartial(place)] : titled
    if (!record.isRendition) return [...titled, faults.notARendition(place)]
    // The reasons for what is left out are told (条例第三十七条).
    const told = record.redactedOn.every((code) => grounds.includes(code))
    return told ? titled : [...titled, faults.redactionGroundMissing(`${pointer}/grounds`)]
  })
}
