import fc from 'fast-check'
import t from 'tap'
import type { Refusal } from '@lightwell/http/refusal'
import { isKeptExactly, parseStrictJson } from '@lightwell/http/strict-json'

/** The refusal of a body, as its code and pointers; undefined when it is accepted. */
function refusalOf (body: string | Buffer): { code: string, pointers: string[] } | undefined {
  try {
    parseStrictJson(Buffer.from(body as string))
    return undefined
  } catch (error) {
    const { status, code, faults } = error as Refusal
    t.equal(status, 400)
    return { code, pointers: faults.map((fault) => fault.pointer) }
  }
}

t.test('what is JSON is read as JSON.parse reads it', (t) => {
  fc.assert(fc.property(fc.json(), (text) => {
    const lossy = /-?\d[\d.eE+-]*/.test(text)
    let value: unknown
    try {
      value = parseStrictJson(Buffer.from(text))
    } catch (error) {
      // fc.json() makes numbers only in their shortest spelling, and strings may hold what the database would refuse.
      const { code } = error as Refusal
      return ['control_character', 'lone_surrogate', 'too_deep', 'duplicate_key'].includes(code) ||
        (lossy && code === 'digits_would_be_lost')
    }
    t.same(value, JSON.parse(text))
    return true
  }), { numRuns: 300 })
  t.end()
})

t.test('a name that appears twice is found wherever it stands, and one that appears once never is', (t) => {
  type Part = string | number | null | Part[] | { members: [string, Part][] }
  const { tree } = fc.letrec<{ tree: Part }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small' },
      fc.constantFrom<Part>(null, 1, -7, 'a', ':', '":', '\\', '1.5', '{', 'a:b', '名'),
      fc.array(tie('tree'), { maxLength: 3 }) as fc.Arbitrary<Part>,
      fc.record({ members: fc.array(fc.tuple(fc.constantFrom('a', 'b', ':', '', '__proto__', '名', 'a":'), tie('tree')), { maxLength: 4 }) })),
  }))
  const write = (part: Part): string => {
    if (Array.isArray(part)) return `[${part.map(write).join(' , ')}]`
    if (typeof part !== 'object' || part === null) return JSON.stringify(part)
    return `{${part.members.map(([name, value]) => `${JSON.stringify(name)} : ${write(value)}`).join(',')}}`
  }
  const repeats = (part: Part): boolean => {
    if (Array.isArray(part)) return part.some(repeats)
    if (typeof part !== 'object' || part === null) return false
    return new Set(part.members.map(([name]) => name)).size < part.members.length || part.members.some(([, value]) => repeats(value))
  }
  fc.assert(fc.property(tree, (part) => (refusalOf(write(part))?.code === 'duplicate_key') === repeats(part)), { numRuns: 1000 })
  t.end()
})

t.test('text is kept to the byte: rare Han, emoji, combining marks', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const body = Buffer.from(JSON.stringify({ text }))
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) return refusalOf(body)?.code === 'control_character'
    return (parseStrictJson(body) as { text: string }).text === text
  }), { numRuns: 300 })
  t.equal((parseStrictJson(Buffer.from('{"a":"㐂𠮷龘靐齉爩👩‍👩‍👧é"}')) as { a: string }).a, '㐂𠮷龘靐齉爩👩‍👩‍👧é')
  t.end()
})

t.test('bytes that are not UTF-8 are refused, and never replaced', (t) => {
  const bodies = [[0xff], [0xc0, 0xaf], [0xe4, 0xb8], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xd5, 0xc5, 0xc8, 0xfd]]
  for (const bytes of bodies) {
    t.equal(refusalOf(Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, ...bytes, 0x22, 0x7d]))?.code, 'invalid_utf8')
  }
  t.end()
})

t.test('what would be lost or altered in silence is refused with its place', (t) => {
  t.same(refusalOf('{"a":1,"a":2}'), { code: 'duplicate_key', pointers: ['/a'] })
  t.same(refusalOf('{"a":{"b":1,"\\u0062":2}}'), { code: 'duplicate_key', pointers: ['/a/b'] }, 'however it is spelled')
  t.same(refusalOf('[{"x":1},{"x":2}]'), undefined, 'two objects may have the same names')
  t.same(refusalOf('{"a":12345678901234567890}'), { code: 'digits_would_be_lost', pointers: ['/a'] })
  t.same(refusalOf('{"a":[1e999]}'), { code: 'digits_would_be_lost', pointers: ['/a/0'] })
  t.same(refusalOf('{"a":"x\\u0000y"}'), { code: 'control_character', pointers: ['/a'] })
  t.same(refusalOf('{"a":"\\ud800"}'), { code: 'lone_surrogate', pointers: ['/a'] })
  t.same(refusalOf('{"\\udc00":1}'), { code: 'lone_surrogate', pointers: ['/\udc00'] })
  t.same(refusalOf('{"a/b~c":"\\u0001"}'), { code: 'control_character', pointers: ['/a~1b~0c'] })
  t.same(refusalOf('{"a":"\\u0000","b":12345678901234567890}')?.pointers, ['/a', '/b'], 'all at once')
  t.same(refusalOf('{"a":"line\\nline\\ttab"}'), undefined)
  t.end()
})

t.test('what is not JSON is refused', (t) => {
  for (const body of ['', '{', '{"a":1,}', '// x\n{}', '{"a":NaN}', '\ufeff{}', "{'a':1}", '{"a":1} x', '01', '{"a":"\u0001"}']) {
    t.match(refusalOf(body)?.code, /^(invalid_json|control_character)$/, JSON.stringify(body))
  }
  t.end()
})

t.test('deep nesting is refused before it costs anything', (t) => {
  t.equal(refusalOf('['.repeat(100_000) + ']'.repeat(100_000))?.code, 'too_deep')
  t.equal(refusalOf('{"a":'.repeat(100_000))?.code, 'too_deep')
  t.equal(refusalOf('['.repeat(32) + ']'.repeat(32)), undefined)
  t.end()
})

t.test('a number is kept exactly when its double spells the same digits', (t) => {
  for (const literal of ['0', '-0', '1', '1.0', '1.10', '1e3', '1E+3', '0.1', '-2.5e-3', '9007199254740992', '1e22', '100000000000000000000']) {
    t.ok(isKeptExactly(literal), literal)
  }
  for (const literal of ['9007199254740993', '0.1000000000000000055511151231257827', '1e400', '-1e400', '1e-400', '3.14159265358979323846']) {
    t.notOk(isKeptExactly(literal), literal)
  }
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => isKeptExactly(String(value))))
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => isKeptExactly(String(value))))
  t.end()
})
