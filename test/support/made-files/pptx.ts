import {
  escapeXml, officePackage, properties, propertyRelations, propertyTypes, relations, xmlHead, type Parts, type Relation,
} from './office-package.ts'

/** A slide: each text is a box of its own. */
export type Slide = { texts: readonly string[], hidden?: boolean, notes?: string, comment?: string, altText?: string, picture?: Uint8Array }

export type PptxContent = {
  slides: readonly Slide[]
  /** What stands on every slide. */
  master?: string
  properties?: Record<string, string>
  parts?: Parts
}

const namespaces = [
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"',
].join(' ')
const show = 'vnd.openxmlformats-officedocument.presentationml'
const types = {
  ...propertyTypes,
  'ppt/presentation.xml': `${show}.presentation.main`,
  'ppt/slides/slide.xml': `${show}.slide`,
  'ppt/notesSlides/notesSlide.xml': `${show}.notesSlide`,
  'ppt/comments/comment.xml': `${show}.comments`,
  'ppt/slideMasters/slideMaster.xml': `${show}.slideMaster`,
  'ppt/slideLayouts/slideLayout.xml': `${show}.slideLayout`,
}

/** A pptx file with its slides in order. */
export function pptx (content: PptxContent): Uint8Array {
  const parts: Parts = {}
  const related: Relation[] = [{ type: 'slideMaster', target: 'slideMasters/slideMaster1.xml' }]
  content.slides.forEach((slide, index) => {
    related.push({ type: 'slide', target: `slides/slide${index + 1}.xml` })
    addSlide(parts, slide, index + 1)
  })
  const ids = content.slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 2}"/>`).join('')
  return officePackage({
    '_rels/.rels': relations([{ type: 'officeDocument', target: 'ppt/presentation.xml' }, ...content.properties === undefined ? [] : propertyRelations]),
    'ppt/presentation.xml': `${xmlHead}<p:presentation ${namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(related),
    'ppt/slideMasters/slideMaster1.xml': tree('sldMaster', content.master === undefined ? '' : shape(content.master, 2)),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations([{ type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }]),
    'ppt/slideLayouts/slideLayout1.xml': tree('sldLayout', ''),
    ...content.properties === undefined ? {} : properties(content.properties),
    ...parts,
    ...content.parts,
  }, types)
}

function addSlide (parts: Parts, slide: Slide, at: number): void {
  const related: Relation[] = [{ type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }]
  let shapes = slide.texts.map((text, index) => shape(text, index + 2, slide.altText)).join('')
  if (slide.picture !== undefined) {
    related.push({ type: 'image', target: `../media/image${at}.png` })
    parts[`ppt/media/image${at}.png`] = slide.picture
    shapes += `<p:pic><p:nvPicPr><p:cNvPr id="90" name="Picture"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId${related.length}"/></p:blipFill><p:spPr/></p:pic>`
  }
  if (slide.notes !== undefined) {
    related.push({ type: 'notesSlide', target: `../notesSlides/notesSlide${at}.xml` })
    parts[`ppt/notesSlides/notesSlide${at}.xml`] = tree('notes', shape(slide.notes, 2))
  }
  if (slide.comment !== undefined) {
    related.push({ type: 'comments', target: `../comments/comment${at}.xml` })
    parts[`ppt/comments/comment${at}.xml`] = `${xmlHead}<p:cmLst ${namespaces}><p:cm authorId="0" idx="1"><p:pos x="10" y="10"/><p:text>${escapeXml(slide.comment)}</p:text></p:cm></p:cmLst>`
  }
  parts[`ppt/slides/slide${at}.xml`] = tree('sld', shapes, slide.hidden ? ' show="0"' : '')
  parts[`ppt/slides/_rels/slide${at}.xml.rels`] = relations(related)
}

function tree (root: string, shapes: string, attributes = ''): string {
  return `${xmlHead}<p:${root} ${namespaces}${attributes}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld></p:${root}>`
}

function shape (text: string, id: number, altText = ''): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Box ${id}" descr="${escapeXml(altText)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p></p:txBody></p:sp>`
}
