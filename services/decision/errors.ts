import { refusal, type FieldFault } from '@lightwell/http/refusal'

/** Every refusal of this room. */
export const errors = {
  requestNotOpen: refusal(409, 'request_not_open', '此申请已答复或已终止，不能再办理。',
    'This request is answered or ended; nothing more can be done on it.'),

  recordSealed: refusal(409, 'record_sealed', '此信息带有国家秘密标志，已封存，任何人不得查看、审查或者公开。',
    'This record bears a state-secret mark and is sealed: nobody may open, review or release it.'),
  scanUnfinished: refusal(409, 'scan_unfinished', '密级标志扫描尚未完成。', 'The scan for marks is not finished.'),
  scanUnreadable: refusal(409, 'scan_unreadable', '系统无法读取此文件的文字，不能作出公开或者区分处理的意见。',
    'The text of this file cannot be read, so it cannot be passed for release or redaction.'),
  storedBytesDiffer: refusal(500, 'stored_bytes_differ', '保存的文件与登记的摘要不一致，已拒绝提供。',
    'The stored bytes are not those that were registered; they are not given out.'),
  releasedBytesDiffer: refusal(500, 'released_bytes_differ', '保存的文件与批准公开的内容不一致，已拒绝提供。',
    'The stored bytes are not those that were approved for release; they are not given out.'),

  levelNotHeld: refusal(403, 'level_not_held', '您不担任这一级审查。', 'You do not hold the review at this level.'),
  submitterMayNotReview: refusal(403, 'submitter_may_not_review', '提交人不得审查自己提交的信息。',
    'Who submitted a record may not review it.'),
  reviewerReviewedAlready: refusal(403, 'reviewer_reviewed_already', '您已审查过此信息，各级审查须由不同的人进行。',
    'You have reviewed this record; its levels are for different people.'),
  otherBytes: refusal(409, 'other_bytes', '所审内容的摘要与此信息不一致。', 'The hash is not that of this record’s bytes.'),
  contentNotOpened: refusal(409, 'content_not_opened', '您尚未打开此信息的内容，不能提出审查意见。',
    'You have not opened the content, so you cannot pass it.'),
  levelOutOfOrder: refusal(409, 'level_out_of_order', '审查须逐级进行，每级一次。', 'Levels are reviewed in order, each once.'),

  decisionOpen: refusal(409, 'decision_open', '此申请已有待批准的答复。', 'This request already has a proposed decision.'),
  decisionDecided: refusal(409, 'decision_decided', '此答复已批准或者已退回。', 'This decision is already approved or returned.'),
  decisionNotIssued: refusal(409, 'decision_not_issued', '此答复尚未作出，没有告知书。',
    'This decision is not issued yet and has no notice.'),
  proposerMayNotDecide: refusal(403, 'proposer_may_not_decide', '拟办人不得批准或者退回自己提出的答复。',
    'Who proposed a decision may not decide on it.'),
  decisionFaulty: refusal(409, 'decision_faulty', '此答复已不符合规定，请退回后重新提出。',
    'This decision no longer holds; return it and propose another.'),
  noticeNotClean: refusal(409, 'notice_not_clean', '告知书中出现密级标志或者身份证件号码，不得发出。',
    'The notice would carry a mark or an identity number and cannot be issued.'),

  noticeServed: refusal(409, 'notice_served', '此告知书的送达已登记。', 'The service of this notice is already recorded.'),
  noticeBytesDiffer: refusal(500, 'notice_bytes_differ', '保存的告知书与发出的内容不一致，已拒绝提供。',
    'The stored notice is not the one that was issued; it is not given out.'),
} as const

function fault (code: string, zh: string, en: string): (pointer: string) => FieldFault {
  return (pointer) => ({ pointer, code, detail: { zh, en } })
}

/** What can be wrong with one field, apart from what its schema says. */
export const faults = {
  toBeforeFrom: fault('to_before_from', '截止日不得早于起始日。', 'The last day must not be before the first.'),
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  beforeIssue: fault('before_issue', '送达日不得早于作出日。', 'A notice cannot be served before it was issued.'),
  fieldRequired: fault('required', '此项必填。', 'This is required.'),

  levelNotInChain: fault('level_not_in_chain', '此信息的审查没有这一级。', 'The chain of this record has no such level.'),
  checklistForbidsRelease: fault('checklist_forbids_release', '审查要点中有一项为“是”，不得提出公开的意见。',
    'A yes on the checklist forbids the finding “release”.'),
  opinionTooShort: fault('too_short', '请写明审查意见的理由。', 'Give a reason for the finding.'),
  opinionCopied: fault('opinion_copied', '审查意见与前一级相同，请写明本级的理由。',
    'This repeats the opinion of another level; give a reason of your own.'),
  groundRequired: fault('required', '请至少写明一项理由。', 'At least one ground is needed.'),
  unknownGround: fault('unknown_ground', '所适用的规则没有此项理由。', 'The regime has no such ground.'),

  outcomeDiffers: fault('outcome_differs', '与各部分的处理结果不一致。', 'This is not the outcome of the parts.'),
  notForDisclosure: fault('not_for_disclosure', '全部公开的部分不能使用此项理由。',
    'A part that is disclosed cannot rest on this ground.'),
  notForRedaction: fault('not_for_redaction', '区分处理只能使用不予公开的理由。',
    'A part can only be redacted on a ground for withholding.'),
  detailRequired: fault('required', '此项理由须说明具体依据、去处或者获取方式。',
    'This ground must say which law, which place or which body.'),
  recordRequired: fault('required', '公开的部分须列明所公开的信息。', 'A part that is released names its records.'),
  notOfThisRequest: fault('not_of_this_request', '此信息不属于本申请。', 'This record does not belong to the request.'),
  renditionIsPartial: fault('rendition_is_partial', '此信息已作区分处理，应列为部分公开。',
    'This record is redacted; its part is redact_and_disclose.'),
  notARendition: fault('not_a_rendition', '部分公开的内容须为区分处理后的信息。', 'This record has not been redacted.'),
  redactionGroundMissing: fault('redaction_ground_missing', '未列明区分处理所依据的理由。',
    'A ground on which words were removed is not among these.'),
  releasedAndRefused: fault('released_and_refused', '同一信息不能既公开又不公开。',
    'One record cannot be both released and refused.'),
  tooManyRecords: fault('too_many_records', '一次答复公开的信息不得超过200件。', 'One decision releases at most 200 records.'),
  tooManyBytes: fault('too_many_bytes', '一次答复公开的信息合计不得超过100MB。',
    'The records that one decision releases are at most 100 MB together.'),
  markInText: fault('mark_in_text', '文字中出现密级标志。', 'This text bears a classification mark.'),
  idNumberInText: fault('id_number_in_text', '文字中出现身份证件号码。', 'This text holds an identity number.'),
  spansRequired: fault('required', '请至少选定一处内容。', 'At least one span is needed.'),
  spanOutside: fault('span_out_of_range', '所选范围不在文本之内。', 'This span does not lie in the text.'),
  spanEmpty: fault('span_empty', '所选范围为空。', 'This span is empty.'),
  spansOverlap: fault('spans_overlap', '所选范围相互重叠。', 'This span overlaps another.'),
} as const
