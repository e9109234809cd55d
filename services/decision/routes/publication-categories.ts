import { Type } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { inLanguage, preferredLanguage } from '@lightwell/http/language'
import { limit } from '@lightwell/http/limits'
import { categoriesOf } from '@lightwell/regimes/categories-of'
import { regimeInForce } from '@lightwell/regimes/regimes'
import { sourceText } from '@lightwell/regimes/source-text'
import { findPublisher } from '../store/publishers.ts'

const CategoriesView = Type.Object({
  agency: Type.String(),
  regime: Type.String(),
  categories: Type.Array(Type.Object({
    code: Type.String(),
    name: Type.String(),
    levels: Type.Array(Type.String(), { description: 'county or town, where it is theirs alone.' }),
    article: Type.String({ description: 'Where the law has it, or why we have it where the law is silent.' }),
  })),
  forms: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})

/** What an agency makes public without being asked, and in which forms, under the law that is in force there today. */
export function servePublicationCategories (app: App, deps: Deps): void {
  app.get('/v1/publication-categories', {
    config: limit('reads'),
    schema: {
      querystring: Type.Object({ agency: AgencyCode }, { additionalProperties: false }), response: { 200: CategoriesView },
      tags: ['decision'], summary: 'The categories of what an agency makes public 主动公开的类别, and the forms of publication',
    },
  }, async ({ query: { agency: code }, headers }, reply) => {
    const agency = await findPublisher(deps.db, code)
    const regime = agency?.regimeId && regimeInForce(agency.regimeId, dayIn(deps.clock.now(), agency.zone))
    if (!regime) throw errors.notFound()
    const language = preferredLanguage(headers['accept-language'])
    void reply.headers({ 'content-language': language, vary: 'accept-language' })
    return {
      agency: code, regime: regime.version,
      categories: categoriesOf(regime).map(({ code: category, name, levels, source }) => ({
        code: category, name: inLanguage(name, language), levels: [...levels], article: sourceText(source, language),
      })),
      forms: Object.entries(regime.codes.forms.value).map(([form, name]) => ({ code: form, name: inLanguage(name, language) })),
    }
  })
}
