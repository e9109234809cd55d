import type { Day } from '@lightwell/calendar/day'
import { inLanguage, type Language } from '@lightwell/http/language'
import type { Duty } from '@lightwell/http/caller'
import type { Text } from '@lightwell/http/refusal'
import type { CaseView } from '../case-view.ts'
import { heldBy, stageOf, type Stage } from './stage.ts'

/** Who must do what by which day, in words for people. */
export type NextStep = { who: string, what: string, by: Day }

const tasks: Readonly<Record<Exclude<Stage, 'ended'>, Text>> = {
  begin: { zh: '开始办理：检索所申请的信息', en: 'begin work: look for the information asked for' },
  work: { zh: '检索信息、提请审查并提出答复意见', en: 'look for the information, have it reviewed and propose an answer' },
  review: { zh: '对拟公开的信息进行保密审查', en: 'review the records that may be released' },
  decide_extension: { zh: '审批延期答复', en: 'decide on the longer limit that was asked for' },
  decide_decision: { zh: '审批答复', en: 'decide on the proposed answer' },
  serve: { zh: '送达答复书', en: 'serve the notice of the decision' },
}

const names: Readonly<Partial<Record<Duty, Text>>> = {
  clerk: { zh: '登记人员', en: 'the clerk' },
  officer: { zh: '经办人', en: 'the officer' },
  review: { zh: '保密审查人', en: 'the reviewer' },
  head: { zh: '负责人', en: 'the head' },
  disclosure_office: { zh: '政府信息公开工作机构负责人', en: 'the head of the disclosure office' },
}

/** The next step of a request; null once it has ended. Every step is owed by the legal day. */
export function nextStep (view: CaseView, dueOn: Day, language: Language): NextStep | null {
  const stage = stageOf(view)
  const duty = heldBy(view)
  if (stage === 'ended' || duty === null) return null
  const name = names[duty] ?? { zh: duty, en: duty }
  const who = { zh: `${view.agencyName.zh}${name.zh}`, en: `${name.en} of ${view.agencyName.en}` }
  return { who: inLanguage(who, language), what: inLanguage(tasks[stage], language), by: dueOn }
}
