import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about chains of review and those who walk them. */
export const errors = {
  notQualified: refusal(403, 'not_qualified', '您没有当日有效的保密审查资格，不能提出审查意见。',
    'You have no qualification for secrecy review that holds today, so you cannot review.'),
  reviewedForAnswer: refusal(403, 'reviewed_it', '审查过其中信息的人不得批准此答复。',
    'Who reviewed a record of an answer may not approve it.'),
} as const

/** What can be wrong with one field of a chain or a review, apart from what its schema says. */
export const faults = {
  inThePast: fault('in_the_past', '不得早于今天：已经提交的信息仍按原流程审查。',
    'This must not be before today: what is submitted keeps the chain that it has.'),
  beforeTheLast: fault('before_the_last', '不得早于上一次变更之日。', 'This must not be before the day of the last change.'),
  levelRequired: fault('required', '审查环节须写明审级。', 'A stage of review has a level.'),
  noLevel: fault('not_listed', '只有审查环节有审级。', 'Only a stage of review has a level.'),
  levelBeyond: fault('beyond_the_chain', '该机关没有这一审级的岗位。', 'The agency has no posts of this level.'),
  levelsOutOfOrder: fault('out_of_order', '审级须由低到高，每级一次。', 'Levels of review go up, each once.'),
  reviewRequired: fault('review_required', '每一条信息至少须经一级审查。', 'Every record is reviewed by one level at least.'),
  opinionRepeated: fault('opinion_repeated', '同一批中已有相同的审查意见，请逐件写明理由。',
    'Another review of this batch says the same; give each record a reason of its own.'),
  tooManyPeople: fault('too_many', '各环节合计不得超过九人。', 'All stages together have nine people at most.'),
} as const
