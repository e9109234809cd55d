import type { Day } from '@lightwell/calendar/day'
import { groundInForce } from '@lightwell/regimes/ground-in-force'
import type { Regime } from '@lightwell/regimes/regime'
import type { EvidenceGap } from './evidence-gap.ts'
import type { ProposedPart } from './proposal.ts'

/** What the law is asked about a part; `asked` are the applicant's own words where the part is the whole of his request. */
export type LawContext = { regime: Regime, today: Day, asked: string | undefined }

/**
 * What the law says against a ground of a part: it is not in force, or it withholds as a state secret what the law orders to
 * be open (E-30; 保密法实施条例第五条), known by its category or by words that can mean nothing else.
 */
export function lawGaps (part: ProposedPart, { regime, today, asked }: LawContext, pointer: string): EvidenceGap[] {
  const isOpen = isOpenByLaw(part, regime, asked)
  return (part.grounds ?? []).flatMap((code, at): EvidenceGap[] => {
    const ground = regime.grounds[code]
    if (ground === undefined) return []
    const place = `${pointer}/grounds/${at}`
    return [
      ...groundInForce(ground, today) ? [] : [{ code: 'ground_not_in_force' as const, pointer: place }],
      ...isOpen && ground.needsClassification ? [{ code: 'open_by_law' as const, pointer: place }] : [],
    ]
  })
}

function isOpenByLaw ({ category, description }: ProposedPart, { codes }: Regime, asked = ''): boolean {
  const matters = codes.openByLaw?.value ?? {}
  if (category !== undefined && Object.hasOwn(matters, category)) return true
  const words = [description, asked].map(spelled)
  return Object.values(matters).some(({ spokenOf = [] }) => spokenOf.some((one) => words.some((own) => own.includes(one))))
}

/** Words without blanks, quotation marks and other signs between their characters. */
function spelled (text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}
