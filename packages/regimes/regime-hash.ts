import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Regime } from './regime.ts'

const hashes = new WeakMap<Regime, string>()

/**
 * The SHA-256 of all that a regime says, with its sources, over its canonical JSON (RFC 8785): whoever signs names by it
 * what he signed. Two regimes of one hash are the same to the letter.
 */
export function regimeHash (regime: Regime): string {
  const known = hashes.get(regime)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(canonicalize(regime) as string).digest('hex')
  hashes.set(regime, hash)
  return hash
}
