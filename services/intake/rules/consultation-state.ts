import type { Day } from '@lightwell/calendar/day'
import type { Regime } from '@lightwell/regimes/regime'
import type { Consultation } from '../case-view.ts'

/** Where a consultation stands: its letter is on its way, an answer is waited for, it came, or the time for it is over. */
export type ConsultationState = 'waiting_service' | 'waiting' | 'answered' | 'silent'

/** What the agency has to take a consultation for. */
export type ConsultationMeaning = 'agrees' | 'objects' | 'partly' | 'body_decides' | 'agreement'

type Answered = Pick<Consultation, 'kind' | 'servedOn' | 'answerBy' | 'answer' | 'answeredOn'>

/** The state on a day. Silence is a matter of the day alone: nobody records it. */
export function consultationState ({ servedOn, answerBy, answer }: Answered, today: Day): ConsultationState {
  if (answer !== null) return 'answered'
  if (servedOn === null || answerBy === null) return 'waiting_service'
  return today > answerBy ? 'silent' : 'waiting'
}

/** Whether an answer came after the time for it. */
export function isLateAnswer ({ answeredOn, answerBy }: Pick<Answered, 'answeredOn' | 'answerBy'>): boolean {
  return answeredOn !== null && answerBy !== null && answeredOn > answerBy
}

/**
 * What is to be taken from it on a day; null while it waits. An answer in time says it itself. A late one changes nothing
 * of what silence meant: the body decides (art. 32), or a co-maker agreed (art. 34). Of another body no article says what
 * its silence means, so the body that asked decides.
 */
export function consultationMeaning (asked: Answered, today: Day, regime: Regime): ConsultationMeaning | null {
  const state = consultationState(asked, today)
  if (state === 'answered' && !isLateAnswer(asked)) return asked.answer
  if (state === 'waiting_service' || state === 'waiting') return null
  return meaningOfSilence(asked.kind, regime)
}

/** What no answer means. */
export function meaningOfSilence (kind: Consultation['kind'], { consultation }: Regime): 'body_decides' | 'agreement' {
  return kind === 'co_maker' ? consultation.otherBody.silence.value : consultation.thirdParty.silence.value
}

/** The rule under which someone is asked: that of third parties, or that of other bodies. */
export function consultationRule (kind: Consultation['kind'], { consultation }: Regime): Regime['consultation']['thirdParty'] {
  return kind === 'third_party' ? consultation.thirdParty : consultation.otherBody
}
