import { blocker, holdersOf, type Blocker, type WaitsFor } from './blocker.ts'
import { levelOf } from './chain.ts'
import type { RecordFacts } from './record-facts.ts'

/** A record of a request on its way through the safe, and who has worked on it. */
export type WorkedRecord = RecordFacts & {
  scanState: 'queued' | 'running' | 'done' | 'unreadable'
  addedBy: string
  stages: readonly string[]
  /** Who reviewed its present bytes, by level. */
  reviewedBy: ReadonlyMap<number, string>
  /** Who proposed to keep it as a work secret, where nobody has decided on that yet. */
  workSecretBy: string | undefined
}

/** All that one record still needs before an answer can rest on it. Of one that was not read yet nothing else is told. */
export function recordBlockers (record: WorkedRecord): Blocker[] {
  const { id: recordId, scanState, sealed, addedBy, workSecretBy, referral } = record
  const needs = (code: Blocker['code'], waitsFor: WaitsFor | null) => blocker(code, waitsFor, { recordId })
  if (sealed) return [needs('record_sealed', holdersOf(['secrecy'], [addedBy]))]
  if (scanState === 'queued' || scanState === 'running') return [needs('scan_unfinished', null)]
  return [
    ...record.unreadable === true ? [needs('manual_check_missing', holdersOf(['secrecy'], [addedBy]))] : [],
    ...workSecretBy === undefined ? [] : [needs('work_secret_open', holdersOf(['head'], [workSecretBy]))],
    ...referral.consentMissing && !referral.isRefused ? [needs('consent_missing', holdersOf(['officer']))] : [],
    ...levelBlockers(record),
    ...findingBlockers(record).map((code) => needs(code, holdersOf(['officer', 'secrecy']))),
    ...record.uncompared === true ? [needs('comparison_missing', holdersOf(['officer', 'review', 'secrecy'], [addedBy]))] : [],
  ]
}

/** Each level that has not found yet, and who may: neither who submitted nor who reviewed at another level. */
function levelBlockers (record: WorkedRecord): Blocker[] {
  const { id: recordId, chain, reviewedBy, addedBy } = record
  const except = [addedBy, ...reviewedBy.values()]
  const levels = Array.from({ length: chain.levels }, (_, at) => at + 1).filter((level) => !reviewedBy.has(level))
  return levels.map((level) => {
    const stage = levelOf(record, level)
    const duties = [stage === 'business_section' ? 'section' as const : 'review' as const]
    return blocker('level_open', { duties, stage, except }, { recordId, level })
  })
}

// What its chain found calls for a further step of somebody: a doubt is reported, what may go out in part is redacted.
function findingBlockers ({ chain, referral, renditions = [] }: WorkedRecord): Blocker['code'][] {
  // What was ruled open before is doubted anew: a doubt that it lifted is none of the chain's any more.
  const isUnruled = referral.ruling === null || referral.ruling === 'open'
  if (chain.finding === 'refer' && !referral.isOpen && isUnruled) return ['doubt_not_referred']
  return chain.finding === 'redact' && renditions.length === 0 ? ['redaction_missing'] : []
}
