import { strToU8, zipSync } from 'fflate'

/** A file inside another: text is written as UTF-8. */
export type Parts = Record<string, string | Uint8Array>

/** A relation between two parts: `type` is the last word of its address. */
export type Relation = { type: string, target: string, external?: boolean }

const typesAt = 'http://schemas.openxmlformats.org/package/2006/content-types'
const relationsAt = 'http://schemas.openxmlformats.org/package/2006/relationships'
const officeAt = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** A ZIP file of parts. */
export function zip (parts: Parts): Uint8Array {
  const entries = Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])
  return zipSync(Object.fromEntries(entries), { mtime: new Date('2026-03-02T00:00:00Z') })
}

/** An Office file: its parts, the type of each by its name, and what it relates to. */
export function officePackage (parts: Parts, types: Record<string, string>): Uint8Array {
  const overrides = Object.keys(parts).flatMap((name) => {
    const type = types[name.replace(/\d+(?=\.xml$)/, '')] ?? types[name]
    return type === undefined ? [] : [`<Override PartName="/${name}" ContentType="application/${type}+xml"/>`]
  })
  const defaults = Object.entries({ rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml', png: 'image/png', jpeg: 'image/jpeg', bin: 'application/octet-stream' })
    .map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`)
  return zip({ '[Content_Types].xml': `${xmlHead}<Types xmlns="${typesAt}">${defaults.join('')}${overrides.join('')}</Types>`, ...parts })
}

/** The part that says what another relates to; the relations are `rId1`, `rId2` and so on. */
export function relations (list: readonly Relation[]): string {
  const rows = list.map(({ type, target, external }, at) =>
    `<Relationship Id="rId${at + 1}" Type="${type.includes(':') ? type : `${officeAt}/${type}`}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`)
  return `${xmlHead}<Relationships xmlns="${relationsAt}">${rows.join('')}</Relationships>`
}

/** A text as it stands in XML. */
export function escapeXml (text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The properties of a document; `title` and `creator` in its core, each other name as a property of its own. */
export function properties ({ title = '', creator = '', ...own }: Record<string, string>): Parts {
  const custom = Object.entries(own).map(([name, value], at) =>
    `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="${escapeXml(name)}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`)
  return {
    'docProps/core.xml': `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator></cp:coreProperties>`,
    'docProps/custom.xml': `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${custom.join('')}</Properties>`,
  }
}

export const propertyRelations: readonly Relation[] = [
  { type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', target: 'docProps/core.xml' },
  { type: 'custom-properties', target: 'docProps/custom.xml' },
]

export const propertyTypes = {
  'docProps/core.xml': 'vnd.openxmlformats-package.core-properties',
  'docProps/custom.xml': 'vnd.openxmlformats-officedocument.custom-properties',
}
