import t from 'tap'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { findMarks } from '@lightwell/documents/marks'
import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import { findRegime } from '@lightwell/regimes/regimes'
import { remediesOf } from '@lightwell/regimes/remedies-of'
import { isSealing, recordMark, secretUntil } from '../../../services/decision/rules/marking.ts'
import { outcomeOf, outcomes, releases } from '../../../services/decision/rules/outcome.ts'
import { readPlainText } from '../../../services/decision/rules/plain-text.ts'
import { proposalFaults } from '../../../services/decision/rules/proposal-faults.ts'
import type { RecordFacts } from '../../../services/decision/rules/record-facts.ts'
import { notReferred } from '../../../services/decision/rules/referral-standing.ts'
import { chainState, type Finding } from '../../../services/decision/rules/review-chain.ts'
import { holds } from '../../packages/calendar/holds.ts'

const today = '2026-03-02' as Day
const county = findRegime('county')!

t.test('the outcome of a decision follows from its parts, in whatever order', (t) => {
  const parts = fc.array(fc.constantFrom(...outcomes).map((outcome) => ({ outcome })), { minLength: 1, maxLength: 6 })
  // One answer for all parts is the answer; anything else is partial.
  holds(t, fc.property(parts, (some) => {
    const kinds = new Set(some.map(({ outcome }) => outcome))
    return outcomeOf(some) === (kinds.size === 1 ? some[0]!.outcome : 'redact_and_disclose')
  }), 300)
  // Order does not matter.
  holds(t, fc.property(parts, (some) => outcomeOf(some) === outcomeOf(some.toReversed())), 300)
  // Something is released exactly when a part releases something.
  holds(t, fc.property(parts, (some) =>
    releases(outcomeOf(some)) === some.some(({ outcome }) => releases(outcome))), 300)
  t.throws(() => outcomeOf([]))
  t.end()
})

t.test('a chain is complete when every level has found over these bytes, and then as strict as its strictest level', (t) => {
  const order: Finding[] = ['release', 'redact', 'withhold', 'refer']
  const review = fc.record({
    sha256: fc.constantFrom('a', 'b'), level: fc.integer({ min: 1, max: 3 }), finding: fc.constantFrom(...order),
  })
  const reviews = fc.uniqueArray(review, { selector: ({ sha256, level }) => `${sha256}${level}`, maxLength: 6 })
  // Told by a plain count.
  holds(t, fc.property(reviews, fc.integer({ min: 1, max: 3 }), (some, reviewLevels) => {
    const state = chainState({ sha256: 'a', reviewLevels }, some)
    const mine = some.filter(({ sha256, level }) => sha256 === 'a' && level <= reviewLevels)
    const complete = mine.length === reviewLevels
    const strictest = order[Math.max(...some.filter(({ sha256 }) => sha256 === 'a').map(({ finding }) => order.indexOf(finding)))]
    return state.complete === complete && state.levels === reviewLevels && (state.nextLevel === null) === complete &&
      state.finding === (complete ? strictest : null) && !mine.some(({ level }) => level === state.nextLevel)
  }), 300)
  // A review of other bytes changes nothing.
  holds(t, fc.property(reviews, (some) => {
    const record = { sha256: 'a', reviewLevels: 3 }
    const own = some.filter(({ sha256 }) => sha256 === 'a')
    return JSON.stringify(chainState(record, some)) === JSON.stringify(chainState(record, own))
  }), 300)
  t.end()
})

t.test('plain text is valid UTF-8 without controls and is given back as it stands', (t) => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((one) => !/^\s*[<%{]|^\s*MIME/i.test(one))
  // eslint-disable-next-line no-control-regex
  const plain = text.map((one) => one.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, ''))
  // What is written is read.
  holds(t, fc.property(plain, (one) => readPlainText(Buffer.from(one)) === one), 300)
  // Bytes that are not UTF-8 are no text.
  holds(t, fc.property(plain, fc.constantFrom([0xff], [0xc0, 0x80], [0xe4, 0xb8]),
    (one, bad) => readPlainText(Buffer.concat([Buffer.from(one), Buffer.from(bad)])) === undefined), 300)
  for (const other of ['<!DOCTYPE html>', '\uFEFF <?xml version="1.0"?>', '<p>', '</p>', '%PDF-1.7', '{\\rtf1', '%!PS', 'MIME-Version: 1.0']) {
    t.equal(readPlainText(Buffer.from(other)), undefined, other)
  }
  for (const words of ['< 5 元', '{甲}', '100%']) t.equal(readPlainText(Buffer.from(words)), words)
  t.end()
})

t.test('a mark that holds seals; an expired one, a doubtful one and inner papers do not', (t) => {
  const seals = (text: string) => isSealing(findMarks(text).map((mark) => recordMark(mark, today)), null, today)
  t.ok(seals('机密★20年'))
  t.ok(seals('秘密★2026年3月2日'), 'the named day still holds')
  t.notOk(seals('秘密★2026年3月1日'))
  t.notOk(seals('内部资料'))
  t.notOk(seals('绝密★启用前\n试卷'))
  t.ok(seals('内部资料\n秘密★2020年1月1日\n附件：机密★'), 'one that holds is enough')
  t.ok(isSealing([], { level: 'secret' }, today))
  t.ok(isSealing([], { level: 'secret', period: '说不清的期限' }, today))
  t.notOk(isSealing([], { level: 'secret', period: '2020年1月1日' }, today))
  t.notOk(isSealing([], { level: 'internal', period: '10年' }, today))
  t.end()
})

