import { Type, type Static } from '@sinclair/typebox'
import type { Language } from '@lightwell/http/language'
import { groundText } from '@lightwell/regimes/ground-text'
import type { Regime } from '@lightwell/regimes/regime'
import { nullable } from './fields.ts'
import { releases } from './rules/outcome.ts'
import type { ThirdPartyPaper } from './store/consultations.ts'
import type { Decision, Part } from './store/decisions.ts'

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
  records: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), sha256: Type.String() })),
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
  servedOn: string | null
  thirdParties: readonly ThirdPartyPaper[]
  regime: Regime
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
      thirdParties: [...whole.thirdParties],
    },
  }
}

function presentPart (part: Part, { titles, regime }: WholeDecision, { language, isStaff }: DecisionReader) {
  const { number, description, outcome, groundDetail, publicInterest, earlierRequestId } = part
  const shown = isStaff || releases(outcome) ? part.records : []
  return {
    number, description, outcome, groundDetail,
    grounds: part.grounds.map((code) => ({ code, ...groundWords(regime, code, language) })),
    records: shown.map(({ id, sha256 }) => ({ id, title: titles.get(id) ?? '', sha256 })),
    ...isStaff && { publicInterest, earlierRequestId },
  }
}

/** A ground in words. Throws for one that the regime does not have: a decision was checked against it. */
export function groundWords (regime: Regime, code: string, language: Language) {
  const ground = regime.grounds[code]
  if (ground === undefined) throw new Error(`${regime.version} has no ground ${code}`)
  return groundText(ground, language)
}
