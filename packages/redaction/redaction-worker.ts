// A thread that redacts files and reads what can be redacted in them, one after the other. It keeps its page reader warm.
import { parentPort } from 'node:worker_threads'
import { openPageReader, type PageReader } from '@lightwell/reading/page/page-reader'
import { readPassages } from './read-passages.ts'
import { checkChoice, redactFile } from './redact-file.ts'
import type { RedactionTask } from './redactor.ts'
import type { FromWork } from './work-thread.ts'

// What a library prints may hold words of a file: it goes nowhere.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true

let opened: Promise<PageReader> | undefined
// Many files have no pictures: text recognition starts for the first that has.
const reader: PageReader = {
  async readPicture (picture, place) {
    opened ??= openPageReader()
    return await (await opened).readPicture(picture, place)
  },
  async close () {
    await (await opened)?.close()
  },
}

parentPort?.on('message', async (task: RedactionTask) => {
  try {
    tell({ done: await doneOf(task) })
  } catch {
    tell({ broken: true })
  }
})

async function doneOf (task: RedactionTask): Promise<unknown> {
  if ('range' in task) return await readPassages(task.bytes, task.range, reader)
  return 'checked' in task ? await checkChoice(task.bytes, task.checked, reader) : await redactFile(task.bytes, task, reader)
}

function tell (message: FromWork<unknown>): void {
  parentPort?.postMessage(message, [])
}
