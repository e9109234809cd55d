import { silent, type Bilingual, type Setting } from './citation.ts'
import type { RemedyCode } from './ground.ts'
import type { Clarification, Consultation, ExtensionRule, Fee, Limit, Settings } from './regime.ts'
import type { TermRule, TermRules } from './term.ts'

// What the laws that only set a limit leave to the body, once for all of them.

const arrives = silent({ day: 'arrived', confirmation: 'not_needed' }, {
  zh: '申请到达机关时即为收到。',
  en: 'A request is received when it reaches the body.',
})
const taken = silent({ day: 'submitted', confirmation: 'not_needed' }, {
  zh: '当面递交或者口头提出并由机关记录的，接收时即为收到。',
  en: 'What is handed in, or spoken and written down by the office, is received as it is taken.',
})

/** A request is received when it arrives, and nobody has to confirm it. */
export const plainReceipt: Settings['receipt'] = {
  online: taken, in_person: taken, telephone: taken, spoken: taken,
  letter: arrives, ordinary_letter: arrives, fax: arrives, email: arrives, telegram: arrives, other: arrives,
}

/** Which act counts as the answer. */
export const plainClosing: Settings['closing'] = {
  online: silent('made_available', {
    zh: '告知书可供申请人查阅时即为答复，批准时即可查阅。',
    en: 'A notice is answered when the applicant can open it, which happens at approval.',
  }),
  direct: silent('signed', {
    zh: '当面交付的，以签收之日为答复之日。',
    en: 'What is handed over is answered on the day on which it is signed for.',
  }),
  post: silent('handed_over', { zh: '机关交寄信函即为答复。', en: 'The body has answered when it posts the letter.' }),
  left: silent('left', { zh: '信函留置于送达地址的，当日为答复之日。', en: 'A letter left at the address is answered on that day.' }),
  fax: silent('sent', { zh: '以传真答复的，以传真发送报告之日为答复之日。', en: 'A fax is answered on the day of its transmission report.' }),
  public_notice: silent('posted', { zh: '机关发布公告即为答复。', en: 'The body has answered when it posts the notice.' }),
}

/** What a limit in days has beside its days, where the law says nothing of it. */
export const plainLimit = {
  afterAcknowledgement: silent(null, { zh: '期限的计算不以确认收到为前提。', en: 'The count does not depend on an acknowledgement.' }),
  extensions: silent('once', { zh: '没有条文规定延长的次数；按一次处理。', en: 'No text counts the extensions; one is asked for.' }),
  approvingDuty: silent('head', {
    zh: '法律以机关为义务人；机关内部由负责人对延长负责。',
    en: 'The law speaks to the body; within the house its head answers for a later day.',
  }),
  roll: silent('none', { zh: '按工作日计算的末日本为工作日。', en: 'The last of working days is worked.' }),
  dueHour: silent(null, {
    zh: '没有条文规定时刻；届满之日至机关所在时区24时为止。',
    en: 'No text names an hour; the due day ends at midnight in the zone of the agency.',
  }),
} as const satisfies Partial<Limit>

/** The extension of a law that knows none: the cap is as long as the limit, and nothing can be asked for. */
export const noExtension: ExtensionRule = {
  reasons: silent({}, { zh: '法律没有规定延长。', en: 'The law knows no extension.' }),
  notice: silent('tells', { zh: '法律没有规定延长。', en: 'The law knows no extension.' }),
}

/** Why silence ends a request under a law that only asks for enough detail. */
export const askAgain = {
  zh: '不说明所需信息的，无法答复；申请人可以随时再次申请。',
  en: 'Who does not say what he wants cannot be answered; he may ask again at any time.',
}

/** Asking what is unclear: how it moves the clock, and that nothing follows from what cannot be found, is the law's to say. */
export function plainClarification (
  { clock, unanswered }: Pick<Clarification, 'clock' | 'unanswered'>, limit: number,
): Clarification {
  return {
    limit: silent(limit, {
      zh: '机关应当尽快要求补正，并不得超过答复期限。',
      en: 'The body asks as soon as it can, and within the time to answer.',
    }),
    times: silent('once', { zh: '不明确之处一次性要求说明。', en: 'What is unclear is asked all at once.' }),
    clock,
    unanswered,
    reply: silent({ least: 5, most: 60 }, { zh: '没有条文规定天数。', en: 'No text names the days.' }),
  }
}

