import {
  escapeXml, officePackage, properties, propertyRelations, propertyTypes, relations, xmlHead, type Parts, type Relation,
} from './office-package.ts'

/** What a docx has; each text becomes a paragraph in its place. `body` is XML that follows the paragraphs as it is. */
export type DocxContent = {
  paragraphs?: readonly string[]
  body?: string
  header?: string
  footer?: string
  footnote?: string
  endnote?: string
  comment?: string
  properties?: Record<string, string>
  pictures?: Record<string, Uint8Array>
  embedded?: Record<string, Uint8Array>
  parts?: Parts
}

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ')

const word = 'vnd.openxmlformats-officedocument.wordprocessingml'
const types = {
  ...propertyTypes,
  'word/document.xml': `${word}.document.main`,
  'word/header.xml': `${word}.header`,
  'word/footer.xml': `${word}.footer`,
  'word/footnotes.xml': `${word}.footnotes`,
  'word/endnotes.xml': `${word}.endnotes`,
  'word/comments.xml': `${word}.comments`,
  'word/styles.xml': `${word}.styles`,
  'word/settings.xml': `${word}.settings`,
}

/** A paragraph of a docx; `format` is XML of the properties of its run. */
export function paragraph (text: string, format = ''): string {
  return `<w:p>${run(text, format)}</w:p>`
}

/** A run of text. */
export function run (text: string, format = ''): string {
  return `<w:r>${format === '' ? '' : `<w:rPr>${format}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
}

/** A text that was deleted while changes were tracked. */
export function deleted (text: string): string {
  return `<w:del w:id="9" w:author="a"><w:r><w:delText xml:space="preserve">${escapeXml(text)}</w:delText></w:r></w:del>`
}

/** A text that was inserted while changes were tracked. */
export function inserted (text: string): string {
  return `<w:ins w:id="8" w:author="a">${run(text)}</w:ins>`
}

/** A paragraph with a text box, as Word writes it, with the copy for older programs. */
export function textBox (text: string, older = text): string {
  const box = (content: string): string => `<w:txbxContent>${paragraph(content)}</w:txbxContent>`
  return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="5" name="Box 5"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box(text)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box(older)}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`
}

function drawing (at: number, altText: string): string {
  return `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="2000000"/><wp:docPr id="${at}" name="Picture ${at}" descr="${escapeXml(altText)}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${at}" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId${at}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="2000000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

/** A docx file that Word opens. Pictures are named as they lie in `word/media`, embedded files as in `word/embeddings`. */
export function docx (content: DocxContent): Uint8Array {
  const part = (root: string, inner: string): string => `${xmlHead}<w:${root} ${namespaces}>${inner}</w:${root}>`
  const noted = (root: string, each: string, text: string): string => part(root, `<w:${each} w:id="2">${paragraph(text)}</w:${each}>`)
  const parts: Parts = {}
  const related: Relation[] = []
  const add = (type: string, name: string, bytes: string | Uint8Array): void => {
    parts[`word/${name}`] = bytes
    related.push({ type, target: name })
  }
  if (content.header !== undefined) add('header', 'header1.xml', part('hdr', paragraph(content.header)))
  if (content.footer !== undefined) add('footer', 'footer1.xml', part('ftr', paragraph(content.footer)))
  const references = related.map(({ type }, at) => `<w:${type}Reference w:type="default" r:id="rId${at + 1}"/>`).join('')
  if (content.footnote !== undefined) add('footnotes', 'footnotes.xml', noted('footnotes', 'footnote', content.footnote))
  if (content.endnote !== undefined) add('endnotes', 'endnotes.xml', noted('endnotes', 'endnote', content.endnote))
  if (content.comment !== undefined) add('comments', 'comments.xml', noted('comments', 'comment', content.comment))
  for (const [name, bytes] of Object.entries(content.embedded ?? {})) add('package', `embeddings/${name}`, bytes)
  let body = (content.paragraphs ?? []).map((text) => paragraph(text)).join('') + (content.body ?? '')
  for (const [name, bytes] of Object.entries(content.pictures ?? {})) {
    add('image', `media/${name}`, bytes)
    body += drawing(related.length, '')
  }
  return officePackage({
    '_rels/.rels': relations([{ type: 'officeDocument', target: 'word/document.xml' }, ...content.properties === undefined ? [] : propertyRelations]),
    'word/document.xml': part('document', `<w:body>${body}<w:sectPr>${references}</w:sectPr></w:body>`),
    'word/_rels/document.xml.rels': relations(related),
    ...content.properties === undefined ? {} : properties(content.properties),
    ...parts,
    ...content.parts,
  }, types)
}
