import { addDays, type Day } from '@lightwell/calendar/day'
import type { CallAnswer } from '../support/house.ts'
import type { Drawer } from '../support/drawer.ts'

/** A case of the year, by what was told of it to those who act; `asked` is what is not tried twice. */
export type YearCase = {
  id: string, agency: string, accessToken: string, asked: Set<string>
  clarification?: string, consultation?: string, fee?: string, withdrawn?: boolean
}

/** Sends a call and notes what became of it. */
export type Act = (name: string, path: string, options: { as: string, body: object }) => Promise<CallAnswer['body']>

type Acting = { one: YearCase, today: Day, act: Act, pick: Drawer }

const reason = '涉及多个部门的档案，须逐卷查找。'
const once = ({ asked }: YearCase, what: string): boolean => !asked.has(what) && asked.add(what).size > 0
const of = ({ agency }: YearCase, duty: string): string => `${agency.toLowerCase()}.${duty}`

/** What may happen to a case between its filing and its answer; what has no place in it is refused, and that is well. */
export const yearActs: readonly ((acting: Acting) => Promise<void>)[] = [
  async ({ one, today, act, pick }) => {
    if (one.clarification !== undefined) {
      const { clarification } = one
      delete one.clarification
      await act('answer clarification', `clarifications/${clarification}/response`, { as: one.accessToken, body: { description: '2023年度明细' } })
      return
    }
    if (!once(one, 'clarification')) return
    const asked = await act('ask clarification', `requests/${one.id}/clarifications`, {
      as: of(one, 'officer'), body: { items: ['所指何年'], respondBy: addDays(today, pick([14, 20, 30])) },
    })
    if (asked !== undefined) one.clarification = asked.id
  },
  async ({ one, today, act, pick }) => {
    if (one.consultation !== undefined) {
      const { consultation } = one
      delete one.consultation
      const body = { answer: pick(['agrees', 'objects']), reason: '涉及商业秘密', receivedOn: today, evidence: '来函' }
      await act('answer consultation', `consultations/${consultation}/response`, { as: of(one, 'officer'), body })
      return
    }
    if (one.agency === 'UKB') return
    const opened = await act('open consultation', `requests/${one.id}/consultations`, {
      as: of(one, 'officer'), body: {
        kind: pick(['third_party', 'co_maker', 'other_body']), party: '某公司', interest: '经营信息', question: '是否同意公开',
        service: { method: 'post', on: today, evidence: '挂号信' },
      },
    })
    if (opened !== undefined) one.consultation = opened.id
  },
  async ({ one, act, pick }) => {
    if (!once(one, 'extension')) return
    const asked = await act('ask extension', `deadlines/${one.id}/extensions`, { as: of(one, 'officer'), body: { reason } })
    if (asked === undefined) return
    const verb = pick(['approval', 'approval', 'rejection'])
    await act(verb === 'approval' ? 'approve extension' : 'reject extension', `extensions/${asked.id}/${verb}`, { as: of(one, 'head'), body: { reason } })
  },
  async ({ one, today, act, pick }) => {
    if (!once(one, 'correction')) return
    const asked = await act('correct entry', `deadlines/${one.id}/corrections`, {
      as: of(one, 'clerk'), body: { seq: pick([1, 1, 1, 2]), onDay: addDays(today, -pick([1, 2, 3, 9])), reason, evidence: '邮戳' },
    })
    if (asked?.state !== 'pending') return
    await act('approve correction', `clock-corrections/${asked.id}/${pick(['approval', 'rejection'])}`, { as: of(one, 'head'), body: { reason } })
  },
  async ({ one, today, act }) => {
    if (one.fee !== undefined) {
      const { fee } = one
      delete one.fee
      await act('pay fee', `fees/${fee}/payment`, { as: of(one, 'clerk'), body: { paidOn: today, payment: '银行回单' } })
      return
    }
    // Only the city charges, and once.
    if (one.agency !== 'CITY' || !once(one, 'fee')) return
    const proposed = await act('propose fee', `requests/${one.id}/fees`, { as: of(one, 'officer'), body: { scale: 'by_volume', pages: 250, reason } })
    if (proposed === undefined) return
    const charged = await act('charge fee', `fees/${proposed.id}/approval`, { as: of(one, 'head'), body: {} })
    if (charged !== undefined) one.fee = proposed.id
  },
  async ({ one, act, pick }) => {
    if (pick([true, false, false])) one.withdrawn = undefined !== await act('withdraw', `requests/${one.id}/withdrawal`, { as: one.accessToken, body: {} })
  },
]
