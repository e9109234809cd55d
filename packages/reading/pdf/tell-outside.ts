import { decodeText } from '../decode-text.ts'
import type { Findings } from '../findings.ts'
import { looseText } from '../loose-text.ts'

const row = '\\d{10} \\d{5} [nf]\\s*'
const syntax = new RegExp(`%PDF-[\\d.]+(?:\\s+%[\\x80-\\xff]{1,8}(?=\\s))?|%%EOF|endstream|endobj|startxref\\s+\\d+|` +
  `xref\\s+(?:\\d+\\s+\\d+\\s+(?:${row})*)+|trailer|<<[^<>]*(?:<[^<>]*>[^<>]*)*>>|\\0`, 'g')
// What a program leaves of its own tables.
const little = 8

/**
 * Tells what stands in a PDF before, between and after its objects, where no program looks: a text is told, anything else of
 * some length is a fault.
 */
export function tellOutside (outside: Buffer, findings: Findings): void {
  const rest = Buffer.from(outside.toString('latin1').replace(syntax, ' ').trim(), 'latin1')
  const place = { kind: 'hidden', name: 'between objects' } as const
  const decoded = decodeText(rest)
  if (decoded?.sure === true) return findings.add({ place, text: decoded.text })
  findings.add({ place, text: looseText(rest) })
  if (rest.length > little) findings.fault({ code: 'unread_part', place })
}
