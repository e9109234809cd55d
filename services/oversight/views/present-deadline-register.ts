import { stringify } from 'csv-stringify/sync'
import { Type, type Static } from '@sinclair/typebox'
import { spreadsheetCell } from '@lightwell/documents/spreadsheet-cell'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { nullable } from '@lightwell/http/nullable'
import type { Text } from '@lightwell/http/refusal'
import type { SupervisedCase } from '../read-supervised.ts'
import { holders } from '../rules/held-by.ts'
import { clockStandings, pauseCauses, waits } from '../rules/standing.ts'

/** One line of the register of deadlines: the case at the instant that was asked about, and nothing about persons. */
export const SupervisedDeadline = Type.Object({
  requestId: Type.String({ format: 'uuid' }),
  receiptNumber: Type.String(),
  agency: Type.String(),
  regime: Type.String(),
  status: Type.String({ description: 'The status of the request at that instant' }),
  state: Type.String(),
  standing: listed(clockStandings),
  waitingFor: nullable(listed(waits)),
  heldBy: nullable(listed(holders)),
  receivedOn: Type.String({ format: 'date' }),
  dueOn: Type.String({ format: 'date' }),
  provisional: Type.Boolean(),
  workingDaysLeft: nullable(Type.Integer()),
  workingDaysLate: Type.Integer(),
  extendedWorkingDays: Type.Integer(),
  pausedFor: nullable(listed(pauseCauses)),
  daysHeld: Type.Array(Type.Object({
    duty: nullable(listed(holders)), workingDays: Type.Integer(), workingDaysLate: Type.Integer(),
  }), { description: 'By who had to act as a day began, from receipt on; null for days before it was brought in from elsewhere' }),
  understaffed: Type.Array(Type.Object({ step: Type.String(), level: nullable(Type.Integer()), reason: Type.String() }), {
    description: 'The steps that its agency has had nobody left for since it was opened',
  }),
})
export type SupervisedDeadline = Static<typeof SupervisedDeadline>

/** Writes a case as it is sent. */
export function presentSupervised ({ row, times, standing, request, held, understaffed }: SupervisedCase): SupervisedDeadline {
  return {
    requestId: row.requestId, receiptNumber: request.receiptNumber, agency: row.agencyCode, regime: row.regimeId,
    status: standing.status, state: times.state, standing: times.standing, waitingFor: standing.waitingFor,
    heldBy: (standing.holder?.duty ?? null) as SupervisedDeadline['heldBy'], receivedOn: row.startedOn, dueOn: row.dueOn,
    provisional: row.provisional, workingDaysLeft: times.workingDaysLeft, workingDaysLate: times.workingDaysLate,
    extendedWorkingDays: standing.extendedWorkingDays, pausedFor: standing.pausedFor,
    daysHeld: held as SupervisedDeadline['daysHeld'], understaffed: [...understaffed],
  }
}

type Value = string | number | boolean | null
type Column = { heading: Text, value (line: SupervisedDeadline): Value }

const duties: readonly (readonly [duty: typeof holders[number], heading: Text])[] = [
  ['clerk', { zh: '收件天数', en: 'Days with clerk' }],
  ['officer', { zh: '经办天数', en: 'Days with officer' }],
  ['review', { zh: '审查天数', en: 'Days with review' }],
  ['head', { zh: '负责人天数', en: 'Days with head' }],
  ['disclosure_office', { zh: '公开机构天数', en: 'Days with disclosure office' }],
  ['section', { zh: '业务科室天数', en: 'Days with business section' }],
  ['legal', { zh: '法制审核天数', en: 'Days with legal review' }],
  ['secrecy', { zh: '保密天数', en: 'Days with secrecy duty' }],
  ['applicant', { zh: '申请人天数', en: 'Days with applicant' }],
  ['third_party', { zh: '第三方天数', en: 'Days with third party' }],
]

const heldBy = (line: SupervisedDeadline, asked: string | null) => line.daysHeld.find(({ duty }) => duty === asked)

const columns: readonly Column[] = [
  { heading: { zh: '公开义务人', en: 'Agency' }, value: ({ agency }) => agency },
  { heading: { zh: '登记回执号', en: 'Receipt number' }, value: ({ receiptNumber }) => receiptNumber },
  { heading: { zh: '适用规则', en: 'Regime' }, value: ({ regime }) => regime },
  { heading: { zh: '状态', en: 'Status' }, value: ({ status }) => status },
  { heading: { zh: '期限状态', en: 'Deadline' }, value: ({ state }) => state },
  { heading: { zh: '期限情形', en: 'Standing' }, value: ({ standing }) => standing },
  { heading: { zh: '等待', en: 'Waiting for' }, value: ({ waitingFor }) => waitingFor },
  { heading: { zh: '待办', en: 'Held by' }, value: (line) => line.heldBy },
  { heading: { zh: '收到日', en: 'Received on' }, value: ({ receivedOn }) => receivedOn },
  { heading: { zh: '答复期限', en: 'Due on' }, value: ({ dueOn }) => dueOn },
  { heading: { zh: '期限待定', en: 'Provisional' }, value: ({ provisional }) => provisional },
  { heading: { zh: '剩余工作日', en: 'Working days left' }, value: ({ workingDaysLeft }) => workingDaysLeft },
  { heading: { zh: '逾期工作日', en: 'Working days late' }, value: ({ workingDaysLate }) => workingDaysLate },
  { heading: { zh: '延长工作日', en: 'Extended by' }, value: ({ extendedWorkingDays }) => extendedWorkingDays },
  { heading: { zh: '中止原因', en: 'Paused for' }, value: ({ pausedFor }) => pausedFor },
  ...duties.map(([duty, heading]) => ({ heading, value: (line: SupervisedDeadline) => heldBy(line, duty)?.workingDays ?? 0 })),
  { heading: { zh: '不明天数', en: 'Days unknown' }, value: (line) => heldBy(line, null)?.workingDays ?? 0 },
  {
    heading: { zh: '逾期所在环节', en: 'Late with' },
    value: ({ daysHeld }) => daysHeld.filter((held) => held.workingDaysLate > 0)
      .map(({ duty, workingDaysLate }) => `${duty ?? 'unknown'} ${workingDaysLate}`).join(' · '),
  },
  {
    heading: { zh: '缺岗环节', en: 'Steps nobody is left for' },
    value: ({ understaffed }) => understaffed.map(({ step, reason }) => `${step} ${reason}`).join(' · '),
  },
]

const format = { record_delimiter: 'windows' } as const

/** The first line of the register as CSV, behind the mark by which spreadsheets know UTF-8. */
export function supervisedHeader (language: Language): string {
  return stringify([columns.map(({ heading }) => inLanguage(heading, language))], { ...format, bom: true })
}

/** Lines of the register as CSV (RFC 4180). No cell is one that a spreadsheet takes for a formula. */
export function supervisedLines (lines: readonly SupervisedDeadline[], language: Language): string {
  const cell = (value: Value): string => {
    if (typeof value === 'boolean') return inLanguage(value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }, language)
    return typeof value === 'number' ? String(value) : spreadsheetCell(value ?? '')
  }
  return stringify(lines.map((line) => columns.map(({ value }) => cell(value(line)))), format)
}
