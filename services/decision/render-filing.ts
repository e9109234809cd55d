import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import { filingForm, type FilingForm, type SignedOpinion } from '@lightwell/documents/filing-form'
import { inLanguage } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import { groundWords } from './views/present-decision.ts'
import { regimeOf } from './regime-of.ts'
import { filedMarks, filingOutcome, scopeRules, tellable } from './rules/filing.ts'
import type { Outcome } from './rules/outcome.ts'
import { removalList } from './rules/removal-list.ts'
import { findIssuedPart, listFilingAgencies } from './store/filings.ts'
import { listNames } from './store/people.ts'
import { findPublication, type Publication } from './store/publications.ts'
import type { RecordCase } from './store/record-cases.ts'
import type { StoredRecord } from './store/records.ts'
import { listRedactionLines } from './store/redactions.ts'
import type { Review } from './store/reviews.ts'
import type { SecretList } from './store/secret-lists.ts'

/** A review about to be filed: of which record, by whom it was reviewed, and by which list. */
export type FilingToRender = {
  record: StoredRecord, of: RecordCase, reviews: readonly Review[], list: SecretList | undefined, language: Language, filedOn: Day
}

/** Who said the last word on a record, and how it went out. */
type Decided = {
  outcome: Outcome, by: string, at: Date, asDeputy: boolean, reason: string | null, way: Bilingual
}

const decidedStates: Partial<Record<Publication['state'], Outcome>> = { published: 'disclose', refused: 'refuse' }

const said = {
  agreed: { zh: '同意', en: 'Agreed' },
  onRequest: { zh: '依申请公开', en: 'Given to the applicant' },
  noList: { zh: '本单位尚未制定', en: 'the unit has none' },
  listOf: { zh: '{document}（第{version}版）', en: '{document} (version {version})' },
  place: { zh: '第{n}处', en: 'No. {n}' },
  onPage: { zh: '第{page}页第{n}处', en: 'No. {n}, page {page}' },
} satisfies Readonly<Record<string, Bilingual>>

/** Loads what the form of a review says, and gives what writes it under its number. */
export async function renderFiling (db: Reader, filing: FilingToRender): Promise<(number: string) => Paper> {
  const { record, of, reviews, list, language, filedOn } = filing
  const decided = await decidedOf(db, of, record.id)
  const reviewers = reviews.map(({ reviewerId }) => reviewerId)
  const names = await listNames(db, [record.addedBy, ...reviewers, ...decided ? [decided.by] : []])
  const signed = ({ by, opinion, asDeputy, at }: { by: string, opinion: string, asDeputy: boolean, at: Date }): SignedOpinion =>
    ({ opinion: tellable(opinion, language), by: names.get(by) ?? '', asDeputy, on: dayIn(at, of.zone) })
  const [firstReview, ...reReviews] = reviews.map(({ reviewerId, opinion, asDeputy, reviewedAt }) =>
    signed({ by: reviewerId, opinion, asDeputy, at: reviewedAt }))
  const [agency] = await listFilingAgencies(db, [record.agencyCode])
  if (agency === undefined) throw new Error(`There is no agency ${record.agencyCode}`)
  const form: Omit<FilingForm, 'number'> = {
    language, agency: { zh: agency.nameZh, en: agency.nameEn }, issuedOn: filedOn,
    information: { title: tellable(record.title, language), sha256: record.sha256 },
    supplier: tellable(record.origin, language),
    collected: { by: names.get(record.addedBy) ?? '', on: dayIn(record.addedAt, of.zone) },
    firstReview, reReviews,
    decision: decided && {
      ...signed({ ...decided, opinion: decided.reason ?? inLanguage(said.agreed, language) }),
      outcome: filingOutcome(decided.outcome),
    },
    published: decided === undefined || decided.outcome === 'refuse'
      ? undefined : { way: inLanguage(decided.way, language), on: dayIn(decided.at, of.zone) },
    // It is on its way to both: they sign for it when they have it.
    filedWith: {},
    basis: { scopeRules: scopeRules.map((rule) => inLanguage(rule, language)), secretList: listWords(list, language) },
    marks: filedMarks(record.marks, language),
    redactions: await redactionsOf(db, filing),
  }
  return (number) => filingForm({ ...form, number })
}

async function decidedOf (db: Reader, of: RecordCase, recordId: string): Promise<Decided | undefined> {
  return of.kind === 'publication' ? await publicationOf(db, of) : await answerOf(db, recordId)
}

async function publicationOf (db: Reader, of: RecordCase): Promise<Decided | undefined> {
  const publication = await findPublication(db, of.id)
  const outcome = publication && decidedStates[publication.state]
  if (outcome === undefined) return undefined
  const { form, decisionReason: reason } = publication as Publication
  const way = regimeOf(of).codes.forms.value[form] ?? { zh: form, en: form }
  return { outcome, reason, way, ...wordOf(publication as Publication) }
}

async function answerOf (db: Reader, recordId: string): Promise<Decided | undefined> {
  const part = await findIssuedPart(db, recordId)
  if (part === undefined) return undefined
  return { outcome: part.outcome, reason: part.decisionReason, way: said.onRequest, ...wordOf(part) }
}

/** Whose word a decision is. */
function wordOf ({ decidedBy, decidedAt, decidedAsDeputy }: Pick<Publication, 'decidedBy' | 'decidedAt' | 'decidedAsDeputy'>) {
  if (decidedBy === null || decidedAt === null) throw new Error('What is decided was decided by somebody')
  return { by: decidedBy, at: decidedAt, asDeputy: decidedAsDeputy ?? false }
}

function listWords (list: SecretList | undefined, language: Language): string {
  if (list === undefined) return inLanguage(said.noList, language)
  return inLanguage(said.listOf, language).replace('{version}', String(list.version)).replace('{document}', list.document)
}

async function redactionsOf (db: Reader, { record: { id }, of, language }: FilingToRender): Promise<FilingForm['redactions']> {
  const line = (await listRedactionLines(db, [id])).get(id) ?? []
  return removalList(line).map(({ number, page, ground }) => ({
    place: inLanguage(page === null ? said.place : said.onPage, language)
      .replace('{n}', String(number)).replace('{page}', String(page)),
    ground: groundWords(regimeOf(of), ground, language).name,
  }))
}
