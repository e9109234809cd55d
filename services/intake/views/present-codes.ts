import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { CodeList } from '@lightwell/regimes/codes'
import type { Regime } from '@lightwell/regimes/regime'
import { applicantKinds, organisationKinds } from '../applicant.ts'
import { channels } from '../filing.ts'

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })
const Code = Type.Object({ code: Type.String(), name: Bilingual })

/** The codes by which an agency sorts and counts its requests. */
export const CodesView = Type.Object({
  subjects: Type.Array(Code),
  contexts: Type.Array(Code),
  channels: Type.Array(Type.Object({ channel: listed(channels), row: Code }), { description: 'The row in which each channel is counted.' }),
  applicants: Type.Array(Type.Object({
    name: Bilingual,
    kinds: Type.Array(listed(applicantKinds)),
    organisationKind: Type.Optional(listed(organisationKinds)),
  }), { description: 'The columns of table 3 of the annual report.' }),
  provenance: Type.Unknown(),
})
export type CodesView = Static<typeof CodesView>

/** Presents the codes of a regime. */
export function presentCodes ({ codes }: Regime): CodesView {
  const rows = codes.channelRows.value
  return {
    subjects: codesOf(codes.subjects.value),
    contexts: codesOf(codes.contexts.value),
    channels: channels.map((channel) => {
      const row = codes.channels.value[channel]
      return { channel, row: { code: row, name: rows[row] } }
    }),
    applicants: codes.applicantColumns.value.map(({ kinds, ...column }) => ({ ...column, kinds: [...kinds] })),
    provenance: codes,
  }
}

function codesOf (list: CodeList): { code: string, name: { zh: string, en: string } }[] {
  return Object.entries(list).map(([code, name]) => ({ code, name }))
}
