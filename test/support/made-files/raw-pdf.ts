import { deflateSync } from 'node:zlib'

/** An object of a PDF: what it is, and the bytes of its stream where it has one. */
export type PdfObject = string | { dict: string, stream: Uint8Array | string, plain?: boolean }

/** A text string as PDF writes it in UTF-16. */
export function pdfText (text: string): string {
  return `<FEFF${hex(text)}>`
}

/** The UTF-16 units of a text in hexadecimal digits. */
export function hex (text: string): string {
  return [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('').toUpperCase()
}

/**
 * A PDF of objects: the first is number 1 and the catalogue. Streams are deflated unless `plain`. `trailer` is added to the
 * trailer as it is.
 */
export function rawPdf (objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const chunks: Buffer[] = []
  let length = 0
  const add = (chunk: string | Uint8Array): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk)
    chunks.push(bytes)
    length += bytes.length
  }
  const offsets: number[] = []
  add('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
  objects.forEach((object, at) => {
    offsets.push(length)
    add(`${at + 1} 0 obj\n`)
    if (typeof object === 'string') add(object)
    else addStream(object, add)
    add('\nendobj\n')
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = length
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`)
  return new Uint8Array(Buffer.concat(chunks))
}

function addStream ({ dict, stream, plain }: { dict: string, stream: Uint8Array | string, plain?: boolean }, add: (chunk: string | Uint8Array) => void): void {
  const content = typeof stream === 'string' ? Buffer.from(stream, 'latin1') : stream
  const bytes = plain ? content : deflateSync(content)
  add(`<< ${dict} /Length ${bytes.length}${plain ? '' : ' /Filter /FlateDecode'} >>\nstream\n`)
  add(bytes)
  add('\nendstream')
}
