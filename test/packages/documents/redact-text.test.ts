import t from 'tap'
import fc from 'fast-check'
import { redactionMark, redactText } from '@lightwell/documents/redact-text'

const ground = 'privacy'

/** Spans in order that do not overlap, over a text of any characters. */
const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
const cases = fc.tuple(fc.array(character, { minLength: 1, maxLength: 40 }), fc.array(fc.nat(40), { minLength: 2 }))
  .map(([characters, cuts]) => {
    const places = [...new Set(cuts.map((place) => place % (characters.length + 1)))].toSorted((a, b) => a - b)
    const spans = places.slice(1).flatMap((end, at) => at % 2 === 0 ? [{ start: places[at] ?? 0, end, ground }] : [])
    return { characters, spans }
  }).filter(({ spans }) => spans.length > 0)

t.test('each span becomes one mark, and the rest stays as it is', (t) => {
  const text = '申请人张三，身份证号11010519491231002X，住城南路8号。'
  const result = redactText(text, [{ start: 3, end: 5, ground }, { start: 10, end: 28, ground }])
  t.same(result, {
    text: `申请人${redactionMark}，身份证号${redactionMark}，住城南路8号。`,
    proof: { removedSpans: 2, removedCharacters: 20, remainsElsewhere: [], passed: true },
  })
  t.end()
})

t.test('spans count code points, so that a rare character is one', (t) => {
  t.match(redactText('𠮷野家𠮷', [{ start: 1, end: 3, ground }]), { text: `𠮷${redactionMark}𠮷`, proof: { passed: true } })
  t.match(redactText('a𠮷b', [{ start: 1, end: 2, ground }]), { text: `a${redactionMark}b` })
  t.end()
})

t.test('a whole text, its ends, and spans that touch can be removed, in any order', (t) => {
  t.match(redactText('秘', [{ start: 0, end: 1, ground }]), { text: redactionMark, proof: { passed: true } })
  t.match(redactText('abcd', [{ start: 2, end: 4, ground }, { start: 0, end: 1, ground }]),
    { text: `${redactionMark}b${redactionMark}`, proof: { passed: true, removedSpans: 2, removedCharacters: 3 } })
  t.match(redactText('abcd', [{ start: 1, end: 2, ground }, { start: 2, end: 3, ground }]),
    { text: `a${redactionMark}${redactionMark}d`, proof: { passed: true } })
  t.end()
})

t.test('words that were removed and still stand elsewhere are warned of, by the place of their span', (t) => {
  const text = '张三与李四同住。张三签字，张三按印。王'
  const spans = [{ start: 18, end: 19, ground }, { start: 3, end: 5, ground }, { start: 0, end: 2, ground }]
  t.match(redactText(text, spans), { proof: { remainsElsewhere: [{ span: 2, count: 2 }], passed: true } })
  t.match(redactText('王五，王六', [{ start: 0, end: 1, ground }]), { proof: { remainsElsewhere: [] } },
    'a single character recurs by chance')
  t.end()
})

t.test('a text that holds the mark already is redacted and proven all the same', (t) => {
  const text = `a${redactionMark}b${redactionMark}c`
  t.match(redactText(text, [{ start: 0, end: 1, ground }, { start: 6, end: 7, ground }]),
    { text: `${redactionMark}${redactionMark}${redactionMark}${redactionMark}c`, proof: { passed: true } })
  t.end()
})

t.test('all faults of the spans are told at once, and nothing is redacted', (t) => {
  const at = (start: number, end: number) => ({ start, end, ground })
  t.same(redactText('abc', []), { faults: [{ code: 'spans_none' }] })
  t.same(redactText('', [at(0, 0)]), { faults: [{ code: 'span_empty', span: 0 }] })
  t.same(redactText('abc', [at(0, 4)]), { faults: [{ code: 'span_out_of_range', span: 0 }] })
  t.same(redactText('a𠮷', [at(0, 3)]), { faults: [{ code: 'span_out_of_range', span: 0 }] })
  t.same(redactText('abcdef', [at(-1, 2), at(0.5, 2), at(Number.NaN, 1), at(2, 1), at(3, 6), at(4, 5), at(0, 4)]), {
    faults: [
      { code: 'span_out_of_range', span: 0 },
      { code: 'span_out_of_range', span: 1 },
      { code: 'span_out_of_range', span: 2 },
      { code: 'span_empty', span: 3 },
      { code: 'spans_overlap', span: 4 },
      { code: 'spans_overlap', span: 5 },
    ],
  })
  t.end()
})

t.test('a span that reaches over several overlaps each of them', (t) => {
  const spans = [[0, 9], [1, 2], [5, 6]].map(([start = 0, end = 0]) => ({ start, end, ground }))
  t.same(redactText('abcdefghij', spans),
    { faults: [{ code: 'spans_overlap', span: 1 }, { code: 'spans_overlap', span: 2 }] })
  t.end()
})

t.test('what is kept is kept in its order, and what was removed is not there', (t) => {
  fc.assert(fc.property(cases, ({ characters, spans }) => {
    const result = redactText(characters.join(''), spans)
    if (result.faults) return false
    const edges = [0, ...spans.flatMap(({ start, end }) => [start, end]), characters.length]
    const kept = edges.flatMap((from, at) => at % 2 === 0 ? [characters.slice(from, edges[at + 1]).join('')] : [])
    return result.text === kept.join(redactionMark) && result.proof.passed
  }), { numRuns: 2000 })
  t.end()
})

t.test('the result is the same whatever was removed, and however much', (t) => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  fc.assert(fc.property(words, words, (one, other) => {
    const [first, second] = [one, other].map((secret) =>
      redactText(`前${secret}后`, [{ start: 1, end: 1 + [...secret].length, ground }]))
    return first?.faults === undefined && second?.faults === undefined && first?.text === second?.text
  }), { numRuns: 500 })
  t.end()
})
