/** The space of the names of GB/T 33190-2016. */
export const ofdSpace = 'http://www.ofdspec.org/2016'

const names = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/**
 * The elements of the standard that are understood: those of the package, of a document, its pages and what is drawn on
 * them, its resources, annotations, attachments, extensions, versions and signatures.
 */
export const knownElements = names(`
  OFD DocBody DocInfo DocID Title Author Subject Abstract CreationDate ModDate DocUsage Cover Keywords Keyword Creator CreatorVersion
  CustomDatas CustomData DocRoot Versions Version Signatures
  Document CommonData MaxUnitID PageArea PhysicalBox ApplicationBox ContentBox BleedBox PublicRes DocumentRes TemplatePage DefaultCS
  Pages Page Outlines OutlineElem Permissions Edit Annot Export Signature Watermark PrintScreen Print ValidPeriod
  Actions Action Goto Dest Bookmark URI GotoA Region Area Start Move Line QuadraticBezier CubicBezier Arc Close
  VPreferences PageMode PageLayout TabDisplay HideToolbar HideMenubar HideWindowUI ZoomMode Zoom Bookmarks
  Annotations CustomTags Attachments Extensions
  Template PageRes Content Layer PageBlock TextObject TextCode PathObject AbbreviatedData ImageObject Border BorderColor CompositeObject
  FillColor StrokeColor AxialShd RadialShd Segment Color StartPoint EndPoint Clips Clip Path Text
  Res ColorSpaces ColorSpace Palette CV DrawParams DrawParam Fonts Font FontFile MultiMedias MultiMedia MediaFile
  CompositeGraphicUnits CompositeGraphicUnit Thumbnail Substitution
  PageAnnot Remark Parameters Parameter Appearance FileLoc Attachment CustomTag SchemaLoc Extension Property Data ExtendData
  DocVersion FileList File MaxSignId SignedInfo Provider SignatureMethod SignatureDateTime References Reference CheckValue StampAnnot
  Seal BaseLoc SignedValue`)

/** What is told of a file and not shown on its pages. */
export const metadataElements = names('DocID Title Author Subject Abstract DocUsage Keyword Creator CreatorVersion CustomData')

/** What a program shows of an annotation beside how it looks. */
export const annotationElements = names('Remark Parameter')

/** Numbers, days and names of methods. */
export const plainElements = names(`
  MaxUnitID PhysicalBox ApplicationBox ContentBox BleedBox DefaultCS CreationDate ModDate CV AbbreviatedData CheckValue MaxSignId
  SignatureMethod SignatureDateTime PageMode PageLayout TabDisplay ZoomMode Zoom HideToolbar HideMenubar HideWindowUI Thumbnail
  Substitution Edit Annot Export Signature Watermark PrintScreen`)

/** Elements whose text is the path of a part. */
export const pathElements = names(`
  DocRoot Versions Signatures PublicRes DocumentRes Annotations CustomTags Attachments Extensions PageRes FontFile MediaFile FileLoc
  SchemaLoc ExtendData Cover BaseLoc SignedValue`)

/** Elements whose attribute BaseLoc is the path of a part. */
export const placedElements = names('Page TemplatePage Signature Version')
