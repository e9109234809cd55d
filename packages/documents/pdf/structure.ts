import { type PDFDict, type PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib'
import type { Part } from './strip.ts'

/** What stands on a page: the page itself, and the part that each of its marked contents belongs to. */
export type MarkedPage = Readonly<{ page: PDFDict, ref: PDFRef, marked: readonly number[] }>

/** Tells what the parts of a paper are and in which order they are read, for those who listen to it (a tagged PDF). */
export function writeStructure ({ context, catalog }: PDFDocument, parts: readonly Part[], pages: readonly MarkedPage[]): void {
  const [root, ...refs] = [context.nextRef(), ...parts.map(() => context.nextRef())]
  const kids = parts.map((_, part) => pages.flatMap(({ ref, marked }) => marked.flatMap((owner, content) =>
    owner === part ? [context.obj({ Type: 'MCR', Pg: ref, MCID: content })] : [])))
  for (const [at, { role, of }] of parts.entries()) {
    const children = refs.filter((_, child) => parts[child]!.of === at)
    context.assign(refs[at]!, context.obj({
      Type: 'StructElem', S: role, P: refs[of] ?? root, K: [...kids[at]!, ...children],
    }))
  }
  for (const [at, { page }] of pages.entries()) page.set(PDFName.of('StructParents'), context.obj(at))
  const owners = pages.flatMap(({ marked }, at) => [at, context.obj(marked.map((part) => refs[part]!))])
  context.assign(root, context.obj({
    Type: 'StructTreeRoot', K: refs[0]!, ParentTree: { Nums: owners }, ParentTreeNextKey: pages.length,
  }))
  catalog.set(PDFName.of('StructTreeRoot'), root)
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
}
