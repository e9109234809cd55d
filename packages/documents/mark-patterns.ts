import { starLookAlikes } from './mark-alphabet.ts'

// All patterns are read against folded text: no blanks, half-width, simplified. `Ahead` begins after the level,
// `Behind` ends before it. Each is read against a short stretch, so that no text can make the search slow.

/** A level whose two characters something was put between: 秘·密, 【秘】【密】. */
export const splitLevel = /([绝机秘])[^\p{L}\p{N}]{1,8}密$/u
export const noWord = /[^\p{L}\p{N}]/u

const english = '(?:\\(?(?:TOP)?(?:SECRET|CONFIDENTIAL)\\)?)?'
export const starAhead = new RegExp(`^(?:级|[([【〔]级[)\\]】〕])?${english}(?:[·:._/|~)\\]】〕-]{0,2}[([【〔]?★|[()\\]】〕]?[★*])[★*]{0,2}[)\\]】〕]?`, 'i')
/** Any sign that ends no part of a sentence: a program that has no star writes a question mark. */
export const dotAhead = new RegExp(`^级?(?![${starLookAlikes}])[^\\p{L}\\p{N}\\p{So}\\p{Co},.;:!、。()]`, 'u')
export const lookAlikeAhead = new RegExp(`^级?[${starLookAlikes}\\p{So}\\p{Co}]`, 'u')
/** A star between the separators of data: "秘密","★","10年" */
export const starApartAhead = /^级?[^\p{L}\p{N}。;!?★*]{1,8}[★*][^\p{L}\p{N}。;!?★*]{0,8}/u

/** Secrets of other kinds end in the same two characters; with a star beside them a person must look. */
export const otherSecretBehind = /(?:商业|工作|企业|公司|个人|行业|技术|内部)$/
/** Talk of secrets, which an asterisk or a bullet on the next line does not make a mark. */
export const talkBehind = /(?:国家|保守|泄露|军事|商业|工作|企业|公司|个人|行业|技术|内部)$/
/** 绝密★启用前 stands on exam papers that are long public. */
export const examPaper = /^(?:启用|开考|考毕|开封|启封|.{0,12}考试)/

/** How a label may end: all else is looked at no further. */
export const labelEnd = /[级别限密]|[^\p{L}\p{N}]/u
export const labelBehind =
  /(?:密级|密别|[秘保涉]密等级|[保涉]密级别|定密)(?:标[识志注]|[([]?[和与及、/]?(?:保密)?期限[)\]]?)?(?<mark>[:=_*|>"'\])】]{0,6})[([【]?(?<box>[□○]?)$/
/** 本文件密级为机密, 此件机密: a sentence that says it of the paper it stands on. */
export const statedBehind =
  /(?:(?:本|此|该)[^。;,]{0,12}(?:密级|密别)(?:确定|核定|[认判]定)?[为是]|[本此](?:件|文件|资料|报告|材料|图)(?:[系为是]|属于?|定为|确定为)?)$/
/** The whole of a line, but for the level at its end. */
export const statedLine = /密级(?:[定认]?为|是)$/
/** What makes of a level another word. */
export const otherWordAhead = /^级?(?:性|地|事|工作|[大之别]|信息)/
/** The period in its own field beside the level. */
export const periodLabel = /^级?[)\]】〕]?[([【〔]?[,;|]?(?:保密)?期限[为是]?[:|]?/
/** A cell of a table that is written with separators. */
export const cellBehind = /[,;|]"?$/
export const cellAhead = /^级?"?[,;|]/
/** How names of files set it apart: 机密_关于某事的报告, 名单-秘密.xlsx, 机密.txt. */
export const nameAhead = /^级?(?:[_+-]|\.[A-Za-z0-9]{2,5}$)/
export const nameBehind = /[_+-]$/
export const nameEnd = /^级?(?:\.[A-Za-z0-9]{2,5})?$/
export const otherLevel = /[绝机秘]密/
// Boxes stand before the words that they are for, or after them where a word comes first.
const boxes = '密级(?![:|]?[A-D0-9]?[.、]?\\p{Script=Han})[^。;]{0,24}'
export const tickedBehind = new RegExp(`${boxes}(?:[([【]?[☑☒√✓✔■✅][)\\]】]?|[○◯][^。;]{1,16}·)$`, 'u')
/** What is seen as a ticked box in a symbol font: a person must look where the font is lost. */
export const letterTickBehind = new RegExp(`${boxes}[([【]?[RPSTþýü][)\\]】]?$`, 'u')
export const optionsBehind = /密级[:|]?[A-D0-9]?[.、]?\p{Script=Han}[^。;]{0,24}$/u
export const tickedAhead = /^级?[([【]?[☑☒√✓✔■✅][)\]】]?/u
export const alternativesAhead = /^级?(?:[、,/或和及|]|[□○☐])+(?:绝密|机密|秘密|内部|公开|非密)/

export const openBrackets = '([【〔'
export const closeBracketAhead = /^级?[)\]】〕]/
/** A paragraph number before a bracketed level. */
export const paragraphNumber = /^(?:(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.、)])?$/

// A mark between typographic quotes is spoken of; straight quotes are data.
export const openQuotes = '“‘「『《'
export const closeQuotes = '”’」』》'

/** What stands on the line of a mark in the head of a paper: copy number, urgency, a stamp, ornament. */
export const besides = new RegExp('^(?:[★*·()\\[\\]【】〔〕{}<>|=_~#-]|特急|加急|平急|特提|急件|' +
  '份?号?:?(?:No\\.?)?[0-9]{4,8}(?![0-9])号?|内部资料|注意保[管密存]|(?:TOP)?SECRET|CONFIDENTIAL)*$', 'i')
export const mangledStarAhead = new RegExp(`^(?:级|件(?!\\p{Script=Han}))?[${starLookAlikes}]?`, 'u')

/** A stamp of English papers, alone on its line. */
export const englishWords = /(?:TOP-?)?SECRET|CONFIDENTIAL/gi
export const englishBefore = /^(?:[★*()[\]{}<>|=_":-]|STRICTLY|HIGHLY|MOST|STATE|CLASSIFIED|CLASSIFICATION|UK|US|NATO)*$/i
export const englishAfter = /^(?:\/\/[A-Z/,-]{1,20})?[★*()[\]{}<>|=_"-]*$/i

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
