import type { ReadingContext } from '../context.ts'
import { attempt, type Findings } from '../findings.ts'
import { type Lead, type PartRole, readPart } from './read-part.ts'

type Parts = ReadonlyMap<string, Uint8Array>

/** The package as it is read: which parts were come to, which pages there are, and which pictures are drawn and had. */
type Package = {
  readonly parts: Parts
  readonly files: ReadonlySet<string>
  readonly findings: Findings
  readonly expansion: ReadingContext['expansion']
  readonly reached: Set<string>
  readonly pageOf: Map<string, number>
  readonly draws: Map<string, number | undefined>
  readonly has: Set<string>
  pages: number
  box: readonly number[]
}

/**
 * Reads the XML parts of an OFD file (GB/T 33190-2016), from its root on as they lead to each other; `files` are the names of
 * all else that is in it. Answers how many pages it has. It is not drawn: a fault is what may be words without being text, a
 * name or an element that is not of the standard, a picture that is not there, and a part that nothing leads to.
 */
export function readOfd (
  parts: Parts, files: readonly string[], { findings, expansion }: Pick<ReadingContext, 'findings' | 'expansion'>,
): number | undefined {
  const own: Package = {
    parts, files: new Set(files), findings, expansion, reached: new Set(), pageOf: new Map(), draws: new Map(), has: new Set(), pages: 0, box: [],
  }
  const waiting: { name: string, role: PartRole }[] = [{ name: 'OFD.xml', role: {} }]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { name, role } = next
    for (const lead of follow(own, name, role)) waiting.push({ name: lead.path, role: roleOf(own, lead, role) })
  }
  for (const [id, page] of own.draws) {
    if (!own.has.has(id)) findings.fault({ code: 'unread_part', place: { kind: 'picture', ...onPage(page) } })
  }
  for (const name of [...parts.keys(), ...files]) {
    // Of two that have one name each program takes another.
    if (own.reached.has(name) && !(parts.has(name) && own.files.has(name))) continue
    findings.fault({ code: 'unread_part', place: { kind: 'attachment', name } })
    if (parts.has(name)) follow(own, name, { kind: 'hidden', isForeign: true })
  }
  if (own.pages > 0) return own.pages
  findings.fault({ code: 'unknown_type' })
  return undefined
}

function onPage (page: number | undefined): { page?: number } {
  return page === undefined ? {} : { page }
}

/** Comes to a part, and answers what it leads to; a file of another kind is read by who called. */
function follow (own: Package, name: string, role: PartRole): readonly Lead[] {
  const bytes = own.parts.get(name)
  const isKnown = own.reached.has(name)
  own.reached.add(name)
  if (bytes !== undefined) return isKnown ? [] : readOne(own, { name, bytes, role })
  if (!own.files.has(name)) own.findings.fault({ code: 'unread_part', place: { kind: 'body', name, ...onPage(role.page) } })
  return []
}

function readOne (own: Package, { name, bytes, role }: { name: string, bytes: Uint8Array, role: PartRole }): readonly Lead[] {
  let leads: readonly Lead[] = []
  attempt(own.findings, { kind: 'body', name, ...onPage(role.page) }, () => {
    const read = readPart(name, bytes, role, own)
    leads = read.leads
    // The box of a document is that of its pages which have none of their own.
    if (role.page === undefined && role.kind === undefined) own.box = read.box
    for (const id of read.draws) own.draws.set(id, role.page)
    for (const id of read.has) own.has.add(id)
  })
  return leads
}

/** What other programs keep beside a document: the elements that lead to it, or that are around those. */
const foreign = new Set(['SchemaLoc', 'ExtendData', 'CustomTag', 'Attachment'])

/** What a part is, by the element that leads to it. */
function roleOf (own: Package, { tag: { name, attributes }, around }: Lead, outer: PartRole): PartRole {
  if (name === 'Page') {
    own.expansion.page()
    own.pages += 1
    own.pageOf.set(attributes['ID'] ?? '', own.pages)
    return { page: own.pages }
  }
  if (name === 'TemplatePage') return { kind: 'header' }
  if (foreign.has(name) || foreign.has(around?.name ?? '')) return { kind: 'hidden', isForeign: true }
  if (around?.name === 'Page' && name === 'FileLoc') return { kind: 'annotation', ...onPage(own.pageOf.get(around.attributes['PageID'] ?? '')) }
  return onPage(outer.page)
}
