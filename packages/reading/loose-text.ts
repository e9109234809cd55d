import { spelledOut } from './spelled-out.ts'

const runs = /[\p{L}\p{N}\p{P}\p{S}\p{Zs}\p{M}\t\r\n]{4,}/gu
// Chance makes letters of all scripts out of any bytes; words are of few scripts.
const likely = /^[\p{Script=Han}\p{ASCII}\p{P}\p{Zs}\u2190-\u27BF\uFF00-\uFFEF]+$/u
const longest = 2_000_000

/**
 * What may be text in bytes of a kind that is not read: runs of likely characters, decoded in each way that they may be
 * written in. It finds what is found easily and never shows that there is nothing else: a fault goes with it.
 */
export function looseText (bytes: Uint8Array): string {
  const some = bytes.subarray(0, longest)
  const views: [string, Uint8Array][] = [
    ['utf-8', some], ['gb18030', some], ['big5', some], ['utf-16le', some], ['utf-16le', some.subarray(1)],
    ['utf-16be', some], ['utf-16be', some.subarray(1)],
  ]
  const found = new Set<string>()
  for (const [encoding, view] of views) {
    const text = new TextDecoder(encoding).decode(view)
    for (const [run] of (spelledOut(text) ?? text).matchAll(runs)) {
      if (likely.test(run)) found.add(run.trim())
    }
  }
  return [...found].join('\n')
}
