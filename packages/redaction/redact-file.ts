import type { PageReader } from '@lightwell/reading/page/page-reader'
import { type RenditionTitle, tellsRemoved } from './banned-words.ts'
import { fileOriginal, passageOfPiece } from './file-original.ts'
import { openOriginal } from './open-original.ts'
import { leftOut, type Original } from './original.ts'
import { type Proof, proveRedaction } from './prove-redaction.ts'
import { redact, type Redaction, type Rendition } from './redact.ts'
import { type Removal, type RemovalFault, removalFaults, type WordsRemoval } from './removal.ts'

/** Words of a piece of the reading of a file, as suggestions name them. */
export type PieceRemoval = Readonly<{ readingPiece: number }> & Omit<WordsRemoval, 'passage'>

/**
 * A file without what was chosen, and the proof that it is gone. `removals` are what was taken, each in its passage or its
 * area; `leftOut` is what of the file never goes on into a rendition.
 */
export type RedactedFile =
  | Readonly<{ faults: NonNullable<Redaction['faults']> }>
  | Readonly<{
    faults?: never, rendition: Rendition, proof: Proof, removals: readonly Removal[], leftOut: ReturnType<typeof leftOut>
    /** Whether the title of the rendition tells what was taken. */
    titleTells: boolean
  }>

/** What is taken out of a file, and what its rendition is called. */
export type FileChoice = Readonly<{ chosen: readonly (Removal | PieceRemoval)[], title: RenditionTitle }>

/** Takes what is chosen out of a file, and proves that it is gone. */
export async function redactFile (
  bytes: Uint8Array, { chosen, title }: FileChoice, reader: PageReader,
): Promise<RedactedFile> {
  const { original, removals } = await placed(bytes, chosen, reader)
  const redaction = await redact(original, removals, { reader })
  if (redaction.faults !== undefined) return redaction
  const { rendition, removed } = redaction
  return {
    rendition, removals,
    proof: await proveRedaction(rendition, removed, { reader }),
    leftOut: original.kind === 'text' ? leftOut(original.pieces) : [],
    titleTells: tellsRemoved(title, removed.map(({ words }) => words)),
  }
}

/** The places of a choice that a file does not have, told without drawing any of its pages. */
export async function checkChoice (
  bytes: Uint8Array, chosen: readonly (Removal | PieceRemoval)[], reader: PageReader,
): Promise<readonly RemovalFault[]> {
  const { original, removals } = await placed(bytes, chosen, reader)
  const { passages, pages, close } = await openOriginal(original)
  await close()
  return removalFaults(removals, passages, pages)
}

/** A file as it is redacted, and what is chosen in it by passages and areas alone. */
async function placed (
  bytes: Uint8Array, chosen: readonly (Removal | PieceRemoval)[], reader: PageReader,
): Promise<{ original: Original, removals: readonly Removal[] }> {
  // A suggestion counts the pictures of an Office file among its pieces.
  const original = await fileOriginal(bytes, chosen.some((one) => 'readingPiece' in one) ? reader : undefined)
  const removals = chosen.map((one): Removal => {
    if (!('readingPiece' in one)) return one
    const { readingPiece, ...place } = one
    return { ...place, passage: passageOfPiece(original, readingPiece) ?? -1 }
  })
  return { original, removals }
}
