import { v5 as uuidv5 } from 'uuid'
import { html } from '@lightwell/documents/html'
import { inLanguage, type Language } from '@lightwell/http/language'
import type { DisclosureView } from './views/present-disclosure.ts'

/**
 * A page of what was made public: the feed that it is a page of, and the addresses of this page, of the first, of the next,
 * and of its JSON twin.
 */
export type AtomPage = {
  entries: readonly DisclosureView[], language: Language, feed: string
  links: { self: string, first: string, next: string | null, twin: string }
}

// The ids of feeds are made from their addresses under this name, so that they stay the same wherever the house stands.
const feeds = '5b0c8a62-7d4e-5a7c-9a53-0f6c1d2b7e11'
const title = { zh: '政府信息主动公开目录', en: 'What was made public' }

/** Writes a page as an Atom feed (RFC 4287), paged as RFC 5005 has it. */
export function writeAtom ({ entries, language, feed, links: { self, first, next, twin } }: AtomPage): string {
  // Nothing was ever updated in a feed without entries.
  const updated = entries[0]?.publishedAt ?? '1970-01-01T00:00:00.000Z'
  const page = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>urn:uuid:${uuidv5(feed, feeds)}</id>
<title>${inLanguage(title, language)}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="first" type="application/atom+xml" href="${first}"/>
${next === null ? undefined : html`<link rel="next" type="application/atom+xml" href="${next}"/>\n`}<link rel="alternate" type="application/json" href="${twin}"/>
${entries.map(writeEntry)}</feed>
`
  return `<?xml version="1.0" encoding="utf-8"?>\n${page.markup}`
}

function writeEntry ({ id, title: name, summary, publishedAt, agency, category, mediaType, sizeBytes }: DisclosureView) {
  return html`<entry>
<id>urn:uuid:${id}</id>
<title>${name}</title>
<updated>${publishedAt}</updated>
<published>${publishedAt}</published>
<author><name>${agency.name}</name></author>
<category term="${category.code}" label="${category.name}"/>
<link rel="alternate" type="application/json" href="/v1/disclosures/${id}"/>
<link rel="enclosure" type="${mediaType}" length="${sizeBytes}" href="/v1/disclosures/${id}/content"/>
<summary>${summary}</summary>
</entry>
`
}
