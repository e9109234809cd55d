/** The written papers that carry a number of their own series. */
export type NoticeKind = 'decision' | 'extension'

/** What a number is made of: the agency's code, the year of issue in its zone, and the count within both. */
export type NoticeNumberParts = Readonly<{ agencyCode: string, kind: NoticeKind, year: number, count: number }>

// 公复: an answer; 公延: an extension of the time to answer.
const series: Readonly<Record<NoticeKind, string>> = { decision: '公复', extension: '公延' }

/**
 * The number of a notice in the form of official papers (发文字号), `XM公延〔2026〕1号`: the agency's code stands where its
 * paper sign (机关代字) does. It is the paper's name, so it is the same in every language.
 */
export function noticeNumber ({ agencyCode, kind, year, count }: NoticeNumberParts): string {
  return `${agencyCode}${series[kind]}〔${year}〕${count}号`
}
