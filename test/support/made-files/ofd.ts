import { escapeXml, zip, type Parts } from './office-package.ts'

const space = 'http://www.ofdspec.org/2016'

/** A text on a page: millimetres from its upper left corner, and more attributes of its object and its code. */
export type OfdText = Readonly<{ text: string, x?: number, y?: number, size?: number, object?: string, code?: string, inner?: string }>

export type OfdPage = Readonly<{ texts?: readonly OfdText[], content?: string, annotation?: string }>

export type OfdOptions = Readonly<{
  pages: readonly OfdPage[]
  /** The elements of its information, and of its document beside its pages. */
  info?: string
  document?: string
  common?: string
  /** Pictures by their numbers and names, and further resources. */
  pictures?: Readonly<Record<string, Uint8Array>>
  resources?: string
  parts?: Parts
}>

/** An XML part whose outermost element is of the standard. */
export function ofdPart (root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><ofd:${root} xmlns:ofd="${space}">${content}</ofd:${root.split(' ')[0]}>`
}

/** The object of a text. */
export function ofdText ({ text, x = 20, y = 30, size = 5, object = '', code = '', inner = '' }: OfdText): string {
  return `<ofd:TextObject ID="9" Boundary="${x} ${y - size} 160 8" Font="3" Size="${size}" ${object}>${inner}` +
    `<ofd:TextCode X="0" Y="${size}" ${code}>${escapeXml(text)}</ofd:TextCode></ofd:TextObject>`
}

/** An OFD file of one document. */
export function ofd ({ pages, info = '', document = '', common = '', pictures = {}, resources = '', parts = {} }: OfdOptions): Uint8Array {
  const media = Object.keys(pictures).map((name, at) =>
    `<ofd:MultiMedia ID="${100 + at}" Type="Image"><ofd:MediaFile>${name}</ofd:MediaFile></ofd:MultiMedia>`)
  const annotated = [...pages.keys()].filter((at) => pages[at]?.annotation !== undefined)
  return zip({
    'OFD.xml': ofdPart('OFD Version="1.1" DocType="OFD"', `<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>${info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>`),
    'Doc_0/Document.xml': ofdPart('Document', [
      '<ofd:CommonData><ofd:MaxUnitID>200</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>',
      `<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${common}</ofd:CommonData>`,
      `<ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at + 1}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')}</ofd:Pages>`,
      annotated.length > 0 ? '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>' : '', document,
    ].join('')),
    'Doc_0/PublicRes.xml': ofdPart('Res BaseLoc="Res"',
      `<ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts><ofd:MultiMedias>${media.join('')}</ofd:MultiMedias>${resources}`),
    ...Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [`Doc_0/Res/${name}`, bytes])),
    ...Object.fromEntries(pages.map(({ texts = [], content = '' }, at) => [`Doc_0/Pages/Page_${at}/Content.xml`,
      ofdPart('Page', `<ofd:Content><ofd:Layer ID="8" Type="Body">${texts.map(ofdText).join('')}${content}</ofd:Layer></ofd:Content>`)])),
    ...annotated.length > 0 && {
      'Doc_0/Annots/Annotations.xml': ofdPart('Annotations', annotated.map((at) => `<ofd:Page PageID="${at + 1}"><ofd:FileLoc>Page_${at}.xml</ofd:FileLoc></ofd:Page>`).join('')),
    },
    ...Object.fromEntries(annotated.map((at) => [`Doc_0/Annots/Page_${at}.xml`, ofdPart('PageAnnot', pages[at]?.annotation ?? '')])),
    ...parts,
  })
}
