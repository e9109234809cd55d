/** The first code that stands for a character beyond U+FFFF; the codes below it and above the surrogates are the characters. */
const firstBeyond = 0xd800
const lastBeyond = 0xdfff

/**
 * Codes for the characters of a text: two bytes each, the character itself, so that neither the font nor its map says
 * anything of the text. Characters beyond U+FFFF, rare Han among them, get the codes that no character has, in the
 * order in which they come.
 */
export type Coding = { codeOf (character: string): number, readonly beyond: ReadonlyMap<string, number> }

export function openCoding (): Coding {
  const beyond = new Map<string, number>()
  return {
    beyond,
    codeOf (character) {
      const point = character.codePointAt(0) ?? 0
      if (point <= 0xffff) return point
      const known = beyond.get(character)
      if (known !== undefined) return known
      const code = firstBeyond + beyond.size
      if (code > lastBeyond) throw new Error('More rare characters than a text layer has codes for')
      beyond.set(character, code)
      return code
    },
  }
}

/** The map from codes to characters (ToUnicode): every code to itself, and those of the rare characters that are left. */
export function unicodeMap (beyond: ReadonlyMap<string, number>): string {
  const pages = [...Array(256).keys()].filter((high) => high < 0xd8 || high > 0xdf).map((high) => {
    const first = (high << 8).toString(16).padStart(4, '0')
    return `<${first}> <${first.slice(0, 2)}ff> <${first}>`
  })
  const rare = [...beyond].map(([character, code]) => `<${code.toString(16)}> <${Buffer.from(character, 'utf16le').swap16().toString('hex')}>`)
  return [
    '/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def',
    '1 begincodespacerange', '<0000> <ffff>', 'endcodespacerange',
    ...blocks(pages, 'bfrange'), ...blocks(rare, 'bfchar'),
    'endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', '',
  ].join('\n')
}

/** A map takes a hundred entries at a time. */
function blocks (entries: readonly string[], name: string): string[] {
  return [...Array(Math.ceil(entries.length / 100)).keys()].flatMap((at) => {
    const part = entries.slice(at * 100, at * 100 + 100)
    return [`${part.length} begin${name}`, ...part, `end${name}`]
  })
}

/** A TrueType font of one empty glyph, which stands for every character: what is written with it takes room and shows nothing. */
export function emptyFont (): Uint8Array {
  const tables: readonly (readonly [string, number[]])[] = [
    ['cmap', [...u16(0, 1, 3, 1), ...u32(12), ...u16(4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0)]],
    ['glyf', [0, 0, 0, 0]],
    ['head', [...u32(0x10000, 0x10000, 0, 0x5f0f3cf5), ...u16(0, 1000), ...Array<number>(16).fill(0), ...u16(0, 0, 1000, 1000, 0, 8, 2, 0, 0)]],
    ['hhea', [...u32(0x10000), ...u16(800, 0xff38, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 1)]],
    ['hmtx', u16(1000, 0)],
    ['loca', u16(0, 0)],
    ['maxp', [...u32(0x10000), ...u16(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]],
    ['post', [...u32(0x30000), ...Array<number>(28).fill(0)]],
  ]
  const directory: number[] = []
  const body: number[] = []
  const start = 12 + tables.length * 16
  for (const [tag, data] of tables) {
    while (data.length % 4 !== 0) data.push(0)
    directory.push(...Buffer.from(tag), ...u32(checksum(data), start + body.length, data.length))
    body.push(...data)
  }
  return Uint8Array.from([...u32(0x10000), ...u16(tables.length, 128, 3, 0), ...directory, ...body])
}

function checksum (data: readonly number[]): number {
  return Buffer.from(data).reduce((sum, byte, at) => (sum + byte * 2 ** (24 - at % 4 * 8)) % 2 ** 32, 0)
}

function u16 (...values: number[]): number[] {
  return values.flatMap((value) => [value >>> 8 & 255, value & 255])
}

function u32 (...values: number[]): number[] {
  return values.flatMap((value) => [value >>> 24 & 255, value >>> 16 & 255, value >>> 8 & 255, value & 255])
}
