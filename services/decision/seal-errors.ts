import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about sealed records and those that nobody could read. */
export const errors = {
  notSealed: refusal(409, 'not_sealed', '此信息没有封存。', 'This record is not sealed.'),
  destroyed: refusal(409, 'destroyed', '此信息的内容已销毁。', 'The content of this record is destroyed.'),
  submittedIt: refusal(403, 'submitted_it', '提交人不得对自己提交的信息作出认定。', 'Who submitted a record has no say in its seal.'),
  unsealingProposed: refusal(409, 'unsealing_proposed', '此信息已提请解除封存。', 'It was proposed already that this seal is a false alarm.'),
  unsealingMissing: refusal(409, 'unsealing_missing', '尚无人提请解除封存。', 'Nobody has proposed that this seal is a false alarm.'),
  sealedAgain: refusal(409, 'sealed_again', '此信息解除封存后又被封存，不再解除。', 'It was unsealed once and sealed again; it is not unsealed any more.'),
  foundItYourself: refusal(403, 'found_it_yourself', '误报须由另一人确认。', 'A false alarm is confirmed by another person.'),
  sameDuty: refusal(403, 'same_duty', '误报须由保密岗位与负责人共同认定。',
    'A false alarm is found by the secrecy duty and the head together.'),
  notUnreadable: refusal(409, 'not_unreadable', '此信息已由系统读取，无须人工检查。', 'This record was read; nobody has to look through it.'),
  checkedAlready: refusal(409, 'checked_already', '此信息已经人工检查。', 'Somebody looked through this record already.'),
} as const

/** What can be wrong with one field here, apart from what its schema says. */
export const faults = {
  otherPages: fault('other_pages', '与此文件的页数不一致。', 'This is not the number of its pages.'),
} as const
