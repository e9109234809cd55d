import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about papers on their way to their readers. */
export const errors = {
  sendingOnItsWay: refusal(409, 'sending_on_its_way', '此文书已经寄出或者送出，尚未送达，也未退回。',
    'This paper is on its way: it neither reached its reader nor came back.'),
  sendingReturned: refusal(409, 'sending_returned', '此次送达已经登记为退回。', 'That this came back is on record already.'),
  sendingReached: refusal(409, 'sending_reached', '此文书已经签收、留置或者公告，不能登记为退回。',
    'What was signed for, left before a witness or posted in public does not come back.'),
} as const

/** What can be wrong with one field of a service, apart from what its schema says. */
export const faults = {
  waybillRequired: fault('required', '邮寄送达须写明邮件号码。', 'What is posted has a waybill.'),
  notOfThisMethod: fault('not_needed', '此种送达方式没有此项。', 'This way of serving has no such thing.'),
  notTheDaySent: fault('not_the_day_sent', '此种送达以交寄或者发送之日为准，与登记的送出日期不一致。',
    'What counts is the day on which it was handed over or sent, and another one is on record.'),
  beforeSent: fault('before_sent', '不得早于送出之日。', 'This must not be before the day on which it was sent.'),
  beforeReturn: fault('before_return', '不得早于上一次退回之日。', 'This must not be before the day on which it came back.'),
  endsTooEarly: fault('before_its_day', '公告期须晚于公告之日。', 'A public notice ends after the day on which it was posted.'),
} as const
