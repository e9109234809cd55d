import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'

/** What a second person sends who held a rendition against what it was made from. */
export const ComparisonBody = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'The bytes of the rendition that were opened.' }),
  finding: { ...listed(['complete', 'incomplete']), description: 'Whether all that had to go is gone, and nothing else.' },
  opinion: Line(2_000),
}, { additionalProperties: false })
export type ComparisonBody = Static<typeof ComparisonBody>
