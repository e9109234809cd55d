import type { ChainState } from './review-chain.ts'

/** What the rules of a decision need to know of a record. */
export type RecordFacts = {
  id: string
  caseId: string
  sha256: string
  /** As a notice would print it. */
  title: string
  sizeBytes: number
  sealed: boolean
  isRendition: boolean
  /** It tells about one person. */
  aboutPerson: boolean
  chain: ChainState
  /** A reviewer answered that it holds a state secret. */
  foundSecret: boolean
  /** The grounds on which words were taken out to make it. */
  redactedOn: readonly string[]
}

/** Records by id; one that is not there does not exist. */
export type RecordsById = ReadonlyMap<string, RecordFacts>