/** Asking others where the law has no rule for it: the body asks within its own time, and decides. */
export const plainConsultation: Consultation = {
  limit: silent(10, {
    zh: '没有条文规定天数；给办理留出一半答复期限。',
    en: 'No text names the days; half of the time to answer is left to work in.',
  }),
  unit: silent('working_days', { zh: '没有条文规定天数。', en: 'No text names the days.' }),
  silence: silent('body_decides', { zh: '不作答复的，由机关决定。', en: 'Who is silent leaves the decision to the body.' }),
  clock: silent('runs_on', { zh: '没有条文规定征求意见期间停止计时。', en: 'No text stops the clock while others are asked.' }),
}

/** An excessive number is refused under its ground; its applicant owes no reasons. */
export const plainExcessive: Settings['excessive'] = {
  asked: silent(false, { zh: '法律不问申请的理由。', en: 'The law does not ask why somebody wants to know.' }),
  reply: silent({ least: 5, most: 60 }, { zh: '不要求说明理由。', en: 'Nothing is asked.' }),
  clock: silent('runs_on', { zh: '不要求说明理由。', en: 'Nothing is asked.' }),
  deferral: silent(0, { zh: '法律没有规定因申请过多而延迟答复。', en: 'The law knows no later day for the answer to many requests.' }),
}

/** A fee that this house does not charge; what it would do to the clock, and to who does not pay, is the law's to say. */
export function uncharged ({ payWithin, clock, unpaid }: Pick<Fee, 'payWithin' | 'clock' | 'unpaid'>): Fee {
  return {
    charged: silent(false, {
      zh: '法律允许收费；本系统的收费标准以人民币计，因此不收取费用。',
      en: 'The law lets a body charge; the scales of this house are in yuan, so that it charges nothing here.',
    }),
    byItem: silent({ steps: [], everyTenMore: 0 }, { zh: '不收取费用。', en: 'Nothing is charged.' }),
    byVolume: silent({ steps: [] }, { zh: '不收取费用。', en: 'Nothing is charged.' }),
    payWithin,
    clock,
    unpaid,
    objection: silent({ zh: '本机关不收取费用。', en: 'Nothing is charged.' }, { zh: '不收取费用。', en: 'Nothing is charged.' }),
  }
}

/** Requests to correct a record, of which a law on access to information says nothing. */
export function plainCorrection (remedy: RemedyCode): Settings['correction'] {
  return {
    defects: silent(['inaccurate', 'incomplete', 'out_of_date', 'irrelevant'], {
      zh: '个人数据法律规定了这些情形。',
      en: 'Laws on personal data name these.',
    }),
    notOurs: silent('forward_and_tell', { zh: '申请人可免于奔波。', en: 'It spares the applicant a journey.' }),
    remedy,
  }
}

/**
 * The other days of a law: until when the answer can be contested is its own, and those of the steps are the house's. What is
 * not here the law does not know.
 */
export function plainTerms (reconsideration: Setting<TermRule>): TermRules {
  const named = (duty: TermRule['duty'], why: Bilingual): Setting<TermRule> => silent({ unit: 'working_days', n: null, duty }, why)
  return {
    reconsideration,
    clarification_reply: named('applicant', { zh: '最后一日由通知书写明。', en: 'The notice names the last day.' }),
    consultation_answer: named(null, { zh: '最后一日由征求意见函的送达确定。', en: 'The service of the letter settles the last day.' }),
    notice_service: silent({ unit: 'working_days', n: 3, duty: 'clerk' }, {
      zh: '送达之后才算答复；签发的文书应在三个工作日内发出。',
      en: 'Only what was served is answered; a paper that was signed leaves the house within three working days.',
    }),
    section_task: named('officer', { zh: '由交办人确定日期。', en: 'Who gives the task names the day.' }),
    rectification: named('head', { zh: '由责令整改的决定确定日期。', en: 'The order names the day.' }),
    temporary_ground: silent({ unit: 'months', n: 6, duty: 'officer', repeats: true }, {
      zh: '随所保护的事项而消失的理由，每六个月复核一次。',
      en: 'A ground that ends with the matter it protects is looked at every six months.',
    }),
  }
}
