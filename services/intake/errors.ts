import { fault, refusal, type FieldFault, type Text } from '@lightwell/http/refusal'

/** What this room refuses, apart from what every door refuses. */
export const errors = {
  paperNotClean: refusal(409, 'paper_not_clean', '文书中含有密级标志或者身份证件号码，不能发出。',
    'The paper would carry a classification mark or an identity number; it cannot go out.'),
  postRevoked: refusal(409, 'post_revoked', '该岗位已经撤销。', 'This post has been revoked.'),
}

/** What can be wrong with one field, apart from what its schema says. */
export const faults = {
  unknownAgency: fault('unknown_agency', '没有此公开义务人。', 'There is no such agency.'),
  takesNoRequests: fault('takes_no_requests', '该机关不受理公开申请。', 'This agency takes no requests.'),
  contactRequired: fault('contact_required', '请至少填写一种联系方式。', 'At least one way to be reached is needed.'),
  onlineOnly: fault('online_only', '只有登记人员可以录入其他渠道的申请；请用 online。',
    'Only a clerk enters requests of other channels; use online.'),
  paperOnly: fault('paper_only', '登记人员只录入书面等渠道收到的申请。', 'A clerk enters only what arrived by another way.'),
  channelRequired: fault('required', '请注明申请到达的渠道。', 'Say by which channel the request arrived.'),
  clerkOnly: fault('clerk_only', '网上申请的收到日为提交当日，不可填写。',
    'An online request is received on the day it is sent; only a clerk says otherwise.'),
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  beforeStart: fault('before_start', '结束日不得早于开始日。', 'The last day must not be before the first.'),
  notAName: fault('not_a_name', '姓名中不得有身份证号码或者密级标志。', 'A name holds no ID number and no classification mark.'),
  idShape: fault('id_shape', '身份证号码应为 18 位。', 'A resident ID number has 18 characters.'),
  idRegion: fault('id_region', '身份证号码的地区代码不存在。', 'The region of the ID number does not exist.'),
  idBirthDate: fault('id_birth_date', '身份证号码中的出生日期不存在或者未到。',
    'The birth date in the ID number is no day, or has not come yet.'),
  idSequence: fault('id_sequence', '身份证号码的顺序码无效。', 'The sequence of the ID number is not in use.'),
  idCheckCharacter: fault('id_check_character', '身份证号码的校验码不符，请核对。',
    'The check character of the ID number does not fit; look for a slip.'),
  birthDateDiffers: fault('id_birth_date_differs', '出生日期与身份证号码不一致。',
    'The birth date differs from the ID number.'),
  sexDiffers: fault('id_sex_differs', '性别与身份证号码不一致。', 'The sex differs from the ID number.'),
} as const

/** A field that a form asks for and the body lacks; `citation` names the article that asks. */
export function requiredBy (pointer: string, citation: Text | undefined): FieldFault {
  if (citation === undefined) return { pointer, code: 'required', detail: { zh: '此项必填。', en: 'This is required.' } }
  return {
    pointer,
    code: 'required',
    detail: { zh: `此项必填（${citation.zh}）。`, en: `This is required (${citation.en}).` },
  }
}
