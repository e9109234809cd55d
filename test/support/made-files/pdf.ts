import { hex, pdfText, rawPdf, type PdfObject } from './raw-pdf.ts'

/** A page of a PDF: lines of text from its top, in 24 point, and operators that follow them as they are. */
export type PdfPage = {
  lines?: readonly string[]
  content?: string
  /** Lines that stand in a layer which is not shown. */
  hiddenLines?: readonly string[]
  picture?: Pixels
  /** A comment that is pinned to the page. */
  annotation?: string
  field?: { name: string, value: string }
  size?: readonly [width: number, height: number]
}

/** Grey pixels, one byte each, in rows from the top. */
export type Pixels = { width: number, height: number, grey: Uint8Array }

export type PdfContent = {
  pages: readonly PdfPage[]
  info?: Record<string, string>
  xmp?: string
  attachments?: Record<string, Uint8Array>
  outline?: string
  script?: string
  /** How the font tells its characters; without a font of its own the PDF leaves drawing it to its reader. */
  encoding?: 'UniGB-UCS2-H' | 'UniGB-UTF16-H'
  /** More entries of the catalogue. */
  catalogue?: string
}

/**
 * A PDF whose text is Chinese in STSong-Light, a font that is not embedded, as many public bodies' programs write it.
 * Streams are deflated, nothing else is packed, so that a test can change what it wants to break.
 */
export function pdf (content: PdfContent): Uint8Array {
  const objects: PdfObject[] = ['', '']
  const add = (object: PdfObject): string => `${objects.push(object)} 0 R`
  const descriptor = add('<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>')
  const descendant = add(`<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor ${descriptor} /DW 1000 >>`)
  const font = add(`<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${content.encoding ?? 'UniGB-UCS2-H'} /DescendantFonts [${descendant}] >>`)
  const layer = content.pages.some(({ hiddenLines }) => hiddenLines !== undefined) ? add(`<< /Type /OCG /Name ${pdfText('layer')} >>`) : undefined
  const fields: string[] = []
  const pages = content.pages.map((page) => add(pageObject(page, { font, layer, fields, add })))
  const entries = [
    layer === undefined ? '' : `/OCProperties << /OCGs [${layer}] /D << /OFF [${layer}] >> >>`,
    fields.length === 0 ? '' : `/AcroForm << /Fields [${fields.join(' ')}] /DR << /Font << /F1 ${font} >> >> /DA (/F1 12 Tf) >>`,
    content.xmp === undefined ? '' : `/Metadata ${add({ dict: '/Type /Metadata /Subtype /XML', stream: Buffer.from(content.xmp), plain: true })}`,
    content.script === undefined ? '' : `/OpenAction << /S /JavaScript /JS ${pdfText(content.script)} >>`,
    content.outline === undefined ? '' : `/Outlines ${outline(content.outline, pages[0]!, add)}`,
    attachments(content.attachments ?? {}, add),
    content.catalogue ?? '',
  ]
  objects[0] = `<< /Type /Catalog /Pages 2 0 R ${entries.join(' ')} >>`
  objects[1] = `<< /Type /Pages /Kids [${pages.join(' ')}] /Count ${pages.length} >>`
  const info = Object.entries(content.info ?? {}).map(([name, value]) => `/${name} ${pdfText(value)}`)
  return rawPdf(objects, info.length === 0 ? '' : `/Info ${add(`<< ${info.join(' ')} >>`)}`)
}

type Pens = { font: string, layer: string | undefined, fields: string[], add: (object: PdfObject) => string }

function pageObject (page: PdfPage, { font, layer, fields, add }: Pens): string {
  const [width, height] = page.size ?? [595, 842]
  const draw = (lines: readonly string[], top: number): string =>
    lines.map((line, at) => `BT /F1 24 Tf 72 ${height - top - at * 36} Td <${hex(line)}> Tj ET`).join('\n')
  const content = [
    page.picture === undefined ? '' : `q ${width - 144} 0 0 ${(width - 144) * page.picture.height / page.picture.width} 72 72 cm /Im1 Do Q`,
    draw(page.lines ?? [], 72),
    page.hiddenLines === undefined ? '' : `/OC /L1 BDC\n${draw(page.hiddenLines, 400)}\nEMC`,
    page.content ?? '',
  ].join('\n')
  const annotations: string[] = []
  if (page.annotation !== undefined) annotations.push(add(`<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /Contents ${pdfText(page.annotation)} >>`))
  if (page.field !== undefined) {
    const field = add(`<< /Type /Annot /Subtype /Widget /FT /Tx /T ${pdfText(page.field.name)} /V ${pdfText(page.field.value)} /Rect [72 300 372 330] /DA (/F1 12 Tf) >>`)
    annotations.push(field)
    fields.push(field)
  }
  const resources = [
    `/Font << /F1 ${font} >>`,
    layer === undefined ? '' : `/Properties << /L1 ${layer} >>`,
    page.picture === undefined ? '' : `/XObject << /Im1 ${add(pictureObject(page.picture))} >>`,
  ]
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << ${resources.join(' ')} >> /Contents ${add({ dict: '', stream: content })} /Annots [${annotations.join(' ')}] >>`
}

function pictureObject ({ width, height, grey }: Pixels): PdfObject {
  return { dict: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`, stream: grey }
}

function outline (title: string, page: string, add: Pens['add']): string {
  const item = add(`<< /Title ${pdfText(title)} /Dest [${page} /Fit] >>`)
  return add(`<< /Type /Outlines /First ${item} /Last ${item} /Count 1 >>`)
}

function attachments (files: Record<string, Uint8Array>, add: Pens['add']): string {
  const names = Object.entries(files).map(([name, bytes]) => {
    const file = add({ dict: '/Type /EmbeddedFile', stream: bytes })
    return `${pdfText(name)} ${add(`<< /Type /Filespec /F (file) /UF ${pdfText(name)} /EF << /F ${file} >> >>`)}`
  })
  return names.length === 0 ? '' : `/Names << /EmbeddedFiles << /Names [${names.join(' ')}] >> >>`
}
