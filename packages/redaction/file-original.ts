import { fileKind } from '@lightwell/reading/file-kind'
import { defaultLimits } from '@lightwell/reading/limits'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import { readFile } from '@lightwell/reading/read-file'
import { isSeen, type Original } from './original.ts'

/**
 * What of a file is redacted: its pages where it is a PDF or a picture, or else what can be read in it. Its own pictures
 * are read only with a reader; they count among its pieces and are in no rendition.
 */
export async function fileOriginal (bytes: Uint8Array, pageReader?: PageReader): Promise<Original> {
  const kind = fileKind(bytes)
  if (kind === 'pdf' || kind === 'picture') return { kind, bytes }
  const { pieces } = await readFile(bytes, {}, { limits: defaultLimits, ...pageReader !== undefined && { pageReader } })
  return { kind: 'text', pieces }
}

/**
 * The passage in which a piece of the reading of a file can be chosen, counted from 0; undefined where it is none, as in
 * PDFs and pictures, whose passages are pages.
 */
export function passageOfPiece (original: Original, piece: number): number | undefined {
  const own = original.kind === 'text' ? original.pieces[piece] : undefined
  if (original.kind !== 'text' || own === undefined || !isSeen(own)) return undefined
  return original.pieces.slice(0, piece).filter(isSeen).length
}
