import type { Piece } from '@lightwell/reading/reading'
import { findOcrMarks } from '@lightwell/documents/ocr-marks'
import t from 'tap'

const head = { left: 0.12, top: 0.12, width: 0.2, height: 0.02 }
const lineOf = (text: string, confidence = 90, area = head): Piece => ({ place: { kind: 'picture', page: 1, area }, text, confidence })

t.test('a mark that text recognition spelled right seals, whatever it made of the star', (t) => {
  const read = {
    '秘密★10年': 'secret', '机密女10年': 'confidential', '绝密太长期': 'top_secret', '秘密水3年': 'secret', '机密* 10年': 'confidential',
    '密级: 机密': 'confidential', '密级:秘密六5年': 'secret', '绝密': 'top_secret', '【秘密】': 'secret', '000123 秘密★': 'secret', '机密★会议开始前': 'confidential',
    '秘密女104': 'secret',
  }
  for (const [text, level] of Object.entries(read)) t.match(findOcrMarks([lineOf(text)]), [{ kind: 'state_secret', level, page: 1 }], text)
  t.end()
})

t.test('a mark whose characters were misread may be one, and keeps its level where one of them tells it', (t) => {
  const read = {
    '秘宓★10年': 'secret', '袖密★5年': 'secret', '机窗★3年': 'confidential', '杌宓长期': 'confidential', '绐密★': 'top_secret', '绝宣': 'top_secret',
    '〓〓★10年': null, '和量★30后': null, '机室丸2030年(2引3日': 'confidential', '到级:机乏': 'confidential', '稻总*3年': null, '绝密次': 'top_secret', '机逐六长期': 'confidential',
    '机密广 会议和开始前': 'confidential', '秘密妇105': 'secret',
  }
  for (const [text, level] of Object.entries(read)) t.match(findOcrMarks([lineOf(text)]), [{ kind: 'possible', level }], text)
  t.match(findOcrMarks([lineOf('下★〓〓', 0)]), [{ kind: 'possible', level: null }], 'unread beside a star')
  t.match(findOcrMarks([lineOf('-荆审去5年', 53)]), [{ kind: 'possible', level: null }], 'under a stroke of a pen')
  t.match(findOcrMarks([lineOf('和开交10正', 54)]), [{ kind: 'possible', level: null }])
  t.same(findOcrMarks([lineOf('和开交10正', 90)]), [], 'what was read for sure is what it reads')
  t.end()
})

t.test('talk of secrets is no mark, nor is a star that stands beside other words', (t) => {
  const innocent = [
    '关于贯彻落实保守国家秘密法的通知', '商业秘密保护工作指引', '国家秘密定密管理暂行规定', '机密级文件由机要部门统一收发', '★重点工作★推进情况',
    '机要', '机关', '科室', '特急', '000123', '保密', '八一★', '★要闻★', '先进★集体', '市人民政府办公室文件', '秘密保护3年行动计划', '第2026年10月', '★', '机构改革3年规划', '机密件12份移交清单', '政办发〔2026〕12号', '总第12期',
  ]
  for (const text of innocent) t.same(findOcrMarks([lineOf(text)]), [], text)
  t.end()
})

t.test('below the head of a page only what the rules of texts find is a mark', (t) => {
  const below = { ...head, top: 0.6 }
  const filler = Array.from({ length: 12 }, (_, at) => lineOf(`第${at + 1}条 各单位应当按时报送`, 95, { ...head, top: 0.2 + at * 0.03 }))
  t.same(findOcrMarks([...filler, lineOf('机窗', 60, below)]), [])
  t.match(findOcrMarks([...filler, lineOf('（秘密★5年）本段内容', 95, below)]), [{ level: 'secret', piece: 12 }])
  t.end()
})

t.test('on a page that begins further down, as a part of one does, its first lines are its head', (t) => {
  const at = (text: string, top: number): Piece => lineOf(text, 52, { ...head, top })
  t.match(findOcrMarks([at('秘密女104', 0.58), at('关于防汛预案的通知', 0.77)]), [{ kind: 'state_secret', level: 'secret' }])
  t.same(findOcrMarks([at('关于防汛预案的通知', 0.58), at('秘密女104', 0.77)]), [])
  t.end()
})

t.test('a mark that was read twice comes once, by its better reading, where it stands', (t) => {
  const [mark, ...others] = findOcrMarks([
    { place: { kind: 'body', page: 1 }, text: '机密★5年' }, lineOf('秘窗★10年', 60), lineOf('秘密★10年', 88, { ...head, left: 0.121 }),
  ])
  t.match(mark, { kind: 'state_secret', level: 'secret', piece: 2, confidence: 88, period: { years: 10 }, quote: /秘密★10年/ })
  t.ok((mark?.place.area?.left ?? 0) > 0.1)
  t.same(others, [], 'and what is no picture is left to the rules of texts')
  t.end()
})

t.test('a period that was not read for sure lets no mark expire', (t) => {
  t.match(findOcrMarks([lineOf('机密★1年', 70)]), [{ period: { text: '1年' } }])
  t.notOk(findOcrMarks([lineOf('机密★1年', 70)])[0]?.period?.years)
  t.end()
})
