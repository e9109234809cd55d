import { defaultLimits } from '@lightwell/reading/limits'
import { openReaders } from '@lightwell/reading/readers'
import t from 'tap'
import { docx } from '../../support/made-files/docx.ts'
import { pdf } from '../../support/made-files/pdf.ts'

const mark = '机密★7年'
const small = docx({ header: mark })
// Takes seconds to read.
const large = docx({ paragraphs: Array.from({ length: 100_000 }, (_, at) => `第${at}段`) })

t.test('files are read in threads, some at a time, and each is answered for', async (t) => {
  const readers = openReaders({ workers: 2 })
  t.teardown(() => readers.close())
  const files = [small, Buffer.from(mark), Buffer.from([0, 1, 2]), Buffer.from('<html>x'), small]
  const readings = await Promise.all(files.map((bytes) => readers.read(bytes.slice())))
  t.same(readings.map(({ faults }) => faults.map(({ code }) => code)), [[], [], ['unknown_type'], [], []])
  t.match(readings[4]!.pieces, [{ place: { kind: 'header' }, text: `${mark}\n\n` }])
  const given = new Uint8Array(small)
  await readers.read(given)
  t.equal(given.byteLength, 0, 'the bytes are given away, not copied')
  t.equal(Buffer.from('x').length, 1, 'and no other buffer with them')
})

t.test('a file beyond its time or its memory is at fault, and the next is read', async (t) => {
  for (const [code, limits] of [['too_slow', { seconds: 0.5 }], ['out_of_memory', { memoryBytes: 40 << 20 }]] as const) {
    const readers = openReaders({ workers: 1, limits: { ...defaultLimits, ...limits } })
    t.teardown(() => readers.close())
    const [late, next] = await Promise.all([readers.read(new Uint8Array(large)), readers.read(Buffer.from(mark))])
    t.match(late.faults, [{ code }])
    t.match(next, { pieces: [{ text: mark }], faults: [] })
  }
})

t.test('what was found before a file went beyond its limits is kept', async (t) => {
  const readers = openReaders({ workers: 1, limits: { ...defaultLimits, characters: 20, pieces: 2 } })
  t.teardown(() => readers.close())
  const { pieces, faults } = await readers.read(new Uint8Array(docx({ header: mark, footer: 'x', comment: 'y' })))
  t.same([pieces.length, faults], [2, [{ code: 'too_large' }]])
})

t.test('progress is told page by page', async (t) => {
  const readers = openReaders({ workers: 1 })
  t.teardown(() => readers.close())
  const seen: unknown[] = []
  const reading = await readers.read(pdf({ pages: [{}, {}, {}] }), {}, { onProgress: (progress) => seen.push(progress) })
  t.same([seen, reading.pages], [[1, 2, 3].map((page) => ({ page, pages: 3 })), 3])
})

t.test('a reading that nobody wants any more is ended, whether it has begun or not', async (t) => {
  const readers = openReaders({ workers: 1 })
  t.teardown(() => readers.close())
  const [begun, waiting] = [new AbortController(), new AbortController()]
  const first = readers.read(new Uint8Array(large), {}, { signal: begun.signal })
  const second = readers.read(new Uint8Array(small), {}, { signal: waiting.signal })
  waiting.abort()
  begun.abort()
  await t.rejects(first, { name: 'AbortError' })
  await t.rejects(second, { name: 'AbortError' })
  t.match(await readers.read(Buffer.from(mark)), { faults: [] }, 'and the next file is read')
})

t.test('closed readers read nothing more', async (t) => {
  const readers = openReaders({ workers: 1 })
  const [running, queued] = [readers.read(new Uint8Array(large)), readers.read(new Uint8Array(small))]
  const refused = Promise.all([running, queued].map((reading) => t.rejects(reading, { message: 'The readers are closed.' })))
  await readers.close()
  await refused
  await t.rejects(readers.read(Buffer.from('x')))
})
