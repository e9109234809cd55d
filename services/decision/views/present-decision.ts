import { Type, type Static } from '@sinclair/typebox'
import type { Language } from '@lightwell/http/language'
import { nullable } from '@lightwell/http/nullable'
import { groundText } from '@lightwell/regimes/ground-text'
import type { Regime } from '@lightwell/regimes/regime'
import type { SignedSheet } from '../rules/answer-sheet.ts'
import { releases } from '../rules/outcome.ts'
import type { ListedRemoval } from '../rules/removal-list.ts'
import type { ThirdPartyPaper } from '../store/consultations.ts'
import type { Decision, Part } from '../store/decisions.ts'

const PartView = Type.Object({
  number: Type.Integer(),
  description: Type.String(),
  outcome: Type.String(),
  grounds: Type.Array(Type.Object({
    code: Type.String(),
    family: Type.String(),
    name: Type.String(),
    article: Type.String(),
    parentArticle: Type.Optional(Type.String()),
  })),
  groundDetail: nullable(Type.String()),
  notSeverable: Type.Optional(Type.String()),
  publicPlace: Type.Optional(Type.String()),
  records: Type.Array(Type.Object({
    id: Type.String(), title: Type.String(), sha256: Type.String(),
    redactions: Type.Optional(Type.Array(Type.Object({
      number: Type.Integer(), page: nullable(Type.Integer()), ground: Type.String(),
    }), { description: 'What was taken out of a rendition, in the order in which it stood there; never the words.' })),
  })),
  harm: Type.Optional(nullable(Type.String())),
  balance: Type.Optional(nullable(Type.String())),
  category: Type.Optional(nullable(Type.String())),
  publicInterest: Type.Optional(nullable(Type.String())),
  earlierRequestId: Type.Optional(nullable(Type.String())),
})

/** A decision with its parts. What only staff may know is left out for the applicant. */
export const DecisionView = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  state: Type.String({ description: 'proposed, returned or issued' }),
  outcome: Type.String({ description: 'disclose, refuse or redact_and_disclose' }),
  parts: Type.Array(PartView),
  delivery: nullable(Type.Object({
    on: nullable(Type.String()), place: nullable(Type.String()), manner: nullable(Type.String()),
  })),
  noticeId: nullable(Type.String()),
  issuedAt: nullable(Type.String()),
  servedOn: nullable(Type.String()),
  proposedBy: Type.Optional(Type.String()),
  proposedAt: Type.Optional(Type.String()),
  decidedBy: Type.Optional(nullable(Type.String())),
  decidedAt: Type.Optional(nullable(Type.String())),
  decidedAsDeputy: Type.Optional(nullable(Type.Boolean())),
  reason: Type.Optional(nullable(Type.String())),
  sheet: Type.Optional(Type.Array(Type.Object({
    step: Type.Integer(), duty: Type.String(), name: Type.Object({ zh: Type.String(), en: Type.String() }),
    signed: nullable(Type.Object({ by: Type.String(), asDeputy: Type.Boolean(), at: Type.String(), opinion: Type.String() })),
  }), { description: 'The steps between proposal and approval, and what of them is signed.' })),
  thirdParties: Type.Optional(Type.Array(Type.Object({
    consultationId: Type.String(), noticeId: Type.String(), servedOn: nullable(Type.String()),
  }), { description: 'The papers to third parties whose objection was outweighed; the records open once all are served.' })),
})
export type DecisionView = Static<typeof DecisionView>

/** A decision with all that is needed to show it. */
export type WholeDecision = {
  decision: Decision
  parts: readonly Part[]
  titles: ReadonlyMap<string, string>
  /** What was taken out of those of its records that are renditions. */
  removals: ReadonlyMap<string, readonly ListedRemoval[]>
  servedOn: string | null
  thirdParties: readonly ThirdPartyPaper[]
  regime: Regime
  sheet: SignedSheet
}

export type DecisionReader = { language: Language, isStaff: boolean }

/** Presents a decision. An applicant is shown the records he gets, never the titles of those he does not. */
export function presentDecision (whole: WholeDecision, { language, isStaff }: DecisionReader): DecisionView {
  const { decision, parts, servedOn } = whole
  const { deliveryOn, deliveryPlace, deliveryManner } = decision
  const delivery = { on: deliveryOn, place: deliveryPlace, manner: deliveryManner }
  return {
    id: decision.id,
    requestId: decision.caseId,
    state: decision.state,
    outcome: decision.outcome,
    parts: parts.map((part) => presentPart(part, whole, { language, isStaff })),
    delivery: Object.values(delivery).every((value) => value === null) ? null : delivery,
    noticeId: decision.noticeId,
    issuedAt: decision.state === 'issued' ? decision.decidedAt?.toISOString() ?? null : null,
    servedOn,
    ...isStaff && {
      proposedBy: decision.proposedBy,
      proposedAt: decision.proposedAt.toISOString(),
      decidedBy: decision.decidedBy,
      decidedAt: decision.decidedAt?.toISOString() ?? null,
      decidedAsDeputy: decision.decidedAsDeputy,
      reason: decision.decisionReason,
      sheet: presentSheet(whole.sheet),
      thirdParties: [...whole.thirdParties],
    },
  }
}

function presentSheet ({ steps, signatures }: SignedSheet): NonNullable<DecisionView['sheet']> {
  return steps.map(({ duty, name }, at) => {
    const signature = signatures[at]
    return {
      step: at + 1, duty, name, signed: signature === undefined ? null : {
        by: signature.signedBy, asDeputy: signature.asDeputy, at: signature.signedAt.toISOString(), opinion: signature.opinion,
      },
    }
  })
}

function presentPart (part: Part, { titles, removals, regime }: WholeDecision, { language, isStaff }: DecisionReader) {
  const { number, description, outcome, groundDetail, notSeverable, publicPlace } = part
  const { harm, balance, category, publicInterest, earlierRequestId } = part
  const shown = isStaff || releases(outcome) ? part.records : []
  return {
    number, description, outcome, groundDetail,
    grounds: part.grounds.map((code) => ({ code, ...groundWords(regime, code, language) })),
    ...notSeverable !== null && { notSeverable },
    ...publicPlace !== null && { publicPlace },
    records: shown.map(({ id, sha256 }) => {
      const redactions = removals.get(id)
      return { id, title: titles.get(id) ?? '', sha256, ...redactions !== undefined && { redactions: [...redactions] } }
    }),
    ...isStaff && { harm, balance, category, publicInterest, earlierRequestId },
  }
}

/** A ground in words. Throws for one that the regime does not have: a decision was checked against it. */
export function groundWords (regime: Regime, code: string, language: Language) {
  const ground = regime.grounds[code]
  if (ground === undefined) throw new Error(`${regime.version} has no ground ${code}`)
  return groundText(ground, language)
}
