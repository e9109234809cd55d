import { fileURLToPath } from 'node:url'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { type Box, type GreyImage, pgmOf } from './grey-image.ts'

/** A character as it was recognised, with its confidence (0 to 100). */
export type ReadSymbol = Readonly<{ text: string, confidence: number, box: Box }>

/** A line as it was recognised. */
export type ReadLine = Readonly<{ text: string, confidence: number, box: Box, symbols: readonly ReadSymbol[] }>

/** How the characters stand: a page with its columns, text anywhere, lines one below the other, or one line alone. */
export type Layout = 'page' | 'sparse' | 'block' | 'line'

const modes: Readonly<Record<Layout, PSM>> = {
  page: PSM.AUTO, sparse: PSM.SPARSE_TEXT, block: PSM.SINGLE_BLOCK, line: PSM.SINGLE_LINE,
}

export type Recogniser = Readonly<{
  /** Reads the characters of a picture. One picture after the other. */
  read (image: GreyImage, layout: Layout): Promise<ReadLine[]>
  close (): Promise<void>
}>

/** Chinese with the Latin letters among it, or English. */
export type Language = 'chi_sim' | 'eng'

/** Starts text recognition in a thread of its own, from files of this machine alone. */
export async function openRecogniser (language: Language): Promise<Recogniser> {
  const data = fileURLToPath(new URL('./4.0.0_best_int', import.meta.resolve(`@tesseract.js-data/${language}/package.json`)))
  const worker = await createWorker(language, OEM.LSTM_ONLY, {
    langPath: data, gzip: true, cacheMethod: 'none', logger: () => {},
    // Without it a picture that cannot be read would end the process; the promise is rejected all the same.
    errorHandler: () => {},
  })
  // It would tell of each picture on the error output.
  await worker.setParameters({ user_defined_dpi: '300', debug_file: '/dev/null' })
  let current: Layout | undefined
  return {
    async read (image, layout) {
      if (layout !== current) await worker.setParameters({ tessedit_pageseg_mode: modes[layout] })
      current = layout
      return await linesOf(worker, image)
    },
    close: async () => void await worker.terminate(),
  }
}

async function linesOf (worker: Worker, image: GreyImage): Promise<ReadLine[]> {
  const { data } = await worker.recognize(pgmOf(image), {}, { text: false, blocks: true })
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines))
  return lines.flatMap((line) => {
    const symbols = line.words.flatMap((word) => word.symbols.map(({ text, bbox }, at) =>
      ({ text, confidence: word.confidence, box: boxOf(bbox), begins: at === 0 })))
    if (symbols.length === 0) return []
    const text = symbols.map((symbol, at) => (symbol.begins && parts(symbols[at - 1], symbol) ? ' ' : '') + symbol.text).join('')
    const confidence = symbols.reduce((sum, symbol) => sum + symbol.confidence, 0) / symbols.length
    return [{ text, confidence, box: boxOf(line.bbox), symbols }]
  })
}

const han = /^\p{Script=Han}$/u

/** Whether a blank stands before the symbol: between Han characters only where they stand apart. */
function parts (before: ReadSymbol | undefined, symbol: ReadSymbol): boolean {
  if (before === undefined) return false
  const distance = symbol.box.left - before.box.left - before.box.width
  return !(han.test(before.text) || han.test(symbol.text)) || distance > symbol.box.height / 2
}

function boxOf ({ x0, y0, x1, y1 }: { x0: number, y0: number, x1: number, y1: number }): Box {
  return { left: x0, top: y0, width: x1 - x0, height: y1 - y0 }
}
