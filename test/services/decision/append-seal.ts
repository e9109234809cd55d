type Trick = 'change' | 'nothing' | 'unsigned' | 'partly' | 'more' | 'page' | 'note' | 'action'

/** What a signing service may do instead of sealing a paper. */
export type SealTricks = Partial<Record<Trick, boolean>>

const hole = 64

/**
 * Appends to a PDF, as an update of it, a field for a signature upon its first page and the signature itself, which covers
 * all but its own digits. The digits are no signature: nobody here verifies them.
 */
export function appendSeal (pdf: Uint8Array, tricks: SealTricks = {}): Uint8Array {
  const file = Buffer.from(pdf)
  if (tricks.nothing) return file
  const text = file.toString('latin1')
  const root = Number(/\/Root (\d+) 0 R/.exec(text)?.[1])
  const size = Number(/\/Size (\d+)/.exec(text)?.[1])
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  const page = /(\d+) 0 obj\s+<<((?:(?!endobj)[\s\S])*?\/Type \/Page\b(?:(?!endobj)[\s\S])*?)>>\s+endobj/.exec(text)
  if (page === null) throw new Error('The PDF has no page')
  const [number, entries] = [Number(page[1]), String(page[2])]
  const [field, signature, extra] = [size, size + 1, size + 2]
  const action = tricks.action ? ` /OpenAction ${extra} 0 R` : ''
  const drawn = tricks.page ? entries.replace(/\/Contents \d+ 0 R/, `/Contents ${extra} 0 R`) : entries
  const note = tricks.note ? ` ${extra} 0 R` : ''
  const parts = new Map<number, string>([
    [root, `<<${bodyOf(text, root)} /AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>${action} >>`],
    [number, `<<${drawn} /Annots [${field} 0 R${note}] >>`],
    [field, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [100 100 200 200] /F 132 ' +
      `/P ${number} 0 R /V ${signature} 0 R >>`],
    [signature, tricks.unsigned ? '<< /Type /Sig >>' : `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached ` +
      `/ByteRange [0 ${'#'.repeat(10)} ${'@'.repeat(10)} ${'%'.repeat(10)}] /Contents <${'0'.repeat(hole)}> >>`],
  ])
  if (tricks.note) {
    parts.set(extra, `<< /Type /Annot /Subtype /FreeText /Rect [50 50 500 700] /Contents (void) /DA (/Helv 12 Tf) /P ${number} 0 R >>`)
  }
  if (tricks.action) parts.set(extra, '<< /S /JavaScript /JS (app.alert\\(1\\)) >>')
  if (tricks.page) parts.set(extra, '<< /Length 33 >>\nstream\n0 0 1 rg 100 100 300 300 re f      \nendstream')
  const updated = Buffer.concat([file, Buffer.from(updateOf(parts, { root, previous, at: file.length }), 'latin1')])
  const sealed = tricks.unsigned ? updated : withRange(updated, tricks)
  if (tricks.change) sealed[200] = (sealed[200] ?? 0) ^ 1
  return tricks.more ? Buffer.concat([sealed, Buffer.from('\n% and more')]) : sealed
}

/** The entries of an object, between its brackets. */
function bodyOf (text: string, number: number): string {
  const found = new RegExp(`(?:^|\\s)${number} 0 obj\\s+<<([\\s\\S]*?)>>\\s+endobj`).exec(text)
  if (found === null) throw new Error(`The PDF has no object ${number}`)
  return String(found[1])
}

function updateOf (
  parts: ReadonlyMap<number, string>, { root, previous, at }: { root: number, previous: number, at: number },
): string {
  let body = '\n'
  const places: [number, number][] = []
  for (const [number, content] of parts) {
    places.push([number, at + body.length])
    body += `${number} 0 obj\n${content}\nendobj\n`
  }
  const table = places.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = Math.max(...parts.keys()) + 1
  return `${body}xref\n${table}trailer\n<< /Size ${size} /Root ${root} 0 R /Prev ${previous} >>\nstartxref\n${at + body.length}\n%%EOF\n`
}

/** Writes into the signature over which bytes it goes: all but its own digits. */
function withRange (file: Buffer, { partly }: SealTricks): Buffer {
  const text = file.toString('latin1')
  const start = text.lastIndexOf(`<${'0'.repeat(hole)}>`)
  const end = start + hole + 2
  const numbers = { '#': start, '@': end, '%': partly ? file.length - end - 10 : file.length - end }
  const written = Object.entries(numbers).reduce((all, [sign, number]) =>
    all.replace(sign.repeat(10), () => String(number).padEnd(10)), text)
  return Buffer.from(written, 'latin1')
}
