import { stringify } from 'csv-stringify/sync'
import { spreadsheetCell } from '@lightwell/documents/spreadsheet-cell'
import { inLanguage, type Language } from '@lightwell/http/language'
import type { Text } from '@lightwell/http/refusal'
import type { CaseView } from '../case-view.ts'
import { currentDeadline } from '../rules/current-deadline.ts'
import { registeredLate } from '../rules/registered-late.ts'
import { heldBy } from '../rules/stage.ts'

type Column = { heading: Text, value (view: CaseView, now: Date): string | boolean | null }

// What the list tells every member of the staff who may read it; how the applicant can be reached is not part of it.
const columns: readonly Column[] = [
  { heading: { zh: '登记回执号', en: 'Receipt number' }, value: ({ request }) => request.receiptNumber },
  { heading: { zh: '公开义务人', en: 'Agency' }, value: ({ request }) => request.agencyCode },
  { heading: { zh: '类型', en: 'Kind' }, value: ({ request }) => request.kind },
  { heading: { zh: '渠道', en: 'Channel' }, value: ({ request }) => request.channel },
  { heading: { zh: '状态', en: 'Status' }, value: ({ request }) => request.status },
  { heading: { zh: '收到日', en: 'Received on' }, value: ({ request }) => request.receivedOn },
  { heading: { zh: '登记时间', en: 'Registered at' }, value: ({ request }) => request.registeredAt.toISOString() },
  { heading: { zh: '迟登记', en: 'Registered late' }, value: ({ request }) => registeredLate(request) },
  { heading: { zh: '申请人类别', en: 'Kind of applicant' }, value: ({ request }) => request.applicantKind },
  { heading: { zh: '申请人', en: 'Applicant' }, value: ({ request }) => request.applicantName },
  { heading: { zh: '申请内容', en: 'Description' }, value: ({ request }) => request.description },
  { heading: { zh: '用途', en: 'Purpose' }, value: ({ request }) => request.purpose },
  { heading: { zh: '主题', en: 'Subject' }, value: ({ request }) => request.subject },
  { heading: { zh: '背景', en: 'Contexts' }, value: ({ request }) => request.contexts.join(' ') },
  { heading: { zh: '答复期限', en: 'Due on' }, value: (view, now) => currentDeadline(view, now).dueOn },
  { heading: { zh: '期限状态', en: 'Deadline' }, value: (view, now) => currentDeadline(view, now).state },
  { heading: { zh: '已逾期', en: 'Overdue' }, value: (view, now) => currentDeadline(view, now).overdue },
  { heading: { zh: '待办', en: 'Held by' }, value: (view, now) => heldBy(view, now) },
  { heading: { zh: '导入', en: 'Imported' }, value: ({ request }) => request.imported },
]

const format = { record_delimiter: 'windows' } as const

/** The first line of the register as CSV, behind the mark by which spreadsheets know UTF-8. */
export function registerHeader (language: Language): string {
  return stringify([columns.map(({ heading }) => inLanguage(heading, language))], { ...format, bom: true })
}

/** Lines of the register as CSV (RFC 4180). No cell is one that a spreadsheet takes for a formula. */
export function registerLines (
  views: readonly CaseView[], { now, language }: { now: Date, language: Language },
): string {
  const cell = (value: string | boolean | null): string => {
    if (typeof value === 'boolean') return inLanguage(value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }, language)
    return spreadsheetCell(value ?? '')
  }
  return stringify(views.map((view) => columns.map(({ value }) => cell(value(view, now)))), format)
}
