import { openColumns } from '../columns.ts'
import type { PartText } from './part-text.ts'
import type { XmlListener } from '../xml.ts'

/** Listens to a part with tables, and tells what their columns spell. */
export function withColumns (part: PartText, listener: XmlListener): XmlListener {
  const columns = openColumns()
  const cells: string[] = []
  let depth = 0
  return {
    open (tag) {
      depth += 1
      if (tag.name === 'tc' || tag.name === 'table-cell') cells.push('')
      listener.open(tag)
    },
    close (name) {
      depth -= 1
      listener.close(name)
      if (name === 'tc' || name === 'table-cell') columns.cell(cells.pop() ?? '')
      if (name === 'tr' || name === 'table-row') columns.endRow()
      if (depth === 0) part.say('hidden', `\n${columns.spelled()}`)
    },
    text (text) {
      if (cells.length > 0) cells[cells.length - 1] += text
      listener.text(text)
    },
    aside: listener.aside,
  }
}
