import { eachTag } from '../xml.ts'

const words = /[^\x20-\x7e]/
const tokens = /[_*].|\[\$(?<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|(?<value>@|General|[0#?][0#?.,]*)|"(?<quoted>[^"]*)"|\\(?<escaped>.)/gi

/** The formats of the cells of a workbook that add words of Chinese, by the number of the style; "" for all others. */
export function cellFormats (styles: Uint8Array | undefined): string[] {
  const codes = new Map<string, string>()
  const formats: string[] = []
  let isOfCells = false
  eachTag(styles, ({ name, attributes: { numFmtId = '', formatCode = '' } }) => {
    if (name === 'numFmt' && words.test(formatCode)) codes.set(numFmtId, formatCode)
    if (name === 'cellXfs' || name === 'cellStyles') isOfCells = name === 'cellXfs'
    if (name === 'xf' && isOfCells) formats.push(codes.get(numFmtId) ?? '')
  })
  return formats
}

/** What a cell shows of its value: a format has one section for numbers above zero, and its last may be one for text. */
export function asShown (format: string, value: string, type: string): string {
  const sections = format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const isNumber = type === '' || type === 'n'
  const section = isNumber ? sections[0] : sections.find((one) => one.includes('@')) ?? '@'
  return (section ?? '').replace(tokens, (...match) => {
    const said = match.at(-1) as Record<string, string | undefined>
    return said['value'] === undefined ? said['quoted'] ?? said['escaped'] ?? said['currency'] ?? '' : value
  })
}
