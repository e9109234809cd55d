import type { EvidenceGap } from './evidence-gap.ts'
import type { RecordFacts } from './record-facts.ts'

/**
 * What others' words forbid to be handed out. While a doubt is before another body the highest claimed level applies
 * (保密法实施条例第二十六条); what it rules binds; and what comes from another body is that body's to release.
 */
export function rulingGap ({ referral }: Pick<RecordFacts, 'referral'>): EvidenceGap['code'] | undefined {
  const { isOpen, ruling, isRefused, consentMissing } = referral
  if (isOpen) return 'referral_open'
  if (ruling === 'withhold' || ruling === 'secret' || isRefused) return 'ruling_withholds'
  return consentMissing ? 'consent_missing' : undefined
}

/**
 * Whether a ruling stands behind a ground that names a danger and no kind of information: what is only unsuitable to be
 * open is put before the secrecy bureau or the joint conference first. A work secret has a procedure of its own.
 */
export function isRuledWithheld ({ referral: { ruling }, workSecret }: RecordFacts, ground: string): boolean {
  return ruling === 'withhold' || ruling === 'secret' || workSecret?.ground === ground
}
