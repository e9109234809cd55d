import * as fc from 'fast-check'
import type { Test } from 'tap'

/** Asserts that `property` holds in `runs` random cases; a failure tells the smallest counterexample and its seed. */
export function holds<T> (t: Test, property: fc.IProperty<T>, runs: number): void {
  const details = fc.check(property, { numRuns: runs })
  t.notOk(details.failed, fc.defaultReportMessage(details) ?? `holds in ${runs} random cases`)
}
