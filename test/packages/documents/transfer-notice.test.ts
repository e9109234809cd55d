import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { renderHtml } from '@lightwell/documents/render-html'
import { transferNotice, type TransferNotice } from '@lightwell/documents/transfer-notice'

const day = (text: string) => text as Day

const notice: TransferNotice = {
  language: 'zh-CN',
  agency: { zh: '新民镇人民政府', en: 'Xinmin Town Government' },
  number: '新民公转〔2026〕1号',
  receiptNumber: 'XM-20260302-4F7K2M9Q-C',
  receivedOn: day('2026-03-02'),
  applicantName: '张三',
  issuedOn: day('2026-03-04'),
  kind: 'disclosure',
  reason: '征地补偿方案由市级制作。',
  article: '《中华人民共和国政府信息公开条例》第三十六条第（五）项',
  to: {
    agency: { zh: '市人民政府办公室', en: 'Office of the City Government' },
    contact: { address: '市人民路1号', phone: '0512-00000001', email: 'gk@city.example' },
    receiptNumber: 'CITY-20260302-0A1B2C3D-E', dueOn: day('2026-03-30'), provisional: false,
  },
}

t.test('a transfer tells why, which body answers and how it is reached, and that the day of receipt stays', (t) => {
  const page = renderHtml(transferNotice(notice))
  for (const told of [
    '政府信息公开申请转送告知书', '新民公转〔2026〕1号', 'XM-20260302-4F7K2M9Q-C', '征地补偿方案由市级制作。', '第三十六条第（五）项',
    '市人民政府办公室', '市人民路1号', '0512-00000001', 'gk@city.example', '仍为<time datetime="2026-03-02">', 'CITY-20260302-0A1B2C3D-E',
    '<time datetime="2026-03-30">',
  ]) t.ok(page.includes(told), told)
  const english = renderHtml(transferNotice({ ...notice, language: 'en', kind: 'correction' }))
  for (const told of ['request to correct a record', 'Office of the City Government', 'Telephone', 'stays <time datetime="2026-03-02">2 March 2026']) {
    t.ok(english.includes(told), told)
  }
  t.notMatch(english, /市人民政府办公室/)
  t.end()
})

t.test('what is not known of the body is left out, a day that may still move says so, and words cannot break the page', (t) => {
  const to = { ...notice.to, contact: { address: null, phone: null, email: null }, provisional: true }
  const page = renderHtml(transferNotice({ ...notice, to, reason: '<script>alert(1)</script>', applicantName: '张\u202E三' }))
  t.notMatch(page, /<dl>|<script>alert/)
  t.match(page, '尚未公布放假安排')
  t.match(page, '<bdi>张\u202E三</bdi>')
  const partly = renderHtml(transferNotice({ ...notice, to: { ...to, contact: { address: null, phone: '0512-00000001', email: null } } }))
  t.match(partly, /<dl>\s*<dt>电话<\/dt><dd>0512-00000001<\/dd>\s*<\/dl>/)
  t.end()
})
