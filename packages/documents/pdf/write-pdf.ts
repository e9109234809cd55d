import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { Paper } from '../paper.ts'
import { codeBoxes } from './code-boxes.ts'
import type { Composition } from './compose.ts'
import { fontSubset } from './font-subset.ts'
import { type Codes, pageContent } from './page-content.ts'
import { paginate } from './paginate.ts'
import { sheet } from './sheet.ts'
import { writeStructure } from './structure.ts'

/** Writes a composed paper as a PDF with its fonts, its structure and its language. The same paper is the same bytes. */
export async function writePdf (paper: Paper, { strips, parts }: Composition): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  describe(document, paper)
  const codes: Codes = { regular: fontSubset('regular'), bold: fontSubset('bold'), codes: codeBoxes() }
  const drawn = paginate(strips).map((page) => pageContent(page, codes))
  const fonts = document.context.nextRef()
  const pages = drawn.map(({ operators, marked }) => {
    const page = document.addPage([sheet.width, sheet.height])
    page.node.set(PDFName.of('Contents'), document.context.register(document.context.flateStream(operators)))
    page.node.set(PDFName.of('Resources'), document.context.obj({ Font: fonts }))
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
    return { page: page.node, ref: page.ref, marked }
  })
  document.context.assign(fonts, embedFonts(document, codes))
  writeStructure(document, parts, pages)
  return await document.save({ useObjectStreams: false, objectsPerTick: Infinity })
}

function describe (document: PDFDocument, { title, number, agency, language, issuedOn }: Paper): void {
  document.setTitle(`${title} ${number}`.toWellFormed(), { showInWindowTitleBar: true })
  document.setAuthor(agency.toWellFormed())
  document.setProducer('Lightwell')
  document.setLanguage(language)
  document.setCreationDate(new Date(`${issuedOn}T00:00:00Z`))
}

/** Boxes are drawn with digits of the regular face, so they come first. */
function embedFonts ({ context }: PDFDocument, { regular, bold, codes }: Codes) {
  const [ref, boldRef] = [context.nextRef(), context.nextRef()]
  const boxes = codes.embed(context, { subset: regular, ref })
  regular.embed(context, ref)
  bold.embed(context, boldRef)
  return context.obj({
    R: ref, B: boldRef, ...Object.fromEntries(boxes.map((box, at) => [`C${at}`, box])),
  })
}
