import { html, type Html } from './html.ts'
import { dayTime } from './notice-shell.ts'
import { addressOf, type Block, type Paper, type Run, type Table, type Words } from './paper.ts'

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
table { width: 100%; border-collapse: collapse; }
th, td { border: 1px solid #000; padding: 0.3em 0.5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
code { overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
</style>`

/** A paper as a whole HTML5 page, signed by the agency. */
export function renderHtml (paper: Paper): string {
  const { language, agency, title, number, issuedOn } = paper
  const address = addressOf(paper)
  return `<!doctype html>\n${html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} ${number}</title>
${style}
</head>
<body>
<main>
<header>
<p class="agency">${agency}</p>
<h1>${title}</h1>
<p class="number">${number}</p>
</header>
${address && html`<p>${wordsOf(address)}</p>
`}${paper.blocks.map(blockOf)}<footer class="signature">
<p>${agency}</p>
<p>${runOf(dayTime(issuedOn, language))}</p>
</footer>
</main>
</body>
</html>
`.markup}`
}

function blockOf (block: Block): Html {
  switch (block.kind) {
    case 'paragraph': return html`<p>${wordsOf(block.words)}</p>
`
    case 'heading': return headingOf(block)
    case 'list': return listOf(block)
    case 'terms': return html`<dl>
${block.terms.map(({ term, told }) => html`<dt>${term}</dt>${told.map((line) => html`<dd>${wordsOf(line)}</dd>`)}
`)}</dl>
`
    case 'table': return tableOf(block)
  }
}

function headingOf ({ level, text }: Extract<Block, { kind: 'heading' }>): Html {
  if (level === 2) return html`<h2>${text}</h2>
`
  return level === 3 ? html`<h3>${text}</h3>
` : html`<h4>${text}</h4>
`
}

function listOf ({ ordered, items }: Extract<Block, { kind: 'list' }>): Html {
  const rows = items.map((item) => html`<li>${wordsOf(item)}</li>
`)
  return ordered ? html`<ol>
${rows}</ol>
` : html`<ul>
${rows}</ul>
`
}

function tableOf ({ head, rows }: Table): Html {
  return html`<table>
${head && html`<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
`}<tbody>
${rows.map(({ name, cells }) => html`<tr><th scope="row">${name}</th>${cells.map((lines) => html`<td>${linesOf(lines)}</td>`)}</tr>
`)}</tbody>
</table>
`
}

function linesOf (lines: readonly Words[]): Html[] {
  return lines.map((line, at) => html`${at > 0 ? html`<br>` : undefined}${wordsOf(line)}`)
}

function wordsOf (words: Words): Html[] {
  return words.map(runOf)
}

function runOf (run: Run): Html {
  if (typeof run === 'string') return html`${run}`
  if (run.kind === 'time') return html`<time datetime="${run.datetime}">${run.text}</time>`
  return run.kind === 'theirs' ? html`<bdi>${run.text}</bdi>` : html`<code>${run.text}</code>`
}
