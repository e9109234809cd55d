import { v7 as uuidv7, validate as isUuid } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { newCaseHead, type CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import { loadStaffing } from '@lightwell/http/register/staffing'
import { staffingGaps } from '@lightwell/http/register/staffing-gaps'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { regimeInForce } from '@lightwell/regimes/regimes'
import { faults } from '../errors.ts'
import type { PublicationBody } from '../rules/publication-body.ts'
import { publicationFaults } from '../rules/publication-faults.ts'
import { findRequest } from '../store/cases.ts'
import { insertPublication, type Publication } from '../store/publications.ts'
import { findPublisher } from '../store/publishers.ts'
import { findListInForce, type SecretList } from '../store/secret-lists.ts'

/**
 * Opens the case of something that may be made public, with what is said of its openness at the time it is made. It keeps
 * the law of its agency that is in force today.
 */
export async function openPublication (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<PublicationBody>,
): Promise<Publication> {
  const agencyCode = agencyOf(caller, body, schemaFaults)
  const personId = staffOf(caller)
  const now = deps.clock.now()
  const agency = await findPublisher(tx, agencyCode)
  const today = dayIn(now, agency?.zone ?? 'UTC')
  const regime = agency?.regimeId && agency.endedOn === null ? regimeInForce(agency.regimeId, today) : undefined
  if (agency === undefined || regime === undefined) throw invalid(toldFaults(schemaFaults, [faults.unknownAgency('/agency')]))
  const promotable = await isAnsweredBy(tx, agencyCode, body.requestId)
  refuseFaults(toldFaults(schemaFaults, publicationFaults(body, { regime, today, promotable })))
  const list = await findListInForce(tx, agencyCode, today)
  const publication = newPublication(withListedFlag(body as PublicationBody, list), {
    agencyCode, regimeVersion: regime.version, zone: agency.zone, openedBy: personId, openedAt: now,
  })
  const { id, category, openness, madeOn, normative } = publication
  const head = newCaseHead({ id, kind: 'publication', agencyCode })
  await append(tx, head, {
    type: 'lightwell.publication.opened.v1', room: 'decision', actor: actorOf(caller), at: now,
    data: { publicationId: id, agency: agencyCode, regimeVersion: regime.version, category, openness, madeOn, normative },
  })
  await insertPublication(tx, publication)
  await tellShortStaff(tx, head, { on: today, flags: publication.flags, at: now })
  return publication
}

/** Tells which steps of its chain, as long as its flags make it, nobody at its agency is left for today, if there are any. */
async function tellShortStaff (
  tx: Transaction, head: CaseHead, { on, flags, at }: { on: string, flags: readonly string[], at: Date },
): Promise<void> {
  const { agencyCode: agency } = head
  const staffing = await loadStaffing(tx, agency, { on, flags })
  const gaps = staffing === undefined ? [] : staffingGaps(staffing)
  if (gaps.length === 0) return
  await append(tx, head, { type: 'lightwell.staffing.short.v1', room: 'decision', actor: 'system', at, data: { agency, on, gaps } })
}

/** The agency that is named, or the only one at which the caller may. Throws 401, 403 or 404 to whom may not, 422 without one. */
function agencyOf (caller: Caller, { agency }: Partial<PublicationBody>, schemaFaults: SentBody<PublicationBody>['schemaFaults']): string {
  const posts = authorize(caller, 'publication', 'open', { agencyCode: typeof agency === 'string' ? agency : null })
  if (typeof agency === 'string') return agency
  const [only, ...others] = new Set(posts.map((post) => post.agencyCode))
  if (only === undefined || others.length > 0) throw invalid(toldFaults(schemaFaults, [faults.fieldRequired('/agency')]))
  return only
}

function staffOf (caller: Caller): string {
  if (caller.kind !== 'staff') throw doorErrors.notFound()
  return caller.personId
}

/** Whether a request was answered by this agency, so that what it released can be made public (条例第四十四条). */
async function isAnsweredBy (tx: Transaction, agencyCode: string, requestId: unknown): Promise<boolean> {
  const request = typeof requestId === 'string' && isUuid(requestId) ? await findRequest(tx, requestId) : undefined
  return request?.agencyCode === agencyCode && ['decided', 'closed'].includes(request.status)
}

/** What the unit's list of secret matters touches is sensitive matter, whatever is said of it: both catalogues hold together (E-22). */
function withListedFlag (body: PublicationBody, list: SecretList | undefined): PublicationBody {
  const isTouched = list?.matters.some(({ categories = [] }) => categories.includes(body.category)) ?? false
  return isTouched ? { ...body, flags: [...new Set([...body.flags ?? [], 'sensitive' as const])] } : body
}

type Opened = Pick<Publication, 'agencyCode' | 'regimeVersion' | 'zone' | 'openedBy' | 'openedAt'>

function newPublication (body: PublicationBody, opened: Opened): Publication {
  const { agency: _agency, column, opennessReason = null, requestId = null, flags = [], ...said } = body
  return {
    id: uuidv7(), ...said, ...opened, portalColumn: column, opennessReason, requestId, flags, state: 'open', inScope: null,
    examinedBy: null, examinedAt: null, examinationReason: null, personalConsent: null,
    proposedBy: null, proposedAt: null, decidedBy: null, decidedAt: null, decidedAsDeputy: null, decisionReason: null,
    personalDataReason: null,
  }
}
