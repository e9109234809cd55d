/** Packs bytes as TIFF and PDF do: LZW with its highest bit first, whose codes grow one early. */
export function lzw (bytes: Uint8Array): Buffer {
  const bits: string[] = []
  let words = new Map<string, number>()
  let width = 9
  const write = (code: number): void => {
    bits.push(code.toString(2).padStart(width, '0'))
  }
  const begin = (): void => {
    write(256)
    words = new Map(Array.from({ length: 256 }, (_, byte) => [String(byte), byte]))
    width = 9
  }
  begin()
  let word = ''
  let next = 258
  for (const byte of bytes) {
    const longer = word === '' ? String(byte) : `${word},${byte}`
    if (words.has(longer)) {
      word = longer
      continue
    }
    write(words.get(word)!)
    words.set(longer, next)
    next += 1
    if (next + 1 > 2 ** width) width += 1
    if (next === 4094) {
      begin()
      next = 258
    }
    word = String(byte)
  }
  if (word !== '') write(words.get(word)!)
  if (next + 2 > 2 ** width) width += 1
  write(257)
  const all = bits.join('')
  return Buffer.from((all.match(/.{1,8}/g) ?? []).map((eight) => Number.parseInt(eight.padEnd(8, '0'), 2)))
}
