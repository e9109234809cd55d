import { posix } from 'node:path'
import { eachTag } from '../xml.ts'

/** What a part of an Office file relates to: the last word of the kind of relation, and the name of the other part. */
export type PartRelation = { id: string, type: string, target: string }

/** The relations of a part to other parts; "" is the file itself. */
export function relationsOf (parts: ReadonlyMap<string, Uint8Array>, name: string): PartRelation[] {
  const folder = posix.dirname(name)
  const found: PartRelation[] = []
  eachTag(parts.get(posix.join(folder, '_rels', `${posix.basename(name)}.rels`)), ({ attributes }) => {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes
    if (id === undefined || type === undefined || target === undefined || mode === 'External') return
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
    found.push({ id, type: posix.basename(type), target: path })
  })
  return found
}
