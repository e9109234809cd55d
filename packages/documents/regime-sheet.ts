import { citationText } from '@lightwell/regimes/article-text'
import type { Bilingual, Cited, Language, Setting, Tier } from '@lightwell/regimes/citation'
import { groundText } from '@lightwell/regimes/ground-text'
import type { Regime } from '@lightwell/regimes/regime'
import { regimeHash } from '@lightwell/regimes/regime-hash'
import { settingNames } from '@lightwell/regimes/setting-names'
import { settingsOf, type PlacedSetting } from '@lightwell/regimes/settings-of'
import { families } from './decision-words.ts'
import { html, type Html } from './html.ts'
import { inLanguage } from './notice-shell.ts'
import { settingText } from './setting-text.ts'

// A4, close enough that what a clock follows stands on the first page, with the place to sign.
const style = html`<style>
@page { size: A4; margin: 10mm 11mm; }
body { margin: 1.5em auto; max-width: 75em; padding: 0 1em; color: #000; background: #fff; font-size: 14px; line-height: 1.3;
  font-family: "Noto Sans CJK SC", "Microsoft YaHei", Arial, sans-serif; }
h1 { font-size: 1.4em; margin: 0; }
h2 { font-size: 1em; margin: 0.8em 0 0.2em; break-after: avoid; }
p { margin: 0.3em 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 1px solid #999; padding: 0.15em 0.4em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
tbody th { font-weight: normal; }
tbody.part th[colspan] { background: #eee; font-weight: bold; }
td.choice { background: #fff3c4; }
td.choice strong::before { content: "◆ "; }
code { overflow-wrap: anywhere; }
.signature { display: flex; gap: 2em; margin: 1.2em 0 0; break-inside: avoid; }
.signature p { flex: 1; border-top: 1px solid #000; padding-top: 0.2em; margin-top: 2.5em; }
.annex { break-before: page; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 7.6pt; line-height: 1.2; } }
</style>`

type Part = Readonly<{ title: Bilingual, paths: readonly string[], annex?: true }>

/** The parts of a sheet, each with the beginnings of the paths that belong to it. */
const parts: readonly Part[] = [
  { title: { zh: '适用', en: 'Application' }, paths: ['inForceFrom', 'calendar'] },
  { title: { zh: '答复期限', en: 'The time to answer' }, paths: ['limit', 'startRule', 'cutOff', 'partialDays'] },
  { title: { zh: '延长', en: 'Extension' }, paths: ['extension'] },
  { title: { zh: '补正', en: 'Completing a request' }, paths: ['clarification'] },
  { title: { zh: '征求第三方意见', en: 'Asking a third party' }, paths: ['consultation.thirdParty'] },
  { title: { zh: '征求其他机关意见', en: 'Asking another body' }, paths: ['consultation.otherBody'] },
  { title: { zh: '申请数量、频次明显超过合理范围', en: 'An excessive number of requests' }, paths: ['excessive'] },
  { title: { zh: '信息处理费', en: 'The fee' }, paths: ['fee'] },
  { title: { zh: '收到申请之日', en: 'The day of receipt, by channel' }, paths: ['receipt'], annex: true },
  { title: { zh: '视为答复之日', en: 'The day that counts as the answer, by service' }, paths: ['closing'], annex: true },
  { title: { zh: '申请表', en: 'The form' }, paths: ['form'], annex: true },
  { title: { zh: '更正', en: 'Correcting a record' }, paths: ['correction'], annex: true },
  { title: { zh: '其他期限', en: 'Other days' }, paths: ['terms'], annex: true },
  { title: { zh: '救济', en: 'What can be done about an answer' }, paths: ['remedies', 'contestedBefore'], annex: true },
  { title: { zh: '分类', en: 'Codes' }, paths: ['codes'], annex: true },
]

const tiers: Readonly<Record<Tier, Bilingual>> = {
  law: { zh: '法律', en: 'law' },
  administrative_regulation: { zh: '行政法规', en: 'administrative regulation' },
  judicial_interpretation: { zh: '司法解释', en: 'judicial interpretation' },
  normative_document: { zh: '规范性文件', en: 'normative document' },
  our_choice: { zh: '本系统的选择', en: 'our choice' },
}

/**
 * What a regime settles, on a sheet that a lawyer can sign: each setting in words with its article and tier, what we chose
 * marked as ours, and what it overrides. What a clock follows stands first, the rest in an annex; the hash names all of it.
 */
