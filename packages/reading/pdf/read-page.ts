import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { characterCounts, takeFrom } from './character-counts.ts'
import { deepStrings } from './deep-strings.ts'
import type { Findings } from '../findings.ts'
import { pageLines, type PageLine } from './lines.ts'
import { pageOperators, type PageOperators } from './operators.ts'
import { lookAtPage, type PdfSight } from './look-at-page.ts'

/**
 * Reads a page: its text layer line by line, its annotations and fields, what is drawn in hidden layers or beside the
 * page, and then what it looks like. Rejects when what stands on it cannot be parsed.
 */
export async function readPdfPage (page: PDFPageProxy, sight: PdfSight): Promise<void> {
  const { findings } = sight.context
  const operators = await pageOperators(page, (group) => sight.layers.isVisible(group))
  const lines = await pageLines(page)
  tellLines(lines, operators, findings, page.pageNumber)
  await tellAnnotations(page, operators, findings)
  const spoken = [...deepStrings(await page.getStructTree()), ...deepStrings(await page.getJSActions())]
  findings.add({ place: { kind: 'hidden', page: page.pageNumber }, text: spoken.join('\n') })
  await lookAtPage(page, { lines, operators }, sight)
}

function tellLines (lines: PageLine[], operators: PageOperators, findings: Findings, page: number): void {
  const shown = characterCounts(operators.shown)
  const hidden = characterCounts(operators.hidden)
  for (const line of lines) {
    line.visible = takeFrom(shown, line.text)
    const kind = !line.visible && takeFrom(hidden, line.text) ? 'hidden' : 'body'
    findings.add({ place: { kind, page, ...line.area === undefined ? {} : { area: line.area } }, text: line.text })
  }
  // What stands beside the page or fills a pattern is drawn, and is in no line of the text layer.
  const told = characterCounts(lines.map(({ text }) => text))
  const rest = [...operators.shown, ...operators.hidden].filter((text) => !takeFrom(told, text))
  findings.add({ place: { kind: 'hidden', page }, text: rest.join('\n') })
  if (operators.faint > 0) findings.add({ place: { kind: 'hidden', page }, text: operators.clear.join('\n') })
}

async function tellAnnotations (page: PDFPageProxy, operators: PageOperators, findings: Findings): Promise<void> {
  const texts = { annotation: [...operators.ofAnnotations], form_field: [] as string[] }
  for (const annotation of await page.getAnnotations() as { subtype?: string }[]) {
    texts[annotation.subtype === 'Widget' ? 'form_field' : 'annotation'].push(...deepStrings(annotation))
  }
  for (const kind of ['annotation', 'form_field'] as const) {
    findings.add({ place: { kind, page: page.pageNumber }, text: texts[kind].join('\n') })
  }
}
