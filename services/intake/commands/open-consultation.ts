import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { consultationLetter } from '@lightwell/documents/consultation-letter'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { articleOf } from '@lightwell/regimes/article-of'
import { lawOf } from '@lightwell/regimes/law-of'
import { newToken } from '@lightwell/secrets/tokens'
import type { CaseView, Consultation } from '../case-view.ts'
import type { ConsultationOpening, LetterService, Party } from '../consultation.ts'
import { holdCase, moveOn, type HeldCase } from '../hold-case.ts'
import { issuePaper } from '../issue-paper.ts'
import { openingFaults } from '../rules/consultation-faults.ts'
import { consultationRule, meaningOfSilence } from '../rules/consultation-state.ts'
import { todayAt } from '../rules/guards.ts'
import { textAt } from '../rules/value-at.ts'
import { serveLetter } from '../serve-letter.ts'
import { findAgency } from '../store/agencies.ts'
import { insertConsultation } from '../store/consultations.ts'

export type OpenConsultation = SentBody<ConsultationOpening> & { requestId: string, ifMatch: string | undefined }

/** What was opened, and the token of its letter: the only time that it is told. */
export type OpenedConsultation = { consultation: Consultation, view: CaseView, letterToken: string }

type Act = { at: Date, actor: string }

/**
 * Asks a third party or another body in writing. The letter says what is asked and never by whom; where it reaches its
 * reader at once, his time begins and the applicant's stands still.
 */
export async function openConsultation (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: OpenConsultation,
): Promise<OpenedConsultation> {
  const at = deps.clock.now()
  const held = await holdCase(tx, caller, { id: requestId, action: 'open_consultation', ifMatch, now: at })
  const today = todayAt(held.view, at)
  const code = textAt(body, '/party/agency')
  const asked = code === undefined ? undefined : await findAgency(tx, code)
  const knowsAgency = (): boolean => asked !== undefined && asked.endedOn === null
  refuseFaults(toldFaults(ofParty(schemaFaults), openingFaults(body, { view: held.view, today, knowsAgency })))
  const opening = body as ConsultationOpening
  const act: Act = { at, actor: actorOf(caller) }
  const calendarId = asked?.calendarId ?? held.view.request.calendarId
  const { consultation, letterToken } = await sendLetter(tx, held, { opening, calendarId, openedBy: personOf(caller) }, act)
  const service = serviceAtOnce(opening, today)
  const served = service === undefined ? consultation : await serveLetter(tx, { ...held, consultation }, service, act)
  const request = await moveOn(tx, held)
  return { consultation: served, view: { ...held.view, request, version: held.head.version }, letterToken }
}

/** Of a party that is more than a name it is told what is wrong with it, not that it is no mere name. */
function ofParty (bySchema: readonly FieldFault[]): FieldFault[] {
  const isMore = bySchema.some(({ pointer }) => pointer.startsWith('/party/'))
  return bySchema.filter(({ pointer }) => !(isMore && pointer === '/party'))
}

type Letter = { opening: ConsultationOpening, calendarId: string, openedBy: string }

async function sendLetter (
  tx: Transaction, held: HeldCase, { opening, calendarId, openedBy }: Letter, { at, actor }: Act,
): Promise<{ consultation: Consultation, letterToken: string }> {
  const id = uuidv7()
  const { token, hash } = newToken('letter')
  const { kind = 'third_party', interest, question } = opening
  const party = partyOf(opening)
  const letter = await writeLetter(tx, held, { id, opening, party }, { at, actor })
  const consultation: Consultation = {
    id, requestId: held.view.request.id, kind, partyName: party.name, partyAgency: party.agency ?? null,
    partyAddress: party.address ?? null, partyPhone: party.phone ?? null, partyEmail: party.email ?? null, interest, question,
    calendarId, openedBy, openedAt: at, noticeId: letter.id, applicantNoticeId: null, serviceMethod: null, servedOn: null,
    serviceEvidence: null, answerBy: null, answer: null, answerReason: null, answeredOn: null, answeredBy: null,
    answeredAt: null, answerEvidence: null,
  }
  await insertConsultation(tx, { ...consultation, tokenHash: hash })
  await append(tx, held.head, {
    type: 'lightwell.consultation.opened.v1', room: 'intake', actor, at, data: { consultationId: id, kind, noticeId: letter.id },
  })
  return { consultation, letterToken: token }
}

async function writeLetter (
  tx: Transaction, held: HeldCase, { id, opening, party }: { id: string, opening: ConsultationOpening, party: Party }, act: Act,
) {
  const { regime } = lawOf(held.view.request)
  const { kind = 'third_party', interest, question, service } = opening
  const { limit, unit } = consultationRule(kind, regime)
  return await issuePaper(tx, held, {
    kind: kind === 'third_party' ? 'consultation' : 'cooperation',
    language: party.language ?? 'zh-CN',
    consultation: { id, online: service === undefined || service.method === 'online' },
    // The head names the applicant too; of it only what stands on every paper goes on.
    write: ({ language, agency, number, issuedOn }) => consultationLetter({
      language, agency, number, issuedOn, kind, partyName: party.name, interest, question, within: { n: limit.value, unit: unit.value },
      article: articleOf(limit, language), silence: meaningOfSilence(kind, regime),
    }),
  }, act)
}

/** The service that happens with the opening; undefined of a letter that is still on its way. */
function serviceAtOnce ({ service }: ConsultationOpening, today: Day): LetterService | undefined {
  const { method = 'online', on, evidence = '发出时即可凭函件查询码查阅。' } = service ?? {}
  if (method === 'online') return { method, on: today, evidence }
  return on === undefined ? undefined : { method, on, evidence }
}

function partyOf ({ party }: ConsultationOpening): Party {
  return typeof party === 'string' ? { name: party } : party
}

function personOf (caller: Caller): string {
  if (caller.kind !== 'staff') throw new Error('Only an officer opens a consultation')
  return caller.personId
}
