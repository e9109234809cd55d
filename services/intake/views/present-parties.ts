import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { CaseView, Party } from '../case-view.ts'
import { actingParties, addressee } from '../rules/addressee.ts'
import { todayAt } from '../rules/guards.ts'

const Day = Type.String({ format: 'date' })

/** Someone beside the applicant. */
export const PartyView = Type.Object({
  role: listed(['joint', 'agent', 'guardian', 'predecessor']),
  kind: Type.String(),
  name: Type.String(),
  acts: Type.Optional(Type.Boolean({ description: 'Whether an agent or guardian may act today.' })),
  scope: Type.Optional(Type.Array(Type.String())),
  mandate: Type.Optional(Type.String()),
  expiresOn: Type.Optional(Day),
  idNumberTail: Type.Optional(Type.String()),
  nationality: Type.Optional(Type.String()),
  organisationKind: Type.Optional(Type.String()),
  sex: Type.Optional(Type.String()),
  birthDate: Type.Optional(Day),
  representativeName: Type.Optional(Type.String()),
  representativeSex: Type.Optional(Type.String()),
  representativeBirthMonth: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  cause: Type.Optional(Type.String({ description: 'Why the case passed on from a predecessor.' })),
  succeededOn: Type.Optional(Day),
})
export type PartyView = Static<typeof PartyView>

/** To whom papers go now. */
export const AddresseeView = Type.Object({
  role: listed(['applicant', 'agent', 'guardian']),
  name: Type.String(),
  address: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
})
export type AddresseeView = Static<typeof AddresseeView>

/** Presents those beside the applicant; `namesOnly` to who may not know how they can be reached. */
export function presentParties (view: CaseView, { now, namesOnly }: { now: Date, namesOnly: boolean }): PartyView[] {
  const acting = new Set(actingParties(view, todayAt(view, now)))
  return view.parties.map((party) => {
    const { role, kind, name } = party
    const acts = role === 'agent' || role === 'guardian' ? { acts: acting.has(party) } : {}
    return { role, kind, name, ...acts, ...namesOnly ? {} : detailsOf(party) }
  })
}

/** Presents to whom papers go now. */
export function presentAddressee (view: CaseView, { now, namesOnly }: { now: Date, namesOnly: boolean }): AddresseeView {
  const { request } = view
  const other = addressee(view, todayAt(view, now))
  const { address, phone, email } = other ?? {
    address: request.applicantAddress, phone: request.applicantPhone, email: request.applicantEmail,
  }
  return {
    role: (other?.role ?? 'applicant') as AddresseeView['role'],
    name: other?.name ?? request.applicantName,
    ...namesOnly ? {} : known({ address, phone, email }),
  }
}

function detailsOf ({ idTail: idNumberTail, scope, ...party }: Party): Partial<PartyView> {
  const { id: _id, requestId: _request, recordedBy: _by, recordedAt: _at, evidence: _evidence, role: _role, ...told } = party
  return { ...known({ ...told, idNumberTail }), ...scope.length > 0 && { scope } }
}

/** What a row does not have is not shown. */
function known (values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null))
}
