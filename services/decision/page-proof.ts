import type { FieldFault } from '@lightwell/http/refusal'
import type { Rendition } from '@lightwell/redaction/redact'
import type { RedactedFile } from '@lightwell/redaction/redact-file'
import { faults } from './redaction-errors.ts'
import type { Chosen } from './rules/chosen-removals.ts'
import type { PageProof } from './store/redactions.ts'

type Proven = Extract<RedactedFile, { rendition: unknown }>

/** The proof of a rendition of pages as it is kept. */
export function pageProof ({ rendition, removals, proof, leftOut }: Proven): PageProof {
  const spans = [...removals.keys()].filter((at) => 'passage' in (removals[at] ?? {}))
  return {
    passed: proof.passed, checks: proof.faults, pages: proof.pages, boxes: proof.boxes, removedSpans: proof.removals, leftOut,
    remainsElsewhere: spans.flatMap((at, span) => {
      const count = placesOf(rendition, at).length
      return count === 0 ? [] : [{ span, count }]
    }),
  }
}

/** Where the words of what was chosen can still be read in a rendition, each place at what was asked for. */
export function stillThere (rendition: Rendition, chosen: readonly Chosen[]): FieldFault[] {
  return chosen.flatMap(({ pointer }, at) => placesOf(rendition, at).map(({ page }) => faults.stillThere(page)(pointer)))
}

function placesOf ({ removals, stillThere: places }: Rendition, chosen: number) {
  const number = removals.find(({ removal }) => removal === chosen)?.number
  return places.filter((place) => place.number === number)
}
