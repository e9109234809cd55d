import { Type, type Static } from '@sinclair/typebox'
import { isEnded, requestStatuses } from '../rules/request-status.ts'
import type { Count } from '../store/counts.ts'

const Counted = Type.Integer({ minimum: 0 })

function codes (description: string) {
  return Type.Record(Type.String(), Counted, { description })
}

function fixed<const Names extends readonly string[]> (names: Names, options = {}) {
  const properties = Object.fromEntries(names.map((name) => [name, Counted])) as Record<Names[number], typeof Counted>
  return Type.Object(properties, options)
}

const Fees = Type.Object({ number: Counted, yuan: Counted })

/** How many requests were received in a time, and what became of them: `filed` is `open` and every final status. */
export const CountsView = Type.Object({
  filed: Counted,
  open: Counted,
  ended: fixed(['closed', 'withdrawn', 'lapsed', 'transferred']),
  byChannel: codes('By channel; the sum is `filed`.'),
  byApplicant: fixed(['citizen', 'organisation', 'foreigner'], { description: 'The sum is `filed`.' }),
  byOrganisation: codes('Organisations by their kind.'),
  byContext: codes('A request may have several contexts, or none.'),
  bySubject: codes('What nobody has sorted yet stands under `none`; the sum is `filed`.'),
  byNature: fixed(['information', 'petition', 'inquiry', 'published_matter'], {
    description: 'Requests for information, and what turned out to be none (Order 711 art. 39); the sum is `filed`.',
  }),
  consultations: Type.Object({ personTimes: Counted, byChannel: codes('In person-times.') }, {
    description: 'Questions that were answered at once (咨询). They are no requests.',
  }),
  fees: Type.Object({ charged: Fees, collected: Fees }, { description: 'Of these requests; in yuan.' }),
})
export type CountsView = Static<typeof CountsView>

/** Presents counts as the yearly report asks for them. */
export function presentCounts (counts: readonly Count[]): CountsView {
  const table = (of: string): Record<string, number> =>
    Object.fromEntries(counts.filter((count) => count.of === of).map(({ code, number }) => [code ?? 'none', number]))
  const status = table('status')
  const { none: information = 0, ...nature } = table('nature')
  const { none: _unorganised, ...byOrganisation } = table('organisation')
  const ended = { closed: 0, withdrawn: 0, lapsed: 0, transferred: 0, ...pick(status, requestStatuses.filter(isEnded)) }
  const consultations = table('inquiry')
  const fee = (of: string) => {
    const { number = 0, yuan = 0 } = counts.find((count) => count.of === of) ?? {}
    return { number, yuan }
  }
  return {
    filed: sum(status),
    open: sum(pick(status, requestStatuses.filter((one) => !isEnded(one)))),
    ended,
    byChannel: table('channel'),
    byApplicant: { citizen: 0, organisation: 0, foreigner: 0, ...table('applicant') },
    byOrganisation,
    byContext: table('context'),
    bySubject: table('subject'),
    byNature: { information, petition: 0, inquiry: 0, published_matter: 0, ...nature },
    consultations: { personTimes: sum(consultations), byChannel: consultations },
    fees: { charged: fee('charged'), collected: fee('collected') },
  }
}

function sum (values: Record<string, number>): number {
  return Object.values(values).reduce((total, value) => total + value, 0)
}

function pick (values: Record<string, number>, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
}
