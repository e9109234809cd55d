import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { schemaFaults } from '@lightwell/http/faults'
import { preferredLanguage } from '@lightwell/http/language'
import { limit } from '@lightwell/http/limits'
import { created, write } from '@lightwell/http/write'
import { fileRequest } from '../commands/file-request.ts'
import { Filing } from '../filing.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'
import { presentWarnings, Warnings } from '../views/present-warnings.ts'

const Receipt = Type.Composite([RequestView, Type.Object({
  accessToken: Type.String({ description: 'Opens this one request; told once.' }),
  dueOn: Type.String({ format: 'date' }),
  warnings: { ...Warnings, description: 'What somebody should look at; it refuses nothing.' },
})])

/** The counter's main door: anyone files online, a portal for its users, a clerk what came on paper. */
export function serveFilings (app: App, deps: Deps): void {
  app.post('/v1/requests', {
    // What the schema refuses and what the rules refuse are told together.
    attachValidation: true,
    config: limit('filings'),
    schema: {
      body: Filing,
      response: { 201: Receipt },
      tags: ['intake'],
      summary: 'File a request 提出申请; answers the receipt with its due day',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, headers } = request
    const faults = schemaFaults(request.validationError?.validation ?? [])
    const { view, accessToken, warnings } = await fileRequest(deps, tx, caller, { body, schemaFaults: faults })
    const reader = caller.kind === 'anonymous' ? applicantOf(view.request.id) : caller
    const language = preferredLanguage(headers['accept-language'])
    const shown = presentRequest(view, { caller: reader, now: view.request.registeredAt, language })
    return created(`/v1/requests/${view.request.id}`, {
      ...shown, accessToken, dueOn: shown.deadline.dueOn, warnings: presentWarnings(warnings, language),
    })
  }, { settled: false }))
}

// Who files without a token leaves with one, and may at once do what it allows.
function applicantOf (requestId: string): Caller {
  return { kind: 'applicant', requestIds: [requestId] }
}
