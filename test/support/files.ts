import { crc32 } from 'node:zlib'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Small files of each type that may be handed in, by their media type, and what they are called. */
export const files: Readonly<Record<string, { name: string, bytes: Buffer }>> = {
  'application/pdf': { name: '授权委托书.pdf', bytes: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n') },
  'image/png': {
    name: '身份证.png',
    bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  },
  'image/jpeg': { name: 'photo.jpeg', bytes: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex') },
  'image/tiff': { name: 'scan.TIF', bytes: Buffer.from('49492a00080000000000000000000000', 'hex') },
  'image/gif': { name: 'map.gif', bytes: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64') },
  [word]: { name: '清单.docx', bytes: officeFile(word, 'word/document.xml') },
  [sheet]: { name: '明细.xlsx', bytes: officeFile(sheet, 'xl/workbook.xml') },
  'text/plain': { name: '说明.txt', bytes: Buffer.from('城南片区第三组，户主张三。\n') },
}

/** An Office file as far as its type can be told: the list of what it holds, and one part. */
export function officeFile (type: string, part: string): Buffer {
  const list = `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="${type}.main+xml"/></Types>`
  return zip([['[Content_Types].xml', Buffer.from(list)], [part, Buffer.from('<x/>')]])
}

/** A ZIP archive of entries that are not compressed. */
export function zip (entries: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), content])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(Buffer.concat(central).length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, ...central, Buffer.from('PK\x05\x06'), end])
}
