import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { inLanguage, type Language } from '@lightwell/http/language'
import { dayNames } from './rules/feed-words.ts'
import type { FeedDay } from './store/feed-days.ts'
import type { FeedRow } from './store/feeds.ts'

const titles: Record<FeedRow['scope'], { zh: string, en: string }> = {
  agency: { zh: '依申请公开：机关期限', en: 'Information requests: days of the agency' },
  officer: { zh: '依申请公开：我的期限', en: 'Information requests: my days' },
  applicant: { zh: '政府信息公开申请：我的期限', en: 'My information requests: days' },
}

// How often a program should look again.
const everySeconds = 3_600

/**
 * A feed as a calendar (RFC 5545): a whole day for each, under a name that stays the same however often its day moves. What
 * rests on a year whose days off are not published is tentative.
 */
export function writeCalendar ({ scope, language }: Pick<FeedRow, 'scope' | 'language'>, days: readonly FeedDay[]): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'Lightwell', product: 'Due days', language: language === 'en' ? 'EN' : 'ZH' },
    name: inLanguage(titles[scope], language), method: ICalCalendarMethod.PUBLISH, ttl: everySeconds,
  })
  for (const day of days) {
    calendar.createEvent({
      id: `${day.id}-${day.kind === 'answer' ? 'due' : 'term'}@lightwell`,
      // A day belongs to no zone: it is written as it stands.
      start: new Date(`${day.on}T00:00:00Z`), allDay: true, timezone: null,
      sequence: day.sequence, stamp: day.changedAt, summary: summaryOf(day, language),
      description: day.requestId === null ? null : `/v1/deadlines/${day.requestId}`,
      status: day.provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}

function summaryOf (day: FeedDay, language: Language): string {
  const agency = inLanguage({ zh: day.agencyNameZh, en: day.agencyNameEn }, language)
  return [inLanguage(dayNames[day.kind], language), day.receiptNumber, agency].filter(Boolean).join(' · ')
}
