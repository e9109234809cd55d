import { fault, Refusal, refusal } from '@lightwell/http/refusal'

/** What the oversight room refuses. */
export const errors = {
  invalidQuery: (reason: string) => new Refusal(400, 'invalid_query', { zh: `查询无效：${reason}`, en: reason }),
  queryTooLong: refusal(400, 'query_too_long', '查询文本过长。', 'The query text is too long.'),
  queryTooLarge: refusal(400, 'query_too_large', '查询的词法单元过多。', 'The query has too many tokens.'),
  queryTooDeep: refusal(400, 'query_too_deep', '查询嵌套过深。', 'The query is nested too deeply.'),
  tooManyAliases: refusal(400, 'too_many_aliases', '查询的别名过多。', 'The query has too many aliases.'),
  oneOperation: refusal(400, 'one_operation', '每次只能执行一个查询。', 'A document holds one query.'),
  wrongCursor: () => new Refusal(422, 'wrong_cursor', wrongCursor, {
    faults: [{ pointer: '/after', code: 'wrong_cursor', detail: wrongCursor }],
  }),
  queryOnly: refusal(400, 'query_only', '此处只能查询，不能修改或者订阅。', 'Only queries are answered here.'),
  deliveryNotParked: refusal(409, 'delivery_not_parked', '该投递未被搁置，无需重放。',
    'This delivery is not parked; there is nothing to replay.'),
  incidentReported: refusal(409, 'incident_reported', '此事件已报告。', 'This incident is reported already.'),
  incidentClosed: refusal(409, 'incident_closed', '此事件已了结。', 'This incident is closed.'),
  incidentNotReported: refusal(409, 'incident_not_reported', '此事件尚未报告，不能了结。', 'This incident is not reported yet; it is not closed before.'),
  tooManyFeeds: refusal(409, 'too_many_feeds', '您的日历订阅已达上限，请先撤销不用的订阅。',
    'You have as many calendar feeds as one may have; revoke one first.'),
} as const

/** What can be wrong with the fields of what is sent here. */
export const faults = {
  required: fault('required', '此项必填。', 'This is needed.'),
  notHere: fault('not_here', '此类订阅不用填此项。', 'A feed of this scope does not take it.'),
  unknownAgency: fault('unknown_agency', '没有此机关。', 'There is no such agency.'),
  notYours: fault('not_yours', '此申请不在您的令牌之下。', 'Your token does not open this request.'),
} as const

const wrongCursor = { zh: '翻页标记无效。', en: 'This cursor was not given by this list.' }
