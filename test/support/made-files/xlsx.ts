import {
  escapeXml, officePackage, properties, propertyRelations, propertyTypes, relations, xmlHead, type Parts, type Relation,
} from './office-package.ts'

/** A sheet: its rows of cells. Rows and columns are counted from 1. A cell that begins with "=" is a formula. */
export type Sheet = {
  name: string
  rows: readonly (readonly (string | number)[])[]
  state?: 'hidden' | 'veryHidden'
  hiddenRows?: readonly number[]
  hiddenColumns?: readonly number[]
  header?: string
  footer?: string
  comment?: string
}

export type XlsxContent = {
  sheets: readonly Sheet[]
  definedNames?: Record<string, string>
  properties?: Record<string, string>
  /** Strings that no cell uses any more. */
  leftOver?: readonly string[]
  parts?: Parts
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const namespaces = `${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
const sheet = 'vnd.openxmlformats-officedocument.spreadsheetml'
const types = {
  ...propertyTypes,
  'xl/workbook.xml': `${sheet}.sheet.main`,
  'xl/worksheets/sheet.xml': `${sheet}.worksheet`,
  'xl/sharedStrings.xml': `${sheet}.sharedStrings`,
  'xl/comments.xml': `${sheet}.comments`,
}

/** An xlsx file that Excel opens. */
export function xlsx (content: XlsxContent): Uint8Array {
  const strings: string[] = [...content.leftOver ?? []]
  const parts: Parts = {}
  content.sheets.forEach((each, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = worksheet(each, strings)
    if (each.comment === undefined) return
    parts[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relations([{ type: 'comments', target: `../comments${index + 1}.xml` }])
    parts[`xl/comments${index + 1}.xml`] = `${xmlHead}<comments ${main}><authors><author>a</author></authors><commentList><comment ref="A1" authorId="0"><text><t>${escapeXml(each.comment)}</t></text></comment></commentList></comments>`
  })
  const related: Relation[] = content.sheets.map((_, index) => ({ type: 'worksheet', target: `worksheets/sheet${index + 1}.xml` }))
  related.push({ type: 'sharedStrings', target: 'sharedStrings.xml' })
  const sheets = content.sheets.map(({ name, state }, index) =>
    `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`)
  const names = Object.entries(content.definedNames ?? {}).map(([name, value]) => `<definedName name="${escapeXml(name)}">${escapeXml(value)}</definedName>`)
  return officePackage({
    '_rels/.rels': relations([{ type: 'officeDocument', target: 'xl/workbook.xml' }, ...content.properties === undefined ? [] : propertyRelations]),
    'xl/workbook.xml': `${xmlHead}<workbook ${namespaces}><sheets>${sheets.join('')}</sheets>${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations(related),
    'xl/sharedStrings.xml': `${xmlHead}<sst ${main}>${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ...content.properties === undefined ? {} : properties(content.properties),
    ...parts,
    ...content.parts,
  }, types)
}

function worksheet ({ rows, hiddenRows = [], hiddenColumns = [], header, footer }: Sheet, strings: string[]): string {
  const columns = hiddenColumns.map((at) => `<col min="${at}" max="${at}" width="9" hidden="1"/>`).join('')
  const data = rows.map((cells, row) =>
    `<row r="${row + 1}"${hiddenRows.includes(row + 1) ? ' hidden="1"' : ''}>${cells.map((value, column) => cell(value, `${String.fromCharCode(65 + column)}${row + 1}`, strings)).join('')}</row>`)
  const edges = `${header === undefined ? '' : `<oddHeader>&amp;L${escapeXml(header)}</oddHeader>`}${footer === undefined ? '' : `<oddFooter>&amp;C${escapeXml(footer)}</oddFooter>`}`
  return `${xmlHead}<worksheet ${namespaces}>${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>${data.join('')}</sheetData>${edges === '' ? '' : `<headerFooter>${edges}</headerFooter>`}</worksheet>`
}

function cell (value: string | number, at: string, strings: string[]): string {
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
  if (value.startsWith('=')) return `<c r="${at}" t="str"><f>${escapeXml(value.slice(1))}</f><v></v></c>`
  return `<c r="${at}" t="s"><v>${strings.push(value) - 1}</v></c>`
}
