/** A CMap that says what each code reads, so that text can be copied and searched; `digits` is the length of a code in hex. */
export function toUnicode (texts: readonly (readonly [code: string, text: string])[]): string {
  const digits = texts[0]?.[0].length ?? 4
  const blocks = Array.from({ length: Math.ceil(texts.length / 100) }, (_, at) => texts.slice(at * 100, at * 100 + 100))
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<${'0'.repeat(digits)}> <${'f'.repeat(digits)}>
endcodespacerange
${blocks.map((block) => `${block.length} beginbfchar
${block.map(([code, text]) => `<${code}> <${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`).join('\n')}
endbfchar`).join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
