import type { Period } from './mark-period.ts'

/** 秘密, 机密, 绝密. */
export type MarkLevel = 'secret' | 'confidential' | 'top_secret'

/**
 * `state_secret` reads like a mark of the secrecy law and seals the record; `possible` may be one and needs a person;
 * `internal` is a stamp such as 内部资料 and seals nothing.
 */
export type MarkKind = 'state_secret' | 'possible' | 'internal'

/** A classification mark found in a text. */
export type Mark = Readonly<{
  kind: MarkKind
  level: MarkLevel | null
  /** Null if the mark has none: then the longest period of its level holds. */
  period: Period | null
  page: number
  /** Where the mark begins in the text, in code units. */
  offset: number
  /** How many code units it takes up, with all that stands between its characters. */
  length: number
  /** The text around the mark as it stands there, at most 40 code units. */
  quote: string
  /** The word 解密 stands beside the mark; whether it is declassified is still for a person to say. */
  declassifiedNote?: true
}>

/** What a rule reads in the folded text, from the character `start` to before `end`. */
export type Sighting = Readonly<{
  kind: MarkKind
  level: MarkLevel | null
  period: Period | null
  start: number
  end: number
}>
