import { silent, type Setting } from './citation.ts'
import type { RemedyCode } from './ground.ts'
import type { Clarification, Consultation, ExtensionRule, Fee, Limit, Settings } from './regime.ts'
import type { TermRule, TermRules } from './term.ts'

// What the laws that only set a limit leave to the body, once for all of them.

const arrives = silent({ day: 'arrived', confirmation: 'not_needed' }, 'A request is received when it reaches the body.')
const taken = silent({ day: 'submitted', confirmation: 'not_needed' },
  'What is handed in, or spoken and written down by the office, is received as it is taken.')

/** A request is received when it arrives, and nobody has to confirm it. */
export const plainReceipt: Settings['receipt'] = {
  online: taken, in_person: taken, telephone: taken, spoken: taken,
  letter: arrives, ordinary_letter: arrives, fax: arrives, email: arrives, telegram: arrives, other: arrives,
}

/** Which act counts as the answer. */
export const plainClosing: Settings['closing'] = {
  online: silent('made_available', 'A notice is answered when the applicant can open it, which happens at approval.'),
  direct: silent('signed', 'What is handed over is answered on the day on which it is signed for.'),
  post: silent('handed_over', 'The body has answered when it posts the letter.'),
  left: silent('left', 'A letter left at the address is answered on that day.'),
  fax: silent('sent', 'A fax is answered on the day of its transmission report.'),
  public_notice: silent('posted', 'The body has answered when it posts the notice.'),
}

/** What a limit in days has beside its days, where the law says nothing of it. */
export const plainLimit = {
  afterAcknowledgement: silent(null, 'The count does not depend on an acknowledgement.'),
  extensions: silent('once', 'No text counts the extensions; one is asked for.'),
  approvingDuty: silent('head', 'The law speaks to the body; within the house its head answers for a later day.'),
  roll: silent('none', 'The last of working days is worked.'),
  dueHour: silent(null, 'No text names an hour; the due day ends at midnight in the zone of the agency.'),
} as const satisfies Partial<Limit>

/** The extension of a law that knows none: the cap is as long as the limit, and nothing can be asked for. */
export const noExtension: ExtensionRule = {
  reasons: silent({}, 'The law knows no extension.'),
  notice: silent('tells', 'The law knows no extension.'),
}

/** Why silence ends a request under a law that only asks for enough detail. */
export const askAgain = 'Who does not say what he wants cannot be answered; he may ask again at any time.'

/** Asking what is unclear: how it moves the clock, and that nothing follows from what cannot be found, is the law's to say. */
export function plainClarification (
  { clock, unanswered }: Pick<Clarification, 'clock' | 'unanswered'>, limit: number,
): Clarification {
  return {
    limit: silent(limit, 'The body asks as soon as it can, and within the time to answer.'),
    times: silent('once', 'What is unclear is asked all at once.'),
    clock,
    unanswered,
    reply: silent({ least: 5, most: 60 }, 'No text names the days.'),
  }
}

/** Asking others where the law has no rule for it: the body asks within its own time, and decides. */
export const plainConsultation: Consultation = {
  limit: silent(10, 'No text names the days; half of the time to answer is left to work in.'),
  unit: silent('working_days', 'No text names the days.'),
  silence: silent('body_decides', 'Who is silent leaves the decision to the body.'),
  clock: silent('runs_on', 'No text stops the clock while others are asked.'),
}

/** An excessive number is refused under its ground; its applicant owes no reasons. */
export const plainExcessive: Settings['excessive'] = {
  asked: silent(false, 'The law does not ask why somebody wants to know.'),
  reply: silent({ least: 5, most: 60 }, 'Nothing is asked.'),
  clock: silent('runs_on', 'Nothing is asked.'),
  deferral: silent(0, 'The law knows no later day for the answer to many requests.'),
}

/** A fee that this house does not charge; what it would do to the clock, and to who does not pay, is the law's to say. */
export function uncharged ({ payWithin, clock, unpaid }: Pick<Fee, 'payWithin' | 'clock' | 'unpaid'>): Fee {
  return {
    charged: silent(false, 'The law lets a body charge; the scales of this house are in yuan, so that it charges nothing here.'),
    byItem: silent({ steps: [], everyTenMore: 0 }, 'Nothing is charged.'),
    byVolume: silent({ steps: [] }, 'Nothing is charged.'),
    payWithin,
    clock,
    unpaid,
    objection: silent({ zh: '本机关不收取费用。', en: 'Nothing is charged.' }, 'Nothing is charged.'),
  }
}

/** Requests to correct a record, of which a law on access to information says nothing. */
export function plainCorrection (remedy: RemedyCode): Settings['correction'] {
  return {
    defects: silent(['inaccurate', 'incomplete', 'out_of_date', 'irrelevant'], 'Laws on personal data name these.'),
    notOurs: silent('forward_and_tell', 'It spares the applicant a journey.'),
    remedy,
  }
}

/**
 * The other days of a law: until when the answer can be contested is its own, and those of the steps are the house's. What is
 * not here the law does not know.
 */
export function plainTerms (reconsideration: Setting<TermRule>): TermRules {
  const named = (duty: TermRule['duty'], why: string): Setting<TermRule> => silent({ unit: 'working_days', n: null, duty }, why)
  return {
    reconsideration,
    clarification_reply: named('applicant', 'The notice names the last day.'),
    consultation_answer: named(null, 'The service of the letter settles the last day.'),
    notice_service: silent({ unit: 'working_days', n: 3, duty: 'clerk' },
      'Only what was served is answered; a paper that was signed leaves the house within three working days.'),
    section_task: named('officer', 'Who gives the task names the day.'),
    rectification: named('head', 'The order names the day.'),
    temporary_ground: silent({ unit: 'months', n: 6, duty: 'officer', repeats: true },
      'A ground that ends with the matter it protects is looked at every six months.'),
  }
}
