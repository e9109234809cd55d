import { refusal, refusalForNow } from './refusal.ts'

/** What every door may answer, whichever room stands behind it. */
export const errors = {
  unauthenticated: refusal(401, 'unauthenticated', '需要有效的令牌。', 'A valid token is needed.'),
  notFound: refusal(404, 'not_found', '没有此内容，或您无权查看。', 'There is no such thing, or it is not visible to you.'),
  notAllowed: refusal(403, 'not_allowed', '您的职责不允许此操作。', 'Your duties do not allow this.'),
  stale: refusal(412, 'stale', '内容已被他人更改，请重新读取。', 'It has changed since you read it; read it again.'),
  ifMatchRequired: refusal(428, 'if_match_required', '请以 If-Match 注明所读取的版本。',
    'Say by If-Match which version you have read.'),
  keyMalformed: refusal(400, 'idempotency_key_malformed', 'Idempotency-Key 应为 16 至 255 个字符的字符串。',
    'Idempotency-Key must be a string of 16 to 255 characters.'),
  keyInUse: refusalForNow(409, 'idempotency_key_in_use', {
    zh: '同一请求正在处理，请稍后再试。', en: 'The same request is being handled; try again shortly.',
  }, 1),
  keyReused: refusal(422, 'idempotency_key_reused', '此 Idempotency-Key 已用于其他内容。',
    'This Idempotency-Key was used with other content.'),
  unsupportedMediaType: refusal(415, 'unsupported_media_type', '请求体须为 UTF-8 的 application/json。',
    'The body must be application/json in UTF-8.'),
  unsupportedEncoding: refusal(415, 'unsupported_content_encoding', '不接受压缩的请求体。',
    'Compressed bodies are not accepted.'),
  tooLarge: refusal(413, 'too_large', '请求体过大。', 'The body is too large.'),
  tooManyRequests: refusal(429, 'too_many_requests', '请求过于频繁，请稍后再试。', 'Too many requests; try again later.'),
  unreadable: refusal(400, 'unreadable', '请求无法读取。', 'The request cannot be read.'),
  methodNotAllowed: refusal(405, 'method_not_allowed', '不支持此方法。', 'This method is not supported here.'),
  uriTooLong: refusal(414, 'uri_too_long', '地址过长。', 'The address is too long.'),
  unavailable: refusalForNow(503, 'unavailable', {
    zh: '系统暂时无法处理，请稍后再试。', en: 'This cannot be handled for the moment; try again shortly.',
  }, 5),
  internal: refusal(500, 'internal_error', '系统出现错误，已记录。', 'Something went wrong here; it has been recorded.'),
} as const
