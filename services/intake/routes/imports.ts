import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { bodyCheck } from '@lightwell/http/body-check'
import type { Caller } from '@lightwell/http/caller'
import { preferredLanguage, type Language } from '@lightwell/http/language'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { done, write } from '@lightwell/http/write'
import { importCase, type Imported } from '../commands/import-case.ts'
import { Import, ImportOutcome, mostCases } from '../import.ts'
import { presentWarnings } from '../views/present-warnings.ts'
import { textAt } from '../rules/value-at.ts'
import { holdExternalIds } from '../store/external-ids.ts'
import { checkAllButBody } from '../unchecked-body.ts'

const bodyLimit = 8 * 1_048_576
// The cases are checked one by one, so that each has its own outcome.
const checkFrame = bodyCheck(Type.Object({
  cases: Type.Array(Type.Unknown(), { minItems: 1, maxItems: mostCases }),
}, { additionalProperties: false }))

/** Open cases that a portal brings in when it joins: each with its own outcome, and none of them twice. */
export function serveImports (app: App, deps: Deps): void {
  app.post('/v1/imports', {
    bodyLimit,
    onRequest: async ({ caller }) => void authorize(caller, 'request', 'import', { agencyCode: null }),
    validatorCompiler: checkAllButBody,
    schema: {
      body: Import,
      response: { 200: Type.Object({ items: Type.Array(ImportOutcome) }) },
      tags: ['intake'],
      summary: 'Bring in open cases with the past of their clocks; a name that is known already changes nothing',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, headers } = request
    const body = request.body as unknown
    refuseFaults(checkFrame(body))
    const portal = caller as Caller & { kind: 'portal' }
    const { cases } = body as { cases: unknown[] }
    await holdExternalIds(tx, portal.clientId, cases.flatMap((one) => textAt(one, '/externalId') ?? []))
    const language = preferredLanguage(headers['accept-language'])
    const items: ImportOutcome[] = []
    for (const [at, one] of cases.entries()) {
      const told = tell(await importCase(deps, tx, portal, one), at, language)
      items.push({ externalId: textAt(one, '/externalId') ?? null, ...told })
    }
    return done({ items })
  }))
}

function tell (imported: Imported, at: number, language: Language): Omit<ImportOutcome, 'externalId'> {
  const { outcome } = imported
  if (outcome === 'existing') return { outcome, id: imported.request.id, receiptNumber: imported.request.receiptNumber }
  if (outcome === 'created') {
    const { view: { request: { id, receiptNumber } }, accessToken, warnings } = imported.filed
    return { outcome, id, receiptNumber, accessToken, warnings: presentWarnings(warnings, language) }
  }
  const faults = imported.faults.map((fault) => ({ ...fault, pointer: `/cases/${at}${fault.pointer}` }))
  return { outcome, errors: presentWarnings(faults, language) }
}
