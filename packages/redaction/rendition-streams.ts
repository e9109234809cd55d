import { inflateSync } from 'node:zlib'

/** An unpacked stream of a rendition. A picture's `bytes` are its dots, or a JPEG file. */
export type RenditionStream = Readonly<{ kind: 'font' | 'map' | 'content' | 'picture', entry: string, bytes: Uint8Array }>

const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
const packed = '/Filter /FlateDecode /Length # >>'
const picture = (colours: string, filter: string): string =>
  `<< /Type /XObject /Subtype /Image /Width # /Height # /ColorSpace /${colours} /BitsPerComponent # /Filter /${filter} /Length # >>`

// Every entry that a rendition has, numbers as #. None of them has room for a word, and nothing else is let pass.
const entries = new Map<string, RenditionStream['kind'] | 'none'>(Object.entries({
  '<< /Type /Catalog /Pages # # R >>': 'none',
  '<< /Type /Pages /Kids [# # R] /Count # >>': 'none',
  '<< /Type /Font /Subtype /Type# /BaseFont /Empty /Encoding /Identity-H /DescendantFonts [# # R] /ToUnicode # # R >>': 'none',
  '<< /Type /Font /Subtype /CIDFontType# /BaseFont /Empty /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement # >> /FontDescriptor # # R /DW # /W [# # #] >>': 'none',
  '<< /Type /FontDescriptor /FontName /Empty /Flags # /FontBBox [# # # #] /ItalicAngle # /Ascent # /Descent # /CapHeight # /StemV # /FontFile# # # R >>': 'none',
  '<< /Type /Page /Parent # # R /MediaBox [# # # #] /Resources << /Font << /F # # R >> /XObject << /P # # R >> >> /Contents # # R >>': 'none',
  [`<< /Length# # ${packed}`]: 'font',
  [`<< ${packed}`]: 'content',
  [picture('DeviceGray', 'FlateDecode')]: 'picture',
  [picture('DeviceRGB', 'FlateDecode')]: 'picture',
  [picture('DeviceRGB', 'DCTDecode')]: 'picture',
}))
const mapNumber = 7

/**
 * The streams of a rendition, or undefined when the file has anything that a rendition has not: another entry, a second
 * cross-reference table or end, bytes before, between or behind its objects.
 */
export function renditionStreams (bytes: Uint8Array): RenditionStream[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const streams: RenditionStream[] = []
  if (latin1(file, 0, header.length) !== header) return undefined
  let at = header.length
  let number = 1
  for (; latin1(file, at, at + 5) !== 'xref\n'; number += 1) {
    const object = readObject(file, at, number)
    if (object === undefined) return undefined
    if (object.stream !== undefined) streams.push(object.stream)
    at = object.end
  }
  const end = new RegExp(`^xref\n0 ${number}\n0000000000 65535 f \n(\\d{10} 00000 n \n){${number - 1}}`
    + `trailer\n<< /Size ${number} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n$`)
  return end.test(latin1(file, at)) ? streams : undefined
}

function readObject (file: Buffer, start: number, number: number): { end: number, stream?: RenditionStream } | undefined {
  const head = `${number} 0 obj\n`
  const close = file.indexOf('\n', start + head.length)
  const entry = latin1(file, start + head.length, close)
  const kind = entries.get(entry.replace(/-?\d+(\.\d+)?/g, '#').replace(/# # R( # # R)+/, '# # R'))
  if (latin1(file, start, start + head.length) !== head || kind === undefined) return undefined
  if (kind === 'none') return endOf(file, close, '\nendobj\n')
  const from = close + '\nstream\n'.length
  const to = from + Number(/\/Length (\d+) >>$/.exec(entry)?.[1])
  const ended = endOf(file, to, '\nendstream\nendobj\n')
  if (latin1(file, close, from) !== '\nstream\n' || ended === undefined) return undefined
  const bytes = unpacked(entry, file.subarray(from, to))
  const own = number === mapNumber ? 'map' : kind
  return bytes === undefined ? undefined : { ...ended, stream: { kind: own, entry, bytes } }
}

function latin1 (file: Buffer, start: number, end?: number): string {
  return file.toString('latin1', start, end)
}

function endOf (file: Buffer, at: number, end: string): { end: number } | undefined {
  return latin1(file, at, at + end.length) === end ? { end: at + end.length } : undefined
}

function unpacked (entry: string, bytes: Buffer): Uint8Array | undefined {
  if (entry.includes('/DCTDecode')) return bytes
  try {
    // Bytes behind the packed ones would be passed over.
    const { buffer, engine } = inflateSync(bytes, { info: true }) as unknown as { buffer: Buffer, engine: { bytesWritten: number } }
    return engine.bytesWritten === bytes.length ? buffer : undefined
  } catch {
    return undefined
  }
}