t.test('the period of what is sealed is over with the longest of its marks, and never where one has no end', (t) => {
  const ends = (texts: string[], declared: Parameters<typeof secretUntil>[1] = null) => secretUntil(texts.flatMap((text) => findMarks(text)), declared, today)
  const [year] = today.split('-')
  t.equal(ends(['秘密★2030年5月31日\n通知']), '2030-05-31')
  t.equal(ends(['秘密★2030年5月\n通知', '机密★2031年']), '2031-12-31')
  t.equal(ends(['秘密★2030年5月31日\n通知'], { level: 'internal' }), '2030-05-31')
  t.equal(ends(['秘密★10年\n通知']), `${Number(year) + 10}${today.slice(4)}`, 'from the day on which it came, at the latest')
  t.equal(ends(['绝密★\n通知']), `${Number(year) + 30}${today.slice(4)}`, 'the longest period of its level')
  t.equal(ends([], { level: 'secret', period: '2030年5月31日' }), '2030-05-31')
  t.equal(ends(['秘密★2030年5月31日\n通知', '绝密★长期\n通知']), undefined)
  t.equal(ends(['机密★会议开始前\n通知']), undefined)
  t.equal(ends(['秘密★2030年5月31日\n通知', '绝密★2001年']), '2030-05-31', 'what ran out before holds nothing')
  t.equal(ends(['内部资料 注意保管']), undefined)
  t.end()
})

t.test('a decision releases at most 200 records, and 100 MB of them together', (t) => {
  const released = (count: number, sizeBytes: number) => {
    const ids = Array.from({ length: count }, () => uuidv7())
    const records = new Map(ids.map((id) => [id, factsOf(id, sizeBytes)]))
    const parts = [ids.slice(0, 2), ids.slice(1)].map((some) => ({ description: '甲', outcome: 'disclose' as const, records: some }))
    const proposal = { parts, delivery: { on: '2026-03-10' } }
    return proposalFaults(proposal, { regime: county, caseId: 'c', records }).map(({ pointer, code }) => `${pointer} ${code}`)
  }
  t.same(released(200, 1), [])
  t.same(released(201, 1), ['/parts too_many_records'])
  t.same(released(4, 25 * 2 ** 20), [])
  t.same(released(5, 20 * 2 ** 20 + 1), ['/parts too_many_bytes'])
  t.end()
})

function factsOf (id: string, sizeBytes: number): RecordFacts {
  return {
    id, caseId: 'c', sha256: '', title: '方案', sizeBytes, sealed: false, isRendition: false, aboutPerson: false, foundSecret: false,
    claimedLevel: 'secret', redactedOn: [], referral: notReferred,
    chain: { levels: 1, nextLevel: null, complete: true, finding: 'release' },
  }
}

t.test('marks and identity numbers are found in what goes out, however they are set', (t) => {
  for (const text of ['秘密★10年', '绝 密 ★ 长期', '（机密★）']) t.ok(bearsMark(text), text)
  for (const text of ['依法确定为国家秘密', '商业秘密', '被依法确定为国家秘密（依据第六条第（一）项）']) t.notOk(bearsMark(text), text)
  for (const text of [
    '11010519491231002X', '张三11010519491231002x。', '１１０１０５１９４９１２３１００２Ｘ', '110105 19491231 002X',
    '110105-19491231-0029', '321083197812162119', '附件1 11010519491231002X', '13800000000 11010519491231002X',
    '110105194912310089 2024年发放', '11010519491231002X-2024', '110105\t19491231\n002X', '110105\u200b19491231\u00ad002X',
    '110105.19491231.002X', '110105/19491231/002X', '110105_19491231_002X', '110105–19491231–002X', '11010519491231002Х',
  ]) t.ok(holdsIdNumber(text), text)
  for (const text of ['', '2026公复1号', '13800000000', 'a'.repeat(64), '6222021234567890123', '110105194913310029']) {
    t.notOk(holdsIdNumber(text), text)
  }
  t.end()
})

t.test('a notice names each remedy once, by its grounds and the law of its day', (t) => {
  const remedies = (parts: string[][], day = today) =>
    remediesOf(parts.map((grounds) => ({ grounds })), county, day).map(({ text }) => /应当先申请/.test(text.zh) ? 'first' : 'either')
  t.same(remedies([['privacy']]), ['first'])
  t.same(remedies([['not_held']]), ['either'])
  t.same(remedies([[]]), ['either'])
  t.same(remedies([['privacy'], [], ['not_held', 'trade_secret']]), ['first', 'either'])
  t.same(remedies([['privacy'], ['not_held']], '2023-12-31' as Day), ['either'], 'before the law of 2023 came into force')
  const numbers = (parts: string[][], day = today) => remediesOf(parts.map((grounds) => ({ grounds })), county, day).map((one) => one.parts)
  t.same(numbers([['privacy'], [], ['not_held', 'trade_secret']]), [[1, 3], [2, 3]], 'each with the parts that it is for')
  t.same(numbers([['privacy'], ['not_held', 'privacy']], '2023-12-31' as Day), [[1, 2]])
  t.end()
})
