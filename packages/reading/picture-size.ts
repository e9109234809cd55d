/**
 * The width and height that a picture says it has, before it is unpacked: in PNG, JPEG, GIF, BMP and WebP. Undefined for
 * any other file.
 */
export function pictureSize (bytes: Uint8Array): { width: number, height: number } | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const sign = file.toString('latin1', 0, 4)
  try {
    if (sign === '\x89PNG') return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) }
    if (sign.startsWith('\xff\xd8')) return ofJpeg(file)
    if (sign === 'GIF8') return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) }
    if (sign.startsWith('BM')) return { width: Math.abs(file.readInt32LE(18)), height: Math.abs(file.readInt32LE(22)) }
    if (sign === 'RIFF') return ofWebp(file)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

/** The size stands in the first of the segments C0 to CF that is no table. */
function ofJpeg (file: Buffer): { width: number, height: number } | undefined {
  for (let at = 2; ;) {
    const marker = file.readUInt8(at + 1)
    if (file.readUInt8(at) !== 0xff) return undefined
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isSize) return { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) }
    at += 2 + file.readUInt16BE(at + 2)
  }
}

function ofWebp (file: Buffer): { width: number, height: number } | undefined {
  switch (file.toString('latin1', 12, 16)) {
    case 'VP8X': return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 }
    case 'VP8 ': return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = file.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    default: return undefined
  }
}
