import type { Caller, Duty, HeldPost } from '@lightwell/http/caller'
import { untouched, type CaseView, type RequestRow } from '../../../../services/intake/case-view.ts'
import type { RequestStatus } from '../../../../services/intake/rules/request-status.ts'

/** Tuesday, the second day of the case that `aView` shows. */
export const now = new Date('2026-03-03T01:00:00Z')

/** A case at XM that was received on Monday 2 March 2026 and is due on the ninth; nothing else has happened to it. */
export function aView (
  { status = 'registered', request = {}, ...changes }: Partial<Omit<CaseView, 'request'>> & { status?: RequestStatus, request?: Partial<RequestRow> } = {},
): CaseView {
  return {
    ...untouched,
    request: {
      id: 'r1', agencyCode: 'XM', apiClientId: null, status, kind: 'disclosure', regimeId: 'county', regimeVersion: 'county@1',
      calendarId: 'CN', zone: 'Asia/Shanghai', receivedOn: '2026-03-02', confirmBy: null, confirmedOn: null, ...request,
    } as RequestRow,
    version: 2,
    agencyName: { zh: '新民镇人民政府', en: 'Xinmin Town Government' },
    deadline: {
      state: 'running', dueOn: '2026-03-09', dueAt: new Date('2026-03-09T16:00:00Z'), provisional: false, pausedUntil: null,
      extendedWorkingDays: 0,
    },
    ...changes,
  }
}

/** A person of XM with these duties. */
export function staff (personId: string, ...duties: Duty[]): Caller {
  const posts: HeldPost[] = duties.map((duty) => ({ agencyCode: 'XM', duty, level: null, asDeputy: false }))
  return { kind: 'staff', personId, posts }
}
