import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { GroundText } from '@lightwell/regimes/ground-text'
import { disclosed, families, type Outcome, titles, words } from './decision-words.ts'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'

/** One asked item and its answer; `groundDetail` names the law that forbids, or where to find what is public. */
export type NoticePart = Readonly<{
  description: string
  outcome: Outcome
  grounds: readonly GroundText[]
  groundDetail?: string | undefined
  records: readonly Readonly<{ title: string, sha256: string }>[]
}>

/** When, where and how what is released reaches the applicant (county rule art. 12.2). */
export type NoticeDelivery = Readonly<{ on: Day, place?: string | undefined, manner?: string | undefined }>

export type DecisionNotice = NoticeHead & Readonly<{
  outcome: Outcome
  parts: readonly NoticePart[]
  delivery?: NoticeDelivery | undefined
  /** The remedies that the grounds ask for, in the language of the notice. */
  remedies: readonly string[]
  reconsiderationBody?: string | undefined
  court?: string | undefined
}>

/** The paper that answers a request: what is decided part by part, why, how it is provided, and the remedies. */
export function decisionNotice (notice: DecisionNotice): string {
  const { language } = notice
  const say = (word: keyof typeof words) => inLanguage(words[word], language)
  return noticePage(notice, inLanguage(titleOf(notice), language), html`${opening(notice)}
<section>
<h2>${say('decision')}</h2>
${notice.parts.map((part, at) => partOf(part, at + 1, language))}
</section>
${notice.delivery && deliveryOf(notice.delivery, language)}
${notice.remedies.length > 0 ? remediesOf(notice) : undefined}`)
}

function titleOf ({ outcome, parts }: DecisionNotice): Bilingual {
  const withholds = parts.some((part) => part.grounds.some((ground) => ground.family === 'withheld'))
  return titles[outcome === 'refuse' && !withholds ? 'answer' : outcome]
}

function opening ({ language, applicantName, receivedOn, receiptNumber }: DecisionNotice): Html {
  return language === 'en'
    ? html`<p>To ${isolated(applicantName)}:</p>
<p>We received your request for government information on ${dayTime(receivedOn, language)} (receipt number
${receiptNumber}). Having examined it, we answer as follows.</p>`
    : html`<p>${isolated(applicantName)}：</p>
<p>本机关于${dayTime(receivedOn, language)}收到您（贵单位）提出的政府信息公开申请（登记回执编号：${
  receiptNumber}）。经审查，现答复如下：</p>`
}

function partOf (part: NoticePart, number: number, language: Language): Html {
  const say = (word: keyof typeof words) => inLanguage(words[word], language)
  return html`<article>
<h3>${say('part').replace('{n}', String(number))}</h3>
<dl>
<dt>${say('asked')}</dt><dd>${isolated(part.description)}</dd>
<dt>${say('result')}</dt><dd>${resultOf(part, language)}</dd>
${part.grounds.length > 0 ? html`<dt>${say('reasons')}</dt>` : undefined}
${part.grounds.map((ground) => reason(ground, language))}
${part.groundDetail && html`<dt>${say('detail')}</dt><dd>${isolated(part.groundDetail)}</dd>`}
</dl>
${part.records.length > 0 ? recordsOf(part, language) : undefined}
</article>
`
}

function resultOf ({ outcome, grounds }: NoticePart, language: Language): string {
  if (outcome === 'redact_and_disclose') return inLanguage(disclosed[outcome], language)
  const found = new Set(grounds.map((ground) => inLanguage(families[ground.family], language)))
  if (found.size > 0) return [...found].join(language === 'en' ? '; ' : '；')
  return inLanguage(outcome === 'disclose' ? disclosed.disclose : families.withheld, language)
}

function reason ({ name, article, parentArticle }: GroundText, language: Language): Html {
  if (language === 'en') {
    return html`<dd>${name} (${article}${parentArticle && `, ${words.underHigher.en} ${parentArticle}`})</dd>`
  }
  return html`<dd>${name}（依据${article}${parentArticle && `；${words.underHigher.zh}：${parentArticle}`}）</dd>`
}

function recordsOf ({ records }: NoticePart, language: Language): Html {
  return html`<h4>${inLanguage(words.records, language)}</h4>
<ul>
${records.map(({ title, sha256 }) => html`<li>${isolated(title)} <code>SHA-256 ${sha256}</code></li>
`)}</ul>`
}

function deliveryOf ({ on, place, manner }: NoticeDelivery, language: Language): Html {
  const say = (word: keyof typeof words) => inLanguage(words[word], language)
  return html`<section>
<h2>${say('delivery')}</h2>
<dl>
<dt>${say('on')}</dt><dd>${dayTime(on, language)}</dd>
${place && html`<dt>${say('place')}</dt><dd>${isolated(place)}</dd>`}
${manner && html`<dt>${say('manner')}</dt><dd>${isolated(manner)}</dd>`}
</dl>
</section>`
}

function remediesOf ({ remedies, reconsiderationBody, court, language }: DecisionNotice): Html {
  const say = (word: keyof typeof words) => inLanguage(words[word], language)
  const colon = language === 'en' ? ': ' : '：'
  return html`<section>
<h2>${say('remedies')}</h2>
${[...new Set(remedies)].map((remedy) => html`<p>${remedy}</p>
`)}
${reconsiderationBody && html`<p>${say('reconsiderationBody')}${colon}${reconsiderationBody}</p>`}
${court && html`<p>${say('court')}${colon}${court}</p>`}
</section>`
}
