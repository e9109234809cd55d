import { Type, type Static } from '@sinclair/typebox'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import type { Text } from '@lightwell/http/refusal'
import type { ChangeOrigins } from '../store/change-origins.ts'
import type { EntryRow } from '../store/deadlines.ts'
import type { ExtensionRow } from '../store/extensions.ts'

const DayText = Type.String({ format: 'date' })

/** One move of a due day, old and new side by side. */
export const DueDayChange = Type.Object({
  seq: Type.Integer({ description: 'The entry that moved it' }),
  kind: listed(['paused', 'resumed', 'restarted', 'extended', 'stopped', 'redated', 'corrected']),
  onDay: DayText,
  cause: Type.String(),
  text: Type.String({ description: 'What happened, in the reader’s language' }),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Why, in the words of who moved it' }),
  by: Type.String({ description: 'Who moved it: a name for staff, for others the part he has in it' }),
  recordedAt: Type.String({ format: 'date-time' }),
  oldDueOn: DayText,
  newDueOn: DayText,
  calendarVersion: Type.String(),
})
export type DueDayChange = Static<typeof DueDayChange>

/** What is told of changes: what staff said and did in their own name is for staff. */
export type ChangesQuestion = {
  entries: readonly EntryRow[], extensions: readonly ExtensionRow[], origins: ChangeOrigins, toStaff: boolean, language: Language
}

/** Every move of a due day, in order: who moved it, when, why, and from which day to which. */
export function presentChanges (question: ChangesQuestion): DueDayChange[] {
  return question.entries.flatMap((entry, at, entries) => {
    const before = entries[at - 1]
    if (before === undefined || before.dueOn === entry.dueOn || entry.kind === 'started') return []
    const { seq, kind, onDay, cause, recordedAt, dueOn, calendarVersion } = entry
    return {
      seq, kind, onDay, cause, text: whatHappened(entry, question.language), reason: reasonOf(entry, question),
      by: authorOf(entry.author, question), recordedAt: recordedAt.toISOString(),
      oldDueOn: before.dueOn, newDueOn: dueOn, calendarVersion,
    }
  })
}

function reasonOf ({ evidence }: EntryRow, { extensions, origins, toStaff }: ChangesQuestion): string | null {
  // The applicant has read the reason of an extension in its notice; why staff corrected an entry is theirs.
  const extension = extensions.find(({ id }) => id === evidence)
  return extension?.reason ?? (toStaff ? origins.reasons.get(evidence ?? '') : undefined) ?? null
}

const authors: Readonly<Record<string, Text>> = {
  staff: { zh: '承办机关', en: 'the agency' },
  system: { zh: '系统按规则自动处理', en: 'the system, by rule' },
  applicant: { zh: '申请人', en: 'the applicant' },
  anonymous: { zh: '申请人', en: 'the applicant' },
  consulted: { zh: '被征求意见的一方', en: 'the one who was asked' },
  portal: { zh: '受理平台', en: 'the portal' },
}

const someone: Text = { zh: '系统', en: 'the system' }

function authorOf (author: string, { origins, toStaff, language }: ChangesQuestion): string {
  const [kind = '', id = ''] = author.split(':', 2)
  const name = toStaff && kind === 'staff' ? origins.names.get(id) : undefined
  return name ?? inLanguage(authors[kind] ?? someone, language)
}

const byCause: Readonly<Record<string, Text>> = {
  consultation: { zh: '征求意见结束，恢复计时', en: 'the views that were asked for came in: the clock goes on' },
  fee_waived: { zh: '不再收费，恢复计时', en: 'the fee was given up: the clock goes on' },
  clarified: { zh: '申请人已补正，重新起算', en: 'the request was completed: the count begins anew' },
  reopened: { zh: '逾期补正被接受，重新起算', en: 'a late answer was accepted: the count begins anew' },
  fee_paid: { zh: '已缴费，重新起算', en: 'the fee was paid: the count begins anew' },
  acknowledged: { zh: '已告知受理，期限自此另行计算', en: 'the request was acknowledged: its own limit runs from now' },
  receipt_confirmed: { zh: '收到日经确认', en: 'the day of receipt was confirmed' },
  deferred: { zh: '因申请数量、频次明显超过合理范围，延迟答复', en: 'the answer to an excessive number was put off' },
  voided: { zh: '撤销一项记录', en: 'an entry that never was is taken out' },
}

const byKind: Readonly<Record<DueDayChange['kind'], Text>> = {
  paused: { zh: '暂停计时', en: 'the clock stands still' },
  resumed: { zh: '恢复计时', en: 'the clock goes on' },
  restarted: { zh: '重新起算', en: 'the count begins anew' },
  extended: { zh: '延长答复期限', en: 'the time to answer is extended' },
  stopped: { zh: '计时结束', en: 'the clock stops' },
  redated: { zh: '日历变更，重新计算', en: 'the calendar changed: counted anew' },
  corrected: { zh: '更正记录的日期', en: 'the day of an entry is corrected' },
}

function whatHappened ({ kind, cause, workingDays }: EntryRow, language: Language): string {
  if (kind === 'started') return ''
  // A pause and its end have the same cause, and only the end is told by it.
  const words = inLanguage((kind === 'paused' ? undefined : byCause[cause]) ?? byKind[kind], language)
  if (workingDays === null) return words
  return language === 'en' ? `${words} (+ ${workingDays})` : `${words}（增加${workingDays}）`
}
