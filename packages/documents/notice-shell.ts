import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { Day } from '@lightwell/calendar/day'
import { html, type Html } from './html.ts'

/** What every notice names: who writes to whom, under which numbers, about which request. */
export type NoticeHead = Readonly<{
  language: Language
  agency: Bilingual
  /** The number of the paper, such as 新民公复〔2026〕1号. */
  number: string
  receiptNumber: string
  receivedOn: Day
  applicantName: string
  issuedOn: Day
}>

/** What stands on every paper of the house, whoever it is written to. */
export type PaperHead = Pick<NoticeHead, 'language' | 'agency' | 'number' | 'issuedOn'>

// A4, to be read on a screen, on paper, and by a screen reader.
const style = html`<style>
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { max-width: 40em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; line-height: 1.75;
  font-family: FangSong, STFangsong, "Noto Serif CJK SC", "Songti SC", serif; }
h1 { text-align: center; font-size: 1.6em; line-height: 1.4; }
h2 { font-size: 1.15em; }
h3 { font-size: 1em; }
h2, h3 { break-after: avoid; }
.agency, .number { text-align: center; }
.signature { margin-top: 3em; text-align: right; break-inside: avoid; }
code { overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
</style>`

/** A whole HTML5 page around the body of a notice, signed by the agency. */
export function noticePage (head: PaperHead, title: string, body: Html): string {
  const agency = inLanguage(head.agency, head.language)
  return `<!doctype html>\n${html`<html lang="${head.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} ${head.number}</title>
${style}
</head>
<body>
<main>
<header>
<p class="agency">${agency}</p>
<h1>${title}</h1>
<p class="number">${head.number}</p>
</header>
${body}
<footer class="signature">
<p>${agency}</p>
<p>${dayTime(head.issuedOn, head.language)}</p>
</footer>
</main>
</body>
</html>
`.markup}`
}

/** Text of an outsider, whose direction of writing cannot reach beyond it. */
export function isolated (text: string): Html {
  return html`<bdi>${text}</bdi>`
}

export function inLanguage (text: Bilingual, language: Language): string {
  return language === 'en' ? text.en : text.zh
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December']

/** A day as the language writes it: 2026年11月22日, 22 November 2026. */
export function dayTime (day: Day, language: Language): Html {
  const [year, month, date] = day.split('-').map(Number)
  const written = language === 'en' ? `${date} ${months[Number(month) - 1]} ${year}` : `${year}年${month}月${date}日`
  return html`<time datetime="${day}">${written}</time>`
}

/** The month of a day as the language writes it: 2026年11月, November 2026. */
export function monthTime (day: Day, language: Language): Html {
  const [year, month] = day.split('-').map(Number)
  const written = language === 'en' ? `${months[Number(month) - 1]} ${year}` : `${year}年${month}月`
  return html`<time datetime="${day.slice(0, 7)}">${written}</time>`
}
