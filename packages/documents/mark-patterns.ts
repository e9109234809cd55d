import { starLookAlikes } from './mark-alphabet.ts'

// All patterns are read against folded text: no blanks, half-width, simplified. `Ahead` begins after the level,
// `Behind` ends before it. Each is read against a short stretch, so that no text can make the search slow.

export const starAhead = /^级?(?:[:._-]?\(?★|\(?[★*])[★*]{0,2}\)?/
export const dotAhead = /^级?[·-]/
export const lookAlikeAhead = new RegExp(`^级?[${starLookAlikes}]`)

/** Secrets of other kinds end in the same two characters; with a star beside them a person must look. */
export const otherSecretBehind = /(?:商业|工作|企业|公司|个人|行业|技术|内部)$/
/** Talk of secrets, which an asterisk or a bullet on the next line does not make a mark. */
export const talkBehind = /(?:国家|保守|泄露|军事|商业|工作|企业|公司|个人|行业|技术|内部)$/
/** 绝密★启用前 stands on exam papers that are long public. */
export const examPaper = /^(?:启用|开考|考毕|开封|启封|.{0,12}考试)/

export const labelBehind =
  /(?:密级|密别|[秘保涉]密等级|[保涉]密级别)(?:[和与及]?保密期限)?(?<mark>[:\])】|>"']{0,4})(?<box>[□○]?)$/
export const tickedBehind = /密级[^。;]{0,16}[☑☒√✓✔■]$/
export const alternativesAhead = /^级?(?:[、,/或和及|]|[□○☐])+(?:绝密|机密|秘密|内部|公开|非密)/

export const openBrackets = '([【〔'
export const closeBracketAhead = /^级?[)\]】〕]/
/** A paragraph number before a bracketed level. */
export const paragraphNumber = /^(?:(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.、)])?$/

// A mark between typographic quotes is spoken of; straight quotes are data.
export const openQuotes = '“‘「『《'
export const closeQuotes = '”’」』》'

/** What stands on the line of a mark in the head of a paper: copy number, urgency, a stamp, ornament. */
export const besides = new RegExp('^(?:[★*·()\\[\\]【】〔〕<>|=-]|特急|加急|平急|特提|急件|' +
  '份?号?:?(?:No\\.?)?[0-9]{4,8}(?![0-9])号?|内部资料|注意保[管密存])*$')
export const mangledStarAhead = new RegExp(`^级?[${starLookAlikes}]?`)

/** Stamps on papers that are no state secret. A line of nothing else is a stamp. */
export const stampWords = /工作秘密|内部|(?:不得|严禁|请勿|禁止)外传/g
export const stampLine = new RegExp('^(?:[()\\[\\]【】〔〕,、·★*!:|=-]|' +
  '(?:仅供|供|限)?内部(?:资料|使用|文件|材料|事项|参考|参阅|传阅|掌握|刊物)?|工作秘密|' +
  '(?:不得|严禁|请勿|禁止)(?:外传|复制|翻印|转载)|(?:注意|妥善)保[管密存]|' +
  '特急|加急|平急|特提|急件|(?:密级|密别):)+$')
/** A stamp inside a line. */
export const stampWithin = new RegExp('(?:内部(?:资料|使用|文件|材料|事项|参考|传阅)[(,、·]?' +
  '(?:(?:不得|严禁|请勿|禁止)外传|(?:注意|妥善)保[管密存])|' +
  '(?:本|此)(?:资料|文件|材料|件|报告)[^。;,]{0,8}(?:不得|严禁|请勿|禁止)外传|密级:(?:内部|工作秘密)|内部[★])')
