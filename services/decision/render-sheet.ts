import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import { approvalSheet, type ApprovalSheet } from '@lightwell/documents/approval-sheet'
import { disclosed, families } from '@lightwell/documents/decision-words'
import type { SignedOpinion } from '@lightwell/documents/filing-form'
import { inLanguage } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import type { Bilingual } from '@lightwell/regimes/citation'
import { groundWords, type WholeDecision } from './views/present-decision.ts'
import { releases, type Outcome } from './rules/outcome.ts'
import type { RequestCase } from './store/cases.ts'
import { findDueOn } from './store/deadlines.ts'
import { listNames } from './store/people.ts'

/** The answer whose sheet is to be written. */
export type SheetToRender = { request: RequestCase, whole: WholeDecision }

type Signing = { by: string, opinion: string, asDeputy: boolean, at: Date }

const drafted: Readonly<Record<Outcome, Bilingual>> = {
  disclose: { zh: '拟予以公开', en: 'Disclosure proposed' },
  redact_and_disclose: { zh: '拟部分公开', en: 'Disclosure in part proposed' },
  refuse: { zh: '拟不予公开或者不予提供', en: 'Refusal proposed' },
}
const said = {
  agreed: { zh: '同意', en: 'Agreed' },
  returned: { zh: '退回：', en: 'Returned: ' },
} satisfies Readonly<Record<string, Bilingual>>

/** Writes the approval sheet of an answer as it stands, in the language of its request, and without a number. */
export async function renderSheet (db: Reader, { request, whole }: SheetToRender): Promise<Paper> {
  const { decision, sheet: { steps, signatures } } = whole
  const { language, receiptNumber, receivedOn, applicantName, agencyNameZh, agencyNameEn, zone } = request
  const { proposedBy: by, proposedAt: at, decidedBy } = decision
  const names = await listNames(db, [by, ...decidedBy === null ? [] : [decidedBy], ...signatures.map(({ signedBy }) => signedBy)])
  const signed = ({ opinion, asDeputy, ...signing }: Signing): SignedOpinion =>
    ({ opinion, asDeputy, by: names.get(signing.by) ?? '', on: dayIn(signing.at, zone) })
  return approvalSheet({
    language, number: '', receiptNumber, applicantName, agency: { zh: agencyNameZh, en: agencyNameEn },
    receivedOn: receivedOn as Day, dueOn: await findDueOn(db, request.id), issuedOn: dayIn(decision.decidedAt ?? at, zone),
    items: whole.parts.map((part) => ({ asked: part.description, answer: answerOf(part, whole, language) })),
    drafted: signed({ by, at, asDeputy: false, opinion: inLanguage(drafted[decision.outcome], language) }),
    steps: steps.map(({ name }, index) => {
      const signature = signatures[index]
      return { name, signed: signature && signed({ ...signature, by: signature.signedBy, at: signature.signedAt }) }
    }),
    approved: approvalOf(whole, language, signed),
  })
}

function approvalOf (
  { decision }: WholeDecision, language: RequestCase['language'], signed: (signing: Signing) => SignedOpinion,
): ApprovalSheet['approved'] {
  const { state, decidedBy: by, decidedAt: at, decidedAsDeputy, decisionReason } = decision
  if (by === null || at === null) return undefined
  const opinion = state === 'returned'
    ? `${inLanguage(said.returned, language)}${decisionReason ?? ''}` : decisionReason ?? inLanguage(said.agreed, language)
  return signed({ by, at, opinion, asDeputy: decidedAsDeputy ?? false })
}

/** The titles of what is withheld may tell what its ground protects: they stand on no paper. */
function answerOf (
  { outcome, grounds, groundDetail, records }: WholeDecision['parts'][number], { regime, titles }: WholeDecision,
  language: RequestCase['language'],
): string {
  const words = grounds.map((code) => groundWords(regime, code, language))
  const results = outcome === 'refuse' ? words.map(({ family }) => families[family]) : [disclosed[outcome]]
  return [
    ...new Set(results.map((result) => inLanguage(result, language))),
    ...words.map(({ name, article }) => language === 'en' ? `${name} (${article})` : `${name}（${article}）`),
    ...groundDetail === null ? [] : [groundDetail],
    ...releases(outcome) ? records.map(({ id }) => titles.get(id) ?? '') : [],
  ].join(language === 'en' ? '; ' : '；')
}