export function regimeSheet (regime: Regime, language: Language): string {
  const words = wordsIn(language)
  const name = inLanguage(regime.name, language)
  const placed = settingsOf(regime)
  for (const { path } of placed) requirePart(path)
  const tables = (annex: boolean) => parts.filter((part) => (part.annex ?? false) === annex)
    .map((part) => partRows(regime, part, placed.filter(({ path }) => belongs(path, part)), language))
  const title = words('规则要点表', 'Regime sheet')
  return `<!doctype html>\n${html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} ${regime.version}</title>
${style}
</head>
<body>
<main>
<header>
<h1>${title}: ${name}</h1>
<p>${words('版本', 'Version')} <strong>${regime.version}</strong>${regime.parent === null ? undefined : html` · ${
  words('上位规则', 'under')} ${regime.parent}`} · SHA-256 <code>${regimeHash(regime)}</code></p>
<p>${words('标有 ◆ 的各项，条文未作规定或者留有余地，由本系统选定。',
  'What is marked ◆ is our choice: every text is silent on it, or leaves room.')}</p>
${regime.unread === undefined ? undefined : html`<p><strong>${words('须核对', 'To be checked')}</strong>: ${
  inLanguage(regime.unread, language)}</p>
`}</header>
${table(tables(false), words)}
<section class="signature">
<p>${words('经核对，同意以上及附表所列各项。签名', 'Checked and agreed, with the annex. Signature')}</p>
<p>${words('职务', 'Office')}</p>
<p>${words('日期', 'Date')}</p>
</section>
<section class="annex">
<h2>${words('附表', 'Annex')} ${regime.version} · <code>${regimeHash(regime).slice(0, 16)}</code></h2>
${table(tables(true), words)}
<h2>${words('不予提供等的理由', 'Grounds')}</h2>
${groundTable(regime, language)}
</section>
</main>
</body>
</html>
`.markup}`
}

type Words = (zh: string, en: string) => string

function wordsIn (language: Language): Words {
  return (zh, en) => language === 'en' ? en : zh
}

function belongs (path: string, { paths }: Part): boolean {
  return paths.some((own) => path === own || path.startsWith(`${own}.`))
}

// Whoever signs must have read all of it.
function requirePart (path: string): void {
  if (!parts.some((part) => belongs(path, part))) throw new Error(`The setting ${path} stands in no part of the sheet`)
}

function table (rows: readonly Html[], words: Words): Html {
  return html`<table>
<thead><tr><th>${words('事项', 'Setting')}</th><th>${words('规定', 'Value')}</th><th>${words('依据', 'Source')}</th><th>${
  words('效力层级', 'Tier')}</th><th>${words('替代的上位规定', 'What it overrides')}</th></tr></thead>
${rows}</table>`
}

function partRows (regime: Regime, { title }: Part, placed: readonly PlacedSetting[], language: Language): Html {
  if (placed.length === 0) return html``
  return html`<tbody class="part">
<tr><th colspan="5">${inLanguage(title, language)}</th></tr>
${mergedRows(regime, placed, language)}</tbody>
`
}

/** One row for each setting; those that say the same for the same reason stand in one. */
function mergedRows (regime: Regime, placed: readonly PlacedSetting[], language: Language): Html[] {
  const words = wordsIn(language)
  const rows = placed.map(({ path, setting }) => ({
    name: nameOf(path, language), cells: cellsOf(regime, path, setting, language),
  }))
  return [...Map.groupBy(rows, ({ cells }) => cells.markup)].map(([, same]) =>
    html`<tr><th scope="row">${same.map(({ name }) => name).join(words('；', '; '))}</th>${same[0]?.cells}</tr>
`)
}

function cellsOf (regime: Regime, path: string, setting: Setting<unknown>, language: Language): Html {
  const { overrides } = setting
  return html`<td>${settingText(regime, path, setting, language)}</td>${sourceCell(setting, language)}<td>${
    inLanguage(tiers[setting.tier], language)}</td><td>${overrides === undefined ? undefined
    : html`${settingText(regime, path, overrides, language)} (${plainSource(overrides, language)})`}</td>`
}

function sourceCell (setting: Setting<unknown>, language: Language): Html {
  const article = 'article' in setting ? citationText(setting, language) : undefined
  if (setting.ourChoice === undefined) return html`<td>${article}</td>`
  const choice = html`<strong>${inLanguage(tiers.our_choice, language)}</strong>: ${inLanguage(setting.ourChoice, language)}`
  return html`<td class="choice">${article === undefined ? choice : html`${article}. ${choice}`}</td>`
}

function plainSource (setting: Setting<unknown>, language: Language): string {
  return 'article' in setting ? citationText(setting as Cited, language) : inLanguage(tiers.our_choice, language)
}

/** What a setting is called. Throws for one that has no name: it would be signed unread. */
export function nameOf (path: string, language: Language): string {
  const name = settingNames[path]
  if (name === undefined) throw new Error(`The setting ${path} has no name`)
  return inLanguage(name, language)
}

function groundTable ({ grounds }: Regime, language: Language): Html {
  const words = wordsIn(language)
  return html`<table>
<thead><tr><th>${words('理由', 'Ground')}</th><th>${words('处理方式', 'Answer')}</th><th>${words('依据', 'Source')}</th><th>${
  words('年度报告行次', 'Row of the report')}</th><th>${words('上位依据', 'Under')}</th></tr></thead>
<tbody>
${Object.values(grounds).map((ground) => {
    const { name, article, parentArticle } = groundText(ground, language)
    return html`<tr><th scope="row">${name}</th><td>${inLanguage(families[ground.family], language)}</td>${ground.ourChoice === undefined
      ? html`<td>${article}</td>` : html`<td class="choice">${article}. <strong>${inLanguage(tiers.our_choice, language)}</strong>: ${
        inLanguage(ground.ourChoice, language)}</td>`
    }<td>${ground.reportRow}</td><td>${parentArticle}</td></tr>
`
  })}</tbody>
</table>`
}
