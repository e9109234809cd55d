import type { Scanner } from '@lightwell/documents/scanner'

/** Reads nothing, for a house that is sent no files. */
export const noScanner: Scanner = { scanAtOnce: fail, scanInTurn: fail, async close () {} }

async function fail (): Promise<never> {
  throw new Error('there is none here')
}
