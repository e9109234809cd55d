import { Type } from '@sinclair/typebox'
import { regimeSheet } from '@lightwell/documents/regime-sheet'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { preferredLanguage } from '@lightwell/http/language'
import { limit } from '@lightwell/http/limits'
import { pageOf } from '@lightwell/http/paging'
import type { Regime } from '@lightwell/regimes/regime'
import { regimeHash } from '@lightwell/regimes/regime-hash'
import { findRegime, regimes } from '@lightwell/regimes/regimes'
import { presentRegime, presentWholeRegime, RegimeDetail, RegimeSummary } from '../views/present-regime.ts'

const RegimeParams = Type.Object({ id: Type.String({ maxLength: 64, description: 'A regime, or one of its versions' }) })

const page = { 200: { description: 'The sheet', content: { 'text/html': { schema: Type.String() } } } }

const config = limit('reads')

/** Serves the law as this house has it, to anybody: as data, and on a sheet that a lawyer can sign. */
export function serveRegimes (app: App): void {
  const tags = ['deadline']
  app.get('/v1/regimes', {
    config, schema: { tags, summary: 'List the regimes', response: { 200: pageOf(RegimeSummary) } },
  }, ({ headers }) => {
    const language = preferredLanguage(headers['accept-language'])
    const newest = regimes.filter((regime) => findRegime(regime.id) === regime).toSorted((a, b) => a.id < b.id ? -1 : 1)
    return { items: newest.map((regime) => presentRegime(regime, language)), nextCursor: null }
  })

  app.get('/v1/regimes/:id', {
    config,
    schema: { params: RegimeParams, tags, summary: 'Read a regime, every setting with its source', response: { 200: RegimeDetail } },
  }, ({ headers, params }, reply) => {
    const regime = regimeOf(params.id)
    void reply.header('etag', `"${regimeHash(regime)}"`)
    return presentWholeRegime(regime, preferredLanguage(headers['accept-language']))
  })

  app.get('/v1/regimes/:id/sheet', {
    config, schema: { params: RegimeParams, tags, summary: 'A regime on a sheet to be signed', response: page },
  }, async ({ headers, params }, reply) => {
    const sheet = regimeSheet(regimeOf(params.id), preferredLanguage(headers['accept-language']))
    return await reply.type('text/html; charset=utf-8').send(sheet as never)
  })
}

function regimeOf (id: string): Regime {
  const regime = findRegime(id)
  if (regime === undefined) throw errors.notFound()
  return regime
}
