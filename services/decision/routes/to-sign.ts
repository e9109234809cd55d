import { Type, type Static } from '@sinclair/typebox'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { inLanguage } from '@lightwell/documents/notice-shell'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { preferredLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { nullable } from '@lightwell/http/nullable'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { permission, type Resource, type Verb } from '@lightwell/http/policy'
import { isOverdue, stateAt, workingDaysLeft } from '@lightwell/regimes/lateness'
import { requireToken } from '../authorize-staff.ts'
import { districtOf } from '../filing-for.ts'
import { toldOfWaiting, waitingKinds, type WaitingKind } from '../rules/to-sign.ts'
import { listWaiting, placeOfWaiting, type Signer, type Waiting } from '../store/to-sign.ts'

const WaitingView = Type.Object({
  kind: listed(waitingKinds),
  id: Type.String(),
  agency: Type.String(),
  caseId: Type.String({ description: 'The request or publication' }),
  about: nullable(Type.String({ description: 'The receipt number of the request, or the title of the publication' })),
  what: Type.String(),
  address: Type.String({ description: 'Where the signature is sent to' }),
  since: Type.String(),
  dueOn: nullable(Type.String()),
  workingDaysLeft: nullable(Type.Integer({ description: 'Null where no day is set, or the clock stands still' })),
  overdue: Type.Boolean(),
  breaks: Type.String({ description: 'What breaks if it is not signed' }),
})

/** Everything that waits for the caller's signature, in one queue. */
export function serveToSign (app: App, deps: Deps): void {
  app.get('/v1/to-sign', {
    schema: {
      querystring: Type.Object(PageQuery, { additionalProperties: false }), response: { 200: pageOf(WaitingView) },
      tags: ['decision'], summary: 'What waits for the caller’s signature, the earliest legal day first 今日待签',
    },
  }, async ({ caller, query: { limit = defaultLimit, cursor }, headers }, reply) => {
    const now = deps.clock.now()
    const after = positionOf(cursor, ['instant', 'id'])
    const rows = await listWaiting(deps.db, await signerOf(deps.db, caller), { limit, after })
    const { items, nextCursor } = cutPage(rows, limit, placeOfWaiting)
    void reply.header('vary', 'authorization, accept-language')
    const language = preferredLanguage(headers['accept-language'])
    return { items: items.map((waiting) => presentWaiting(waiting, { now, language })), nextCursor }
  })
}

/** Which permission each kind is signed by. */
const permissions: Readonly<Record<WaitingKind, { [R in Resource]: readonly [R, Verb<R>] }[Resource]>> = {
  answer_step: ['decision', 'sign'],
  answer: ['decision', 'decide'],
  publication: ['publication', 'decide'],
  extension: ['extension', 'decide'],
  fee: ['fee', 'decide'],
  correction: ['correction', 'decide'],
  clock_correction: ['clock_correction', 'decide'],
  work_secret: ['work_secret', 'determine'],
  filing_office: ['filing', 'receive'],
  filing_secrecy: ['filing', 'receive_for_secrecy'],
}

async function signerOf (db: Reader, caller: Caller): Promise<Signer> {
  requireToken(caller)
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  const through: Signer['through'] = Object.fromEntries(waitingKinds.map((kind) => {
    const [resource, verb] = permissions[kind]
    return [kind, permission(caller, resource, verb as Verb<typeof resource>, { agencyCode: null }).posts]
  }))
  // A secrecy department receives what the bodies of its district file, and not what its own does.
  const district = (await districtOf(db, caller)).map((agencyCode) => ({ agencyCode, duty: 'secrecy' as const }))
  return { personId: caller.personId, through: { ...through, filing_secrecy: district } }
}

function presentWaiting (
  { kind, id, agencyCode: agency, caseId, receiptNumber, title, since, step, clock }: Waiting,
  { now, language }: { now: Date, language: Language },
): Static<typeof WaitingView> {
  const { what, address, breaks } = toldOfWaiting[kind]
  const timed = clock === null ? undefined : { ...clock, state: stateAt(clock, now) }
  const words = inLanguage(what, language)
  return {
    kind, id, agency, caseId, about: receiptNumber ?? title, address: address(id), since: since.toISOString(),
    what: step === null ? words : `${words}${language === 'en' ? ': ' : '：'}${inLanguage(step.name, language)}`,
    dueOn: timed?.dueOn ?? null,
    workingDaysLeft: timed === undefined ? null : workingDaysLeft(calendarNamed(timed.calendarId), timed, now),
    overdue: timed !== undefined && isOverdue(timed, now),
    breaks: inLanguage(breaks, language),
  }
}
