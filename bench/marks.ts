import { findMarks } from '@lightwell/documents/marks'
import { marksOf } from '@lightwell/documents/marks-of'
import { personalData } from '@lightwell/documents/personal/personal-data'
import type { Piece } from '@lightwell/reading/reading'
import type { Row } from './row.ts'
import { median } from './statistics.ts'

const rounds = 5
const megabytes = 25

const ordinary = '各乡镇人民政府，县直各单位：现将政府信息公开工作要点印发给你们，请认真贯彻执行。\n'
const talk = '保守国家秘密、商业秘密和工作秘密；绝密级、机密级、秘密级文件（机密），密级由定密责任人确定。\n'
const people = '1\t张三\t11010519491231002X\t13800138000\t某某县青屏大街12号3号楼2单元501室\n'

/**
 * The search for marks and for personal data in texts of 25 MB, beside the plainest reading that marks need: every character
 * brought to one spelling (NFKC) and one pattern looked for.
 */
export async function benchMarks (): Promise<Row[]> {
  const [plain, secrets, rows] = [ordinary, talk, people].map(filled) as [string, string, string]
  const pages = pageOfLines()
  const turns: readonly (readonly [name: string, text: string, search: (text: string) => unknown])[] = [
    ['NFKC and one pattern, over ordinary text', plain, (text) => /[绝机秘]\s*密\s*[★☆*]/.test(text.normalize('NFKC'))],
    ['marks in ordinary text', plain, findMarks],
    ['marks in talk of secrets and nothing else', secrets, findMarks],
    ['marks on 1,000 pages of 40 lines with areas', pages.map(({ text }) => text).join(''), () => marksOf({ pieces: pages }, () => [])],
    ['personal data in ordinary text', plain, (text) => personalData({ pieces: [whole(text)] }, 'privacy')],
    ['personal data in a table of people', rows, (text) => personalData({ pieces: [whole(text)] }, 'privacy')],
  ]
  // In turn, so that a busy machine slows all of them alike.
  const speeds = turns.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, [, text, search]] of turns.entries()) speeds[at]?.push(speedOf(text, search))
  }
  const [reference = [], marks = []] = speeds
  const value = median(marks.map((speed, round) => speed / (reference[round] as number)))
  return [
    { name: 'marks in ordinary text ÷ NFKC and one pattern', value, unit: '×', aim: '≥ 0.25', ok: value >= 0.25 },
    ...turns.map(([name], at): Row => ({ name, value: median(speeds[at] ?? []), unit: 'MB/s' })),
  ]
}

function filled (line: string): string {
  return line.repeat(Math.ceil(megabytes * 1e6 / Buffer.byteLength(line)))
}

function whole (text: string): Piece {
  return { place: { kind: 'body' }, text }
}

function pageOfLines (): Piece[] {
  return Array.from({ length: 40_000 }, (_, at): Piece => ({
    text: ordinary.trim(),
    place: { kind: 'body', page: Math.floor(at / 40) + 1, area: { left: 0.1, top: 0.1 + (at % 40) * 0.02, width: 0.8, height: 0.015 } },
  }))
}

function speedOf (text: string, search: (text: string) => unknown): number {
  const started = performance.now()
  search(text)
  return Buffer.byteLength(text) / 1e3 / (performance.now() - started)
}
