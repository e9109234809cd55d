import type { notices } from '@lightwell/schema/tables/common'
import type { housePapers } from '@lightwell/schema/tables/decision-papers'

/** The written papers that go out. */
export type NoticeKind = typeof notices.$inferSelect['kind']

/** The written papers that carry a number of their own series: those that go out, and those that stay in the house. */
export type PaperKind = NoticeKind | typeof housePapers.$inferSelect['kind']

/** What a number is made of: the agency's sign, the year of issue in its zone, and the count within both. */
export type NoticeNumberParts = Readonly<{ sign: string, kind: PaperKind, year: number, count: number }>

const series: Readonly<Record<PaperKind, string>> = {
  decision: '公复',
  extension: '公延',
  registration: '公登',
  clarification: '公补',
  consultation: '公征',
  cooperation: '公协',
  consultation_told: '公告',
  third_party_decision: '公知',
  transfer: '公转',
  lapse: '公终',
  reasons: '公说',
  deferral: '公迟',
  fee: '公费',
  correction: '公更',
  dispute_result: '公议',
  review_filing: '公备',
  approval_sheet: '公批',
  secret_filing: '密备',
}

/**
 * The number of a notice in the form of official papers (发文字号), `XM公延〔2026〕1号`. The sign is the agency's paper sign
 * (机关代字), or its code where it has none. It is the paper's name, so it is the same in every language.
 */
export function noticeNumber ({ sign, kind, year, count }: NoticeNumberParts): string {
  return `${sign}${series[kind]}〔${year}〕${count}号`
}
