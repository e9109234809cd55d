import t, { type Test } from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import { issueDateIn } from '@lightwell/documents/issue-date'
import type { MarkKind } from '@lightwell/documents/mark'
import { isExpired, lastDayOf } from '@lightwell/documents/mark-expiry'
import { findMarks } from '@lightwell/documents/marks'
import { marksOf, type PlacedMark } from '@lightwell/documents/marks-of'
import type { Piece, PlaceKind } from '@lightwell/reading/reading'
import { composedCases, innocentTexts, type MarkCase, otherCases } from './mark-cases.ts'

const opening = '某某县人民政府办公室关于印发实施方案的通知\n各乡镇人民政府，县直各单位：\n'
const settings: Readonly<Record<string, (text: string) => string>> = {
  'by itself': (text) => text,
  'in the head of a paper': (text) => `${text}\n${opening}${'正文内容。\n'.repeat(40)}`,
}

t.test('no mark in a text is missed, and no talk of secrets is taken for one', (t) => {
  for (const [setting, set] of Object.entries(settings)) {
    const tally = { found: 0, missed: 0, falseAlarms: 0 }
    for (const markCase of [...composedCases, ...otherCases]) seek(t, markCase, findMarks(set(markCase[0])), tally)
    for (const text of innocentTexts) {
      const marks = findMarks(set(text)).filter(({ kind }) => kind !== 'internal')
      if (marks.length === 0) continue
      tally.falseAlarms += 1
      t.fail(`${JSON.stringify(text)} ${setting} bears no mark`)
    }
    const cases = composedCases.length + otherCases.length
    t.comment(`${setting}: ${tally.found} of ${cases} found, ${tally.missed} missed; ` +
      `${tally.falseAlarms} of ${innocentTexts.length} innocent ones taken for marks`)
    t.equal(tally.found, cases)
  }
  t.ok(innocentTexts.length >= 100)
  t.end()
})

type Found = readonly { kind: MarkKind, level: string | null }[]

function seek (t: Test, [text, level, sure]: MarkCase, marks: Found, tally: { found: number, missed: number }): void {
  const hit = marks.some((mark) => mark.level === level && (mark.kind === 'state_secret' || !sure && mark.kind === 'possible'))
  if (hit) tally.found += 1
  else {
    tally.missed += 1
    t.fail(`${JSON.stringify(text)} has a mark`, { found: marks.map((mark) => `${mark.kind} ${mark.level}`) })
  }
}

/** A piece at a place of page 1; the width of a character is 0.03. */
function at (text: string, left: number, top: number, kind: PlaceKind = 'body'): Piece {
  return { text, place: { kind, page: 1, area: { left, top, width: 0.03 * text.length, height: 0.02 } } }
}

function marksOn (pieces: readonly Piece[]): PlacedMark[] {
  return marksOf({ pieces }, () => [])
}

const written = [...'秘密★10年']

t.test('a mark is found over the pieces of a page, in whatever order the file has them', (t) => {
  const ten = { kind: 'state_secret', level: 'secret', period: { years: 10 } }
  const inLine = written.map((one, place) => at(one, 0.1 + place * 0.03, 0.1))
  for (const [name, pieces] of [
    ['in runs without a place', ['秘', '密', '★10年'].map((text): Piece => ({ text, place: { kind: 'body' } }))],
    ['in a line', inLine], ['in a line, from its end', inLine.toReversed()],
    ['spaced out', written.map((one, place) => at(one, 0.1 + place * 0.08, 0.1))],
    ['a little askew', written.map((one, place) => at(one, 0.1 + place * 0.03, 0.1 + place * 0.0015))],
    ['drawn twice to look bold', inLine.flatMap((piece) => [piece, at(piece.text, Number(piece.place.area?.left) + 0.001, 0.1)])],
    ['between other lines', [at('某某县人民政府文件', 0.2, 0.2), ...inLine, at('关于某事的通知', 0.2, 0.3)]],
    ['from above to below', [...written.map((one, place) => at(one, 0.9, 0.1 + place * 0.022)), ...[...'关于某事的'].map((one, place) => at(one, 0.85, 0.1 + place * 0.022))]],
  ] as const) {
    const marks = marksOn(pieces)
    t.equal(marks.length, 1, name)
    t.match(marks[0], ten, name)
  }
  t.match(marksOn([at('密级：', 0.1, 0.1), at('机密', 0.25, 0.1, 'form_field')]), [{ kind: 'state_secret', place: { kind: 'form_field' } }],
    'the label is printed, the level is filled in')
  t.end()
})

