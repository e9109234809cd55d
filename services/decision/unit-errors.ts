import { fault, Refusal, refusal, type FieldFault, type Text } from '@lightwell/http/refusal'
import type { UnitGap } from './rules/unit-gaps.ts'

/** What is refused about a unit, its list of secret matters and its power to classify. */
export const errors = {
  listFiled: refusal(409, 'list_filed', '此一览表已经备案。', 'This list is filed already.'),
  authorityEnded: refusal(409, 'authority_ended', '此定密权限已经终止。', 'This authority was ended before.'),
} as const

/** What can be wrong with one field of them, apart from what its schema says. */
export const faults = {
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  endsFirst: fault('before_start', '结束日不得早于开始日。', 'The last day must not be before the first.'),
  notEarlier: fault('not_earlier', '终止日须早于原定的结束日。', 'This must be before the day on which it ends anyway.'),
} as const

const missing: Readonly<Record<UnitGap, (pointer: string) => FieldFault>> = {
  secrecy_holder_missing: fault('secrecy_holder_missing', '没有在岗的保密员。', 'Nobody holds the secrecy duty.'),
  head_missing: fault('head_missing', '没有单位负责人（保密管理负责人）。', 'Nobody is the head, who answers for secrecy.'),
  secret_list_missing: fault('secret_list_missing', '没有施行中的《国家秘密事项一览表》。', 'No list of secret matters is in force.'),
}

/** A unit that cannot release anything, with all that it lacks (S-04, E-57). */
export function unitNotReady (gaps: readonly UnitGap[]): Refusal {
  return new Refusal(409, 'unit_not_ready', {
    zh: '本单位尚不具备公开信息的保密条件，请先补齐所列各项。', en: 'The unit is not fit to release anything before it has what is listed.',
  }, { faults: gaps.map((gap) => missing[gap]('')) })
}

/** What a unit lacks, in words. */
export function unitGapText (gap: UnitGap): Text {
  return missing[gap]('').detail
}
