import { eachTag } from '../xml.ts'

/** The ids of the styles of a Word file whose text is not shown, with those that are based on them. */
export function hiddenStyles (bytes: Uint8Array | undefined): Set<string> {
  const hidden = new Set<string>()
  const bases: [style: string, base: string][] = []
  let style = ''
  eachTag(bytes, ({ name, attributes }) => {
    if (name === 'style') style = attributes['styleId'] ?? ''
    if (name === 'basedOn') bases.push([style, attributes['val'] ?? ''])
    if (name === 'vanish' && !/^(0|false|off)$/.test(attributes['val'] ?? '')) hidden.add(style)
  })
  // A style stands before or after what it is based on, so this goes on until nothing is added any more.
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size
    for (const [one, base] of bases) if (hidden.has(base)) hidden.add(one)
  }
  return hidden
}