t.test('what a page has beside each other is no mark that its words do not make', (t) => {
  t.same(marksOn([at('本办法所称', 0.1, 0.1), at('机密', 0.26, 0.1), at('级国家秘密是指', 0.33, 0.1)]), [], 'a bold word in a sentence')
  t.same(marksOn([at('神秘', 0.1, 0.1), at('密林', 0.5, 0.6)]), [])
  t.match(marksOn([at('秘密★', 0.1, 0.1), at('2014年3月5日', 0.1, 0.14)])[0]?.period, { text: '2014年3月5日', until: undefined },
    'the date of the paper below a mark does not end it')
  t.match(marksOn([at('某某县人民政府文件', 0.1, 0.1), at('机密', 0.8, 0.1)]), [{ kind: 'possible' }], 'a level at the far edge')
  t.end()
})

t.test('a header has a head of its own, and pictures have a reader of their own', (t) => {
  const body: Piece = { text: '正文。\n'.repeat(40), place: { kind: 'body' } }
  t.match(marksOn([body, { text: '机密', place: { kind: 'header' } }]), [{ kind: 'state_secret', piece: 1, place: { kind: 'header' } }])
  const seen: Piece = { text: '机密★10年', place: { kind: 'picture', page: 3 }, confidence: 71 }
  const pictured: PlacedMark = { ...findMarks(seen.text)[0]!, piece: 1, place: seen.place, confidence: 71 }
  t.same(marksOf({ pieces: [body, seen] }, (pieces) => pieces.includes(seen) ? [pictured] : []), [pictured])
  t.equal(marksOn(Array.from({ length: 500 }, (_, page): Piece => ({ text: '秘密★10年', place: { kind: 'header', page: page + 1 } }))).length, 100)
  t.end()
})

t.test('a mark cut into pieces anywhere is found, and so is where it stands', (t) => {
  const lines = fc.constantFrom('秘密★10年', '绝密★长期', '机密☆2027年6月30日', '密级：机密')
  fc.assert(fc.property(lines, fc.array(fc.nat(12), { maxLength: 6 }), fc.boolean(), (line, cuts, placed) => {
    const ends = [...new Set([0, ...cuts.filter((cut) => cut < line.length), line.length])].toSorted((one, other) => one - other)
    const pieces = ends.slice(1).map((end, part): Piece => {
      const start = ends[part] as number
      return placed ? at(line.slice(start, end), 0.1 + 0.03 * start, 0.1) : { text: line.slice(start, end), place: { kind: 'body' } }
    })
    const [found, ...more] = marksOn(pieces)
    const length = pieces[found?.piece ?? -1]?.text.length ?? 0
    return found?.kind === 'state_secret' && more.length === 0 && found.offset < length
  }), { numRuns: 500 })
  t.end()
})

t.test('a period is reckoned from the day of issue to its last day, and without that day nothing is over', (t) => {
  for (const [text, last] of [
    ['秘密★10年', '2024-03-05'], ['秘密★半年', '2014-09-05'], ['秘密★1年半', '2015-09-05'], ['秘密★1年6月', '2015-09-05'], ['秘密★廿年', '2034-03-05'],
    ['秘密★拾年', '2024-03-05'], ['秘密★6个月', '2014-09-05'], ['秘密', '2024-03-05'], ['机密', '2034-03-05'], ['绝密', '2044-03-05'],
    ['密级：机密，保密期限：5年', '2019-03-05'], ['秘密★2027年6月30日', '2027-06-30'], ['绝密★长期', undefined], ['机密★会议开始前', undefined],
    ['秘密★90天', undefined], ['秘密★1O年', undefined],
  ] as const) {
    const [mark] = findMarks(text)
    t.ok(mark, text)
    if (mark === undefined) continue
    t.equal(lastDayOf(mark, '2014-03-05' as Day), last, text)
    if (mark.period?.until === undefined) t.notOk(isExpired(mark, '2199-12-31' as Day), `${text} without a day of issue`)
  }
  t.end()
})

t.test('the day on which a paper was made is read from where it signs off', (t) => {
  for (const [text, day] of [
    ['某某县人民政府\n2014年3月5日\n（此件公开发布）', '2014-03-05'], ['某某局\n二〇一四年三月五日', '2014-03-05'], ['二○一四年十二月三十一日', '2014-12-31'],
    ['某某局　2014 年 3 月 5 日', '2014-03-05'], ['２０１４年３月５日', '2014-03-05'], ['（2014年3月5日）\n正文', '2014-03-05'],
    ['某某局\n2014年3月5日\n某某办公室 2014年3月7日印发', '2014-03-05'], ['某某办公室    2014年3月7日印发', '2014-03-07'],
    ['附件\n2015年1月1日\n成文日期：2014-03-05', '2014-03-05'], ['会议于2014年3月5日召开。', undefined], ['2014年2月30日', undefined], ['', undefined],
    [`2014年3月5日${'正文'.repeat(60)}`, undefined],
  ] as const) t.equal(issueDateIn(text), day, JSON.stringify(text))
  t.end()
})
