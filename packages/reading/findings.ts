import type { ReadingLimits } from './limits.ts'
import type { FaultCode, Piece, Place, ReadingFault } from './reading.ts'
import { spelledOut } from './spelled-out.ts'

/**
 * Ends the reading of a file, with what was found until then. Its message is its code alone: nothing of the file is
 * in it.
 */
export class ReadingStop extends Error {
  readonly code: FaultCode

  constructor (code: FaultCode) {
    super(code)
    this.code = code
  }
}

/** Where what is found goes to, as it is found. */
export type Findings = {
  /** Adds a text unless it is blank. Throws a `ReadingStop` when there is too much. */
  add (piece: Piece): void
  fault (fault: ReadingFault): void
}

/** Collects findings for `onPiece` and `onFault`, counts them, and adds beside a text what it spells in other ways. */
export function openFindings (
  limits: ReadingLimits, onPiece: (piece: Piece) => void, onFault: (fault: ReadingFault) => void,
): Findings {
  let pieces = 0
  let characters = 0
  const seen = new Set<string>()
  const count = (piece: Piece): void => {
    pieces += 1
    characters += piece.text.length
    if (pieces > limits.pieces || characters > limits.characters) throw new ReadingStop('too_large')
    onPiece(piece)
  }
  return {
    add (piece) {
      if (piece.text.trim() === '') return
      count(piece)
      const spelled = spelledOut(piece.text)
      if (spelled !== undefined) count({ place: { ...piece.place, kind: 'hidden' }, text: spelled })
    },
    fault (fault) {
      const same = `${fault.code} ${fault.place?.kind} ${fault.place?.page} ${fault.place?.name}`
      if (!seen.has(same) && seen.size < limits.pieces) onFault(fault)
      seen.add(same)
    },
  }
}

/** The findings of a file that lies in another: whatever they are there, they are in an attachment of the outer one. */
export function within (findings: Findings, name: string): Findings {
  const outside = (place: Place | undefined): Place =>
    ({ ...place, kind: 'attachment', name: place?.name === undefined ? name : `${name}/${place.name}` })
  return {
    add: (piece) => findings.add({ ...piece, place: outside(piece.place) }),
    fault: (fault) => findings.fault({ code: fault.code, place: outside(fault.place) }),
  }
}

/** Reads a part of a file; that it breaks off is a fault of this part, and the rest is read. */
export function attempt (findings: Findings, place: Place, read: () => void): void {
  try {
    read()
  } catch (error) {
    if (error instanceof ReadingStop) throw error
    findings.fault({ code: 'broken', place })
  }
}
