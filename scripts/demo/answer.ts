import { byStaff, type Case, type Desk } from './desk.ts'

/** One asked item and its answer. */
export type Part = {
  description: string
  outcome: 'disclose' | 'refuse' | 'redact_and_disclose'
  grounds?: readonly string[]
  records?: readonly string[]
}

type Decision = { id: string, outcome: string, noticeId: string | null, servedOn: string | null }

/** The officer proposes an answer and the head approves it. Gives the id of its notice. */
export async function answer (desk: Desk, filed: Case, parts: readonly Part[]): Promise<string> {
  const { id, agency, answeredBy } = filed
  const releases = parts.some(({ outcome }) => outcome !== 'refuse')
  const delivery = { on: desk.today, manner: answeredBy === 'online' ? '网上提供' : '邮寄' }
  const { id: decisionId } = await desk.step<Decision>({
    ...byStaff(agency, 'officer'), does: 'proposes the answer', expect: 201,
    method: 'POST', path: '/v1/decisions', body: { requestId: id, parts, ...releases && { delivery } },
  }, ({ outcome }) => outcome)
  const { noticeId } = await desk.step<Decision>({
    ...byStaff(agency, 'head'), does: 'approves it', expect: 200,
    method: 'POST', path: `/v1/decisions/${decisionId}/approval`, body: {},
  }, ({ servedOn }) => servedOn === null ? 'issued, and not served yet' : `issued, and served on ${servedOn}`)
  return noticeId as string
}

/** The clerk records that the notice was handed to the post office: that day counts. */
export async function post (desk: Desk, { agency }: Case, noticeId: string): Promise<void> {
  await desk.step({
    ...byStaff(agency, 'clerk'), does: 'hands the notice to the post office', expect: 200,
    method: 'POST', path: `/v1/notices/${noticeId}/service`,
    body: { method: 'post', on: desk.today, evidence: '挂号信收据 XA00000000132' },
  }, () => `served on ${desk.today}`)
}
