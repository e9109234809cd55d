import { emptyFont, unicodeMap } from './empty-font.ts'
import type { RenditionStream } from './rendition-streams.ts'

const number = '-?\\d+(?:\\.\\d+)?'
const operators = new RegExp(`^(?:q|Q|BT|ET|3 Tr|/P Do|${number} 0 0 ${number} 0 0 cm|/F ${number} Tf|${number} Tz|1 0 0 1 ${number} ${number} Tm|<(?:[0-9a-f]{4})+> Tj|)$`)

/** How many streams of a rendition hold anything but one picture a page, unseen text, the empty font and its map. */
export function structureFaults (streams: readonly RenditionStream[]): number {
  return streams.filter((stream) => !isAsWritten[stream.kind](stream)).length
}

const isAsWritten: Readonly<Record<RenditionStream['kind'], (stream: RenditionStream) => boolean>> = {
  font: ({ bytes }) => Buffer.from(emptyFont()).equals(bytes),
  map: ({ bytes }) => {
    const map = Buffer.from(bytes).toString('latin1')
    return map === unicodeMap(rareCharacters(map))
  },
  content: ({ bytes }) => Buffer.from(bytes).toString('latin1').split('\n').every((line) => operators.test(line)),
  picture: ({ entry, bytes }) => {
    const [width = 0, height = 0] = [...entry.matchAll(/\/(?:Width|Height) (\d+)/g)].map(([, value]) => Number(value))
    if (entry.includes('/DCTDecode')) return isBareJpeg(bytes)
    return bytes.length === width * height * (entry.includes('/DeviceGray') ? 1 : 3)
  },
}

/** The characters that a map lists one by one, with their codes. */
export function rareCharacters (map: string): Map<string, number> {
  return new Map([...map.matchAll(/^<(d[89a-f][0-9a-f]{2})> <([0-9a-f]{8})>$/gm)].map(([, code = '', units = '']) =>
    [Buffer.from(units, 'hex').swap16().toString('utf16le'), Number.parseInt(code, 16)]))
}

/** Whether a JPEG file has no comment, no Exif data, and ends with its picture. */
function isBareJpeg (bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.readUInt16BE(0) !== 0xffd8 || file.readUInt16BE(file.length - 2) !== 0xffd9) return false
  for (let at = 2; at + 4 <= file.length;) {
    const marker = file.readUInt16BE(at)
    if (marker === 0xffda) return file.indexOf('ffd9', at, 'hex') === file.length - 2
    const isKnown = marker === 0xffe0 || marker === 0xffe2 || marker >= 0xffc0 && marker <= 0xffdd
    if (!isKnown) return false
    at += 2 + file.readUInt16BE(at + 2)
  }
  return false
}
