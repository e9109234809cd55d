import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { receiptNumber } from '@lightwell/http/receipt-number'
import type { Regime } from '@lightwell/regimes/regime'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { newToken } from '@lightwell/secrets/tokens'
import { untouched, type CaseView, type RequestRow } from './case-view.ts'
import type { Filing } from './filing.ts'
import { expectedDeadline } from './rules/current-deadline.ts'
import { sealApplicant } from './seal-applicant.ts'
import type { PersonalValues } from './personal-hash.ts'
import type { Agency } from './store/agencies.ts'

/** A filing without faults: by whom, to whom, under which rule, and when it arrived. */
export type Arrival = {
  filing: Filing
  caller: Caller
  agency: Agency
  regime: Regime
  receivedOn: Day
  at: Date
}

/** Makes the request of an arrival: numbered, its ID number sealed, its access token known here and never again. */
export function newRequest (keys: KeyRing, arrival: Arrival) {
  const id = uuidv7()
  const { token, hash } = newToken('request')
  const { personalHash, applicantIdTail, ...hidden } = sealApplicant(keys, id, personalValues(arrival.filing))
  const request: RequestRow = {
    id, ...registration(arrival), ...content(arrival.filing), ...applicant(arrival.filing), applicantIdTail,
  }
  return {
    request, row: { ...request, ...hidden, accessTokenHash: hash }, personalHash, accessToken: token,
  }
}

/** A request as it is shown at its filing. Its clock starts after the commit; the day follows from the receipt. */
export function viewOfNew (request: RequestRow, { nameZh, nameEn }: Agency): CaseView {
  return {
    request,
    version: 1,
    agencyName: { zh: nameZh, en: nameEn },
    deadline: { state: 'running', ...expectedDeadline(request) },
    ...untouched,
  }
}

function registration ({ filing, caller, agency, regime, receivedOn, at }: Arrival) {
  return {
    receiptNumber: receiptNumber({ agencyCode: agency.code, receivedOn, random: randomBytes(5) }),
    agencyCode: agency.code,
    regimeId: regime.id,
    regimeVersion: regime.version,
    calendarId: agency.calendarId,
    zone: agency.zone,
    channel: filing.channel ?? 'online',
    status: 'registered' as const,
    receivedOn,
    registeredAt: at,
    filedBy: actorOf(caller),
    apiClientId: caller.kind === 'portal' ? caller.clientId : null,
    imported: false,
    appliedOn: null, signedFor: null, arrivedOn: null, confirmBy: null, confirmedOn: null, confirmedBy: null,
    externalId: null, subject: null, contexts: [], nature: null, parentId: null, relation: null,
  }
}

// A request that names no form is taken, and answered online (条例第二十九条第二款第三项).
function content ({ kind, description, purpose, delivery, language }: Filing) {
  return {
    kind,
    description,
    purpose: purpose ?? null,
    deliveryFormat: delivery?.format ?? 'electronic',
    deliveryMethod: delivery?.method ?? 'online',
    language: language ?? 'zh-CN' as const,
  }
}

function applicant (filing: Filing) {
  const { name, sex, birthDate, address, phone, email } = personalValues(filing)
  return {
    applicantKind: filing.applicant.kind,
    applicantName: name,
    applicantSex: sex,
    applicantBirthDate: birthDate,
    applicantAddress: address,
    applicantPhone: phone,
    applicantEmail: email,
    applicantNationality: null, organisationKind: null, representativeName: null, representativeSex: null,
    representativeBirthMonth: null, accessibility: [],
  }
}

function personalValues ({ applicant: told, description, purpose }: Filing): PersonalValues & { idNumber: string } {
  return {
    name: told.name,
    sex: told.sex ?? null,
    birthDate: told.birthDate ?? null,
    idNumber: told.idNumber,
    address: told.address ?? null,
    phone: told.phone ?? null,
    email: told.email ?? null,
    description,
    purpose: purpose ?? null,
  }
}
