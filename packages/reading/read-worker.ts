// A thread that reads one file after another. It keeps its page reader warm, and says what it finds as it finds it.
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { PageReader } from './page/page-reader.ts'
import { readFile } from './read-file.ts'
import type { FromReader, ReaderData, ToReader } from './reader-messages.ts'
import type { Reading } from './reading.ts'

type Conclusion = { conclude (reading: Pick<Reading, 'pieces'>): unknown }

// What a library prints may hold words of a file: it goes nowhere.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true

// On Linux a priority is that of the thread that sets it, and of those that it starts; elsewhere it is the whole process's.
if ((workerData as ReaderData).inBackground && process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const tell = (message: FromReader): void => parentPort?.postMessage(message, [])

let opened: Promise<PageReader> | undefined
// Many files have no pictures: the page reader is loaded for the first that has.
const pageReaderFor = ({ limits }: ToReader): PageReader => ({
  async readPicture (image, place) {
    opened ??= import('./page/page-reader.ts').then(({ openPageReader }) => openPageReader({ pixels: limits.pixels }))
    return await (await opened).readPicture(image, place)
  },
  async close () {
    await (await opened)?.close()
  },
})

parentPort?.on('message', async (message: ToReader) => {
  const { pages, pieces } = await readFile(message.bytes, message.hints, {
    limits: message.limits,
    pageReader: pageReaderFor(message),
    onPiece: (piece) => tell({ piece }),
    onFault: (fault) => tell({ fault }),
    onProgress: (progress) => tell({ progress }),
  })
  const module = message.conclude === undefined ? undefined : await import(message.conclude) as Conclusion
  tell({ done: pages ?? 0, ...module !== undefined && { concluded: module.conclude({ pieces }) } })
})

tell({ ready: true })
