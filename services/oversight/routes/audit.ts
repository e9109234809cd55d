import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { readChain } from '@lightwell/events/verify-chain'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { cursorOf, cutPage, defaultLimit, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { Audit, presentAudit, presentVerified, VerificationResult } from '../views/present-audit.ts'
import { findCaseAgency, inSnapshot, verifyCases } from '../store/audit.ts'

const AuditParams = Type.Object({ requestId: Type.String({ format: 'uuid' }) })

const AuditQuery = Type.Object(PageQuery, { additionalProperties: false })

const mostCases = 500

/** What to verify: one request, or the cases of an agency or of all, so many at a time. */
export const Verification = Type.Object({
  requestId: Type.Optional(Type.String({ format: 'uuid' })),
  agency: Type.Optional(Type.String({ maxLength: 64 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostCases })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
}, { additionalProperties: false })
export type Verification = Static<typeof Verification>

/** Serves the history of a case and its verification. */
export function serveAudit (app: App, deps: Deps): void {
  app.get('/v1/audit/:requestId', {
    schema: {
      params: AuditParams, querystring: AuditQuery, response: { 200: Audit }, tags: ['oversight'],
      summary: 'The history of a request in pages, verified whole',
    },
  }, (request) => readAudit(deps, request.caller, request.params.requestId, request.query))

  app.post('/v1/audit/verifications', {
    schema: {
      body: Verification, response: { 200: VerificationResult }, tags: ['oversight'],
      summary: 'Verify the histories of cases',
    },
  }, (request) => verify(deps, request.caller, request.body))
}

async function readAudit (
  deps: Deps, caller: Caller, requestId: string, { limit = defaultLimit, cursor }: Static<typeof AuditQuery>,
): Promise<Audit> {
  await authorizeCase(deps, caller, requestId)
  const after = Number(positionOf(cursor, [isSequence])?.[0] ?? 0)
  const { chain, faults } = await inSnapshot(deps.db, (tx) => readChain(tx, requestId))
  const rest = chain.filter(({ version }) => version > after)
  const page = cutPage(rest, limit, ({ version }) => [String(version)])
  return presentAudit(requestId, page, { events: chain.length, faults })
}

function isSequence (value: string): boolean {
  return /^[0-9]{1,9}$/.test(value)
}

async function verify (deps: Deps, caller: Caller, wish: Verification): Promise<VerificationResult> {
  authorize(caller, 'audit', 'verify', { agencyCode: null })
  const { requestId, agency, limit = mostCases, cursor } = wish
  if (requestId !== undefined) return await verifyOne(deps, caller, requestId)
  const after = positionOf(cursor, ['id'])?.[0]
  const verified = await inSnapshot(deps.db, (tx) => verifyCases(tx, { agency, after, limit }))
  const isLast = verified.cases < limit || verified.lastCaseId === null
  return presentVerified(verified, isLast ? null : cursorOf([verified.lastCaseId as string]))
}

async function verifyOne (deps: Deps, caller: Caller, caseId: string): Promise<VerificationResult> {
  await authorizeCase(deps, caller, caseId)
  const { chain, faults } = await inSnapshot(deps.db, (tx) => readChain(tx, caseId))
  const verified = { cases: 1, events: chain.length, faults: faults.map((fault) => ({ caseId, ...fault })) }
  return presentVerified(verified, null)
}

/** Passes whoever may read the history of a case. To all others a case that is not there looks like one that is. */
async function authorizeCase (deps: Deps, caller: Caller, caseId: string): Promise<void> {
  const agencyCode = await findCaseAgency(deps.db, caseId)
  authorize(caller, 'audit', 'read', { agencyCode: agencyCode ?? '', requestId: caseId })
  if (agencyCode === undefined) throw errors.notFound()
}
