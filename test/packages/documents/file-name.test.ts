import fc from 'fast-check'
import t from 'tap'
import { cleanFileName, safeFileName } from '@lightwell/documents/file-name'
import { acceptedTypeOf, acceptedTypes, textCheck, type AcceptedType } from '@lightwell/documents/media-type'
import { savedAs } from '@lightwell/http/disposition'
import { files } from '../../support/files.ts'

const types = Object.keys(acceptedTypes) as AcceptedType[]
const anyName = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', 'a', '件', '"', '\u202e', '\r\n') }))

t.test('whatever a file is called, its clean name has no path and nothing unseen, is not empty, and stays clean', (t) => {
  fc.assert(fc.property(anyName, (name) => {
    const clean = cleanFileName(name)
    t.ok(clean.length > 0 && [...clean].length <= 255)
    t.notMatch(clean, /[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|^[. ]/u)
    t.ok(clean.isWellFormed())
    t.equal(cleanFileName(clean), clean.replace(/[. ]+$/, ''))
  }))
  t.equal(cleanFileName(undefined), '附件')
  t.equal(cleanFileName('a'.repeat(300) + '.PDF'), `${'a'.repeat(251)}.PDF`)
  t.equal([...cleanFileName('𠮷'.repeat(300))].length, 255)
  t.end()
})

t.test('a file is handed out under a name that ends as its type does, in a header that says it exactly', (t) => {
  fc.assert(fc.property(anyName, fc.constantFrom(...types), (name, type) => {
    const safe = safeFileName(cleanFileName(name), type)
    t.ok(acceptedTypes[type].some((ending) => safe.toLowerCase().endsWith(`.${ending}`)))
    const header = savedAs(safe)
    const [, plain = '', whole = ''] = /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([A-Za-z0-9%._~!$&+^`|#-]*)$/.exec(header) ?? []
    t.notMatch(plain, /["\\%]/)
    t.equal(decodeURIComponent(whole), safe)
  }))
  t.equal(safeFileName('a.JPG', 'image/jpeg'), 'a.JPG')
  t.equal(safeFileName('a.txt.exe', 'text/plain'), 'a.txt.exe.txt')
  t.equal(safeFileName('txt', 'text/plain'), 'txt.txt')
  t.end()
})

t.test('a text is a text however it is cut, and no text with a control character, half a character, or none at all to its bytes', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), (text, size) => {
    const bytes = Buffer.from(text)
    const check = textCheck()
    for (let at = 0; at < bytes.length; at += size) check.add(bytes.subarray(at, at + size))
    // eslint-disable-next-line no-control-regex
    t.equal(check.end(), !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text))
  }))
  for (const bytes of ['c3', 'ff', 'e5be', 'eda080', 'c080', '00', '6100', '7f']) {
    const check = textCheck()
    check.add(Buffer.from(bytes, 'hex'))
    t.equal(check.end(), false, bytes)
  }
  t.end()
})

t.test('noise is no accepted type, and a store that fails is told as such', async (t) => {
  const stream = async function * (...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
    yield * chunks
  }
  for (const [type, { bytes }] of Object.entries(files)) t.equal(await acceptedTypeOf(stream(bytes), type === 'text/plain'), type)
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
    const found = await acceptedTypeOf(stream(Buffer.concat([Buffer.from([0xfe, 0xfe]), noise])), false)
    return found === undefined
  }))
  const broken = async function * (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('PK\x03\x04')
    throw new Error('out of reach')
  }
  await t.rejects(acceptedTypeOf(broken(), false), { message: 'out of reach' })
})
